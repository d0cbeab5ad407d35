package views

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

func failureColumns() []Column[failure] {
	return []Column[failure]{
		textColumn("cause", "CAUSE", func(f *failure) string { return f.of().Brief.Cause }).sized(32, 60, 3).endless().shown(appendCause).toned(causeTone),
		textColumn("class", "CLASS", func(f *failure) string { return string(f.of().Brief.Class) }).sized(12, 22, 0).wide(),
		textColumn("root", "ON", rootWords).sized(10, 44, 2).dropped(7).shown(func(b []byte, f *failure, e *Env) []byte {
			return append(b, rootNow(f, e)...)
		}),
		numberColumn("count", "COUNT", func(f *failure) int64 { return int64(f.of().Count()) }),
		numberColumn("of", "OF", func(f *failure) int64 { return int64(f.of().Of) }).wide(),
		rateColumn(),
		textColumn("kinds", "KINDS", func(f *failure) string { return kindWords(f.of()) }).sized(7, 20, 0).wide().listed(func(f *failure) any { return kindNames(f.of()) }),
		textColumn("accounts", "ACCOUNTS", func(f *failure) string { return textsJoined(f.of().Accounts) }).also("account").sized(12, 40, 1).shown(appendAccounts).wide().listed(func(f *failure) any { return textsOf(f.of().Accounts) }),
		textColumn("regions", "REGIONS", func(f *failure) string { return textsJoined(f.of().Regions) }).also("region").sized(12, 40, 1).wide().listed(func(f *failure) any { return textsOf(f.of().Regions) }),
		whereColumn(),
		textColumn("types", "TYPES", func(f *failure) string { return strings.Join(textsOf(f.of().Types), ",") }).also("type").sized(8, 30, 1).wide().listed(func(f *failure) any { return textsOf(f.of().Types) }),
		numberColumn("resources", "RESOURCES", func(f *failure) int64 { return int64(len(f.of().Resources)) }).wide().listed(func(f *failure) any { return slices.Sorted(slices.Values(textsOf(f.of().Resources))) }),
		numberColumn("failing", "FAILING", func(f *failure) int64 { return int64(f.of().Failing) }).wide(),
		numberColumn("recovered", "RECOVERED", func(f *failure) int64 { return int64(f.of().Recovered) }).wide(),
		textColumn("now", "NOW", stateWords).sized(12, 26, 1).endless().shown(appendNow).toned(nowTone),
		timeColumn("first", "FIRST", func(f *failure) backup.Time { return f.of().First }).wide(),
		timeColumn("last", "LAST SEEN", func(f *failure) backup.Time { return f.of().Last }).wide(),
		ageColumn("lastAge", "LAST", func(f *failure) backup.Time { return f.of().Last }).dropped(6),
		trendColumn(),
		flagColumn("new", "NEW", func(f *failure) bool { return f.fresh }).wide(),
		textColumn("known", "KNOWN", func(f *failure) string { return f.known }).wide(),
		textColumn("message", "MESSAGE", func(f *failure) string { return f.of().Message }).sized(20, 200, 2).endless().wide(),
		rowKeyColumn(),
		nestedColumn("diagnosis", func(f *failure) any { return recordedDiagnosis(f) }),
		nestedColumn("principals", func(f *failure) any { return principalRefs(f.of()) }),
		nestedColumn("actions", func(f *failure) any { return f.of().Actions() }),
		nestedColumn("denied", func(f *failure) any { return deniedRefs(f.of()) }),
		nestedColumn("jobs", func(f *failure) any { return jobRefs(f.of()) }),
		nestedColumn("infected", func(f *failure) any { return infectedRefs(f.of()) }),
		nestedColumn("points", func(f *failure) any { return pointRefs(f.of()) }),
		{
			Name: "rank", Kind: query.Number, NoRecord: true, NoPage: true,
			Int: func(f *failure, _ *Env) int64 { return int64(f.place) },
		},
	}
}

// rowKeyColumn tells one cause from another in records of different days.
func rowKeyColumn() Column[failure] {
	c := textColumn("key", "", func(f *failure) string { return f.key })
	c.NoTable = true
	return c
}

// of is the cause, an empty one for a row that has none.
func (f *failure) of() *triage.Cause {
	if f.Cause == nil {
		return &triage.Cause{}
	}
	return f.Cause
}

// appendCause marks what is new since the last look.
func appendCause(b []byte, f *failure, _ *Env) []byte {
	if f.fresh {
		b = append(b, "new: "...)
	}
	return append(b, causeName(f)...)
}

func causeTone(f *failure, _ *Env) ui.Tone {
	if f.known != "" {
		return ui.Muted
	}
	return ui.Plain
}

// rateColumn is how many of the jobs of the same kinds and places met the cause.
func rateColumn() Column[failure] {
	return Column[failure]{
		Name: "rate", Title: "RATE", Kind: query.Percent, Min: 5, Right: true, Drop: 5,
		Int: func(f *failure, _ *Env) int64 {
			c := f.of()
			if !rated(c) {
				return query.None
			}
			n, of := int64(c.Count()), int64(c.Of)
			if n >= of {
				return 10_000
			}
			return min((n*10_000+of/2)/of, 9_999) // rounded as on the screen, and never to all
		},
		Show: func(b []byte, f *failure, _ *Env) []byte {
			c := f.of()
			if !rated(c) {
				return b
			}
			return append(b, rateWords(int64(c.Count()), int64(c.Of))...)
		},
	}
}

// whereColumn folds accounts and Regions: their names where there is one, else how many.
func whereColumn() Column[failure] {
	c := textColumn("where", "WHERE", func(f *failure) string {
		return counted2(len(f.of().Accounts), "account", "accounts") + " " + counted2(len(f.of().Regions), "region", "regions")
	}).sized(12, 24, 1)
	c.NoRecord, c.NoPage = true, true
	return c.shown(func(b []byte, f *failure, e *Env) []byte {
		switch accounts := f.of().Accounts; len(accounts) {
		case 0:
			return append(b, e.Theme.Sign(ui.None)...)
		case 1:
			b = append(b, e.AccountName(accounts[0])...)
		default:
			b = append(append(b, ui.Count(len(accounts))...), " acc"...)
		}
		switch regions := f.of().Regions; len(regions) {
		case 0:
		case 1:
			b = backup.AppendShortRegion(append(b, ' '), regions[0].String())
		default:
			b = append(append(append(b, ' '), ui.Count(len(regions))...), " reg"...)
		}
		return b
	})
}

// trendColumn is how the cause went on over the window.
func trendColumn() Column[failure] {
	c := textColumn("trend", "TREND", func(f *failure) string { return numbersJoined(f.of().Trend) }).sized(trendSlices, trendSlices, 0).dropped(8)
	return c.shown(appendTrend).listed(func(f *failure) any { return f.of().Trend })
}

func appendTrend(b []byte, f *failure, e *Env) []byte {
	if onlyPoints(f.of()) { // when they got to be so AWS does not tell
		return b
	}
	values := make([]int64, len(f.of().Trend))
	for i, n := range f.of().Trend {
		values[i] = int64(n)
	}
	return ui.Sparkline(b, e.Theme, ui.Plain, values, 0)
}

func appendAccounts(b []byte, f *failure, e *Env) []byte {
	for i, id := range f.of().Accounts {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, e.AccountName(id)...)
	}
	return b
}

func kindWords(c *triage.Cause) string { return strings.Join(kindNames(c), ",") }

// kindNames are the kinds of jobs, and "point", that a cause has met.
func kindNames(c *triage.Cause) []string {
	words := make([]string, 0, len(c.Kinds)+1)
	for _, k := range c.Kinds {
		words = append(words, k.String())
	}
	if len(c.Points) > 0 {
		words = append(words, "points")
	}
	return words
}
