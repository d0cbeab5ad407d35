package sim

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// A tally is one row of a job summary: how many jobs of one day or period.
type tally struct {
	from, to                                         int64
	account, state, kind, category, scanner, verdict string
}

func listBackupJobSummaries(c *call) *apiError {
	return c.summarise("BackupJobSummaries", func(s *scope) []*stream { return s.jobsOf(backups) }, func(it item) (run, string, string, bool) {
		if !it.listed() { // asked first: it costs a tenth of the run
			return run{}, "", "", false
		}
		r := it.backup()
		return r, r.stateAt(c.now), "", true
	})
}

func listCopyJobSummaries(c *call) *apiError {
	return c.summarise("CopyJobSummaries", func(s *scope) []*stream { return s.jobsOf(copies) }, func(it item) (run, string, string, bool) {
		if !it.copied().listed() {
			return run{}, "", "", false
		}
		r, ok := it.copyRun()
		return r, copyState(r, c.now), "", ok
	})
}

func listRestoreJobSummaries(c *call) *apiError {
	return c.summarise("RestoreJobSummaries", func(s *scope) []*stream { return s.jobsOf(restores) }, func(it item) (run, string, string, bool) {
		r := it.restoreRun()
		_, ok := it.parent().restored()
		return r, restoreState(r, c.now), "", ok
	})
}

func listScanJobSummaries(c *call) *apiError {
	return c.summarise("ScanJobSummaries", func(s *scope) []*stream { return s.scans }, func(it item) (run, string, string, bool) {
		r, malware := it.scanRun()
		_, ok := it.restored()
		return r, scanState(r, c.now), scanResult(r, malware, c.now), ok
	})
}

const (
	anyValue     = "ANY"
	aggregateAll = "AGGREGATE_ALL"
)

// summarise tells the counts of jobs by what the request groups by. As AWS's, they end at
// the last midnight UTC and are refreshed once a day.
func (c *call) summarise(member string, of func(*scope) []*stream, job func(item) (run, string, string, bool)) *apiError {
	accounts, err := c.summaryAccounts()
	if err != nil {
		return err
	}
	counts := c.w.summaries.of(c, func(to int64) map[tally]int64 { return c.tallies(accounts, to, of, job) })
	c.out.text("AggregationPeriod", cmp.Or(c.query.Get("AggregationPeriod"), "ONE_DAY"))
	all := slices.SortedFunc(maps.Keys(counts), func(a, b tally) int {
		return cmp.Or(cmp.Compare(b.from, a.from), cmp.Compare(a.account, b.account), cmp.Compare(a.state, b.state),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.category, b.category), cmp.Compare(a.verdict, b.verdict))
	})
	return rows(c, member, all, tally.key, func(j *jsonBody, t tally) {
		j.text("Region", c.scope.region)
		j.text("AccountId", t.account)
		j.text("State", t.state)
		j.text("ResourceType", t.kind)
		j.text("MessageCategory", t.category)
		j.text("MalwareScanner", t.scanner)
		j.text("ScanResultStatus", t.verdict)
		j.number("Count", counts[t])
		j.time("StartTime", t.from)
		j.time("EndTime", t.to)
	})
}

// tallies counts the jobs before a midnight.
func (c *call) tallies(accounts []*scope, to int64, of func(*scope) []*stream, job func(item) (run, string, string, bool)) map[tally]int64 {
	days := int64(14)
	if c.query.Get("AggregationPeriod") == "SEVEN_DAYS" {
		days = 7
	}
	daily := c.query.Get("AggregationPeriod") == "" || c.query.Get("AggregationPeriod") == "ONE_DAY"
	counts := map[tally]int64{}
	for _, s := range accounts {
		for it := range items(of(s), span{from: to - days*day, to: to - 1}, c.now) {
			r, state, verdict, ok := job(it)
			if !ok {
				continue
			}
			t := tally{from: to - days*day, to: to, account: s.account.id}
			if daily {
				t.from = it.at - it.at%day
				t.to = t.from + day
			}
			fits := c.group("State", state, &t.state) && c.group("ResourceType", it.kindName(), &t.kind) &&
				c.group("MessageCategory", r.category(c.now), &t.category) && c.group("ScanResultStatus", verdict, &t.verdict)
			if c.query.Get("AccountId") == aggregateAll {
				t.account = aggregateAll
			}
			if c.query.Get("MalwareScanner") != "" {
				t.scanner = "GUARDDUTY"
			}
			if fits {
				counts[t]++
			}
		}
	}
	return counts
}

func (t tally) key() string {
	return strconv.FormatInt(t.from, 10) + t.account + t.state + t.kind + t.category + t.verdict
}

// group reads one member of the request: ANY gives a row for each value,
// AGGREGATE_ALL one for all, a value only its jobs; absent, all are counted
// together.
func (c *call) group(name, value string, to *string) bool {
	switch want := c.query.Get(name); want {
	case "":
		return true
	case anyValue:
		*to = value
		return true
	case aggregateAll:
		*to = aggregateAll
		return true
	default:
		*to = want
		return want == value || name == "MessageCategory" && sameCategory(want, value)
	}
}

// summaryAccounts are the scopes to count: the caller's, or the organisation's
// when the management account asks for it.
func (c *call) summaryAccounts() ([]*scope, *apiError) {
	want := c.query.Get("AccountId")
	if want == "" || c.scope.account != c.w.accounts[0] {
		return []*scope{c.scope}, nil
	}
	var all []*scope
	for _, s := range c.w.scopes {
		if s.region == c.scope.region && (want == anyValue || want == aggregateAll || want == s.account.id) {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return nil, invalid("Invalid value for AccountId: %s", want)
	}
	return all, nil
}
