package views

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// kin are the jobs around a job, among those that the console knows.
type kin struct {
	of       string // the job, by its state: what it was computed for
	version  uint64
	at       time.Time
	known    bool         // some list that can hold them has been read
	worked   backup.Job   // the last of the same kind and resource that went well; zero = none known
	others   []backup.Job // of the resource, newest first, a few
	count    int          // of them in all
	children []childCount // of a parent, by state
}

type childCount struct {
	state string
	n     int
}

const (
	kinShown = 5
	kinEvery = 5 * time.Second
)

// meetAround looks for the jobs around that of the page, in a command since it reads
// every job that is known.
func (p *page) meetAround(e *Env) tea.Cmd {
	d := p.job
	if d.row == nil || d.asking {
		return nil
	}
	version := e.Snap.RowVersion(jobFeeds()...)
	of := d.row.ID + " " + d.row.State.String()
	if d.around.of == of && (d.around.version == version || time.Since(d.around.at) < kinEvery) {
		return nil
	}
	d.asking = true
	id, j, snap := p.id, *d.row, e.Snap
	return func() tea.Msg {
		k := kinOf(&j, snap)
		k.of, k.version = of, version
		return result{to: id, value: k}
	}
}

// meet takes what was found.
func (d *jobSide) meet(k kin) {
	k.at = time.Now()
	d.around, d.asking = k, false
}

// kinOf finds the jobs around j. It reads every row: for commands only.
func kinOf(j *backup.Job, snap *state.Snapshot) kin {
	var k kin
	states := map[string]int{}
	seen := map[jobName]bool{}
	near := func(p state.Part) bool {
		return p.Scope == jobScope(j) || isOrganization(p) && p.Scope.Region == j.Region
	}
	for _, feed := range jobFeeds() {
		for _, p := range snap.Parts(feed) {
			h, _ := snap.Health(p)
			k.known = k.known || near(p) && h.Whole && feed == jobFeed(j.Kind)
		}
	}
	named := !j.Of.Get().ARN.Empty()
	for _, o := range state.Select[backup.Job](snap, near, jobFeeds()...).All() {
		child := o.Kind == j.Kind && !o.Parent.Empty() && o.Parent.String() == j.ID
		if o.Account != j.Account || !child && (!named || o.Of != j.Of) || o.Kind == j.Kind && o.ID == j.ID {
			continue
		}
		name := jobName{o.Kind, o.ID}
		if seen[name] {
			continue
		}
		seen[name] = true
		if child {
			states[o.State.String()]++
			continue
		}
		k.count++
		if out := o.Outcome(); o.Kind == j.Kind && (out == backup.Succeeded || out == backup.Issues) && o.Completed > k.worked.Completed {
			k.worked = *o
		}
		k.others = append(k.others, *o)
		if len(k.others) > 4*kinShown {
			k.others = newest(k.others)
		}
	}
	k.others = newest(k.others)
	for name, n := range states {
		k.children = append(k.children, childCount{name, n})
	}
	slices.SortFunc(k.children, func(a, b childCount) int { return b.n - a.n })
	return k
}

// newest are the last few jobs by their creation.
func newest(jobs []backup.Job) []backup.Job {
	slices.SortFunc(jobs, func(a, b backup.Job) int { return int(max(min(b.Created-a.Created, 1), -1)) })
	return jobs[:min(len(jobs), kinShown)]
}

// lastTone is a warning where a resource should have been backed up before; that it was
// never restored or copied is no news.
func lastTone(j *backup.Job) ui.Tone {
	if j.Kind == backup.BackupJob {
		return ui.Warn
	}
	return ui.Plain
}

// lines say when the resource's jobs last worked, and lead to the latest of them.
func (k *kin) lines(j *backup.Job, e *Env) []line {
	var lines []line
	if len(k.children) > 0 {
		words := ""
		for i, c := range k.children {
			if i > 0 {
				words += ", "
			}
			words += ui.Count(c.n) + " " + c.state
		}
		l := line{label: "Children", value: words}
		if t, ok := jobToChildren(j, e); ok {
			l.link = &t
		}
		lines = append(lines, l)
	}
	if !k.known && k.count == 0 {
		return lines
	}
	lines = append(lines, line{label: "Other jobs of it", heading: true})
	last := line{label: "Last worked", value: "the lists hold no other " + j.Kind.String() + " of this resource that went well", tone: lastTone(j)}
	if !k.worked.Completed.IsZero() {
		t := jobPage(&k.worked)
		last = line{label: "Last worked", value: e.Clock(k.worked.Completed) + ", " + ui.Duration(e.Now.Sub(k.worked.Completed)) + " ago", link: &t}
	}
	lines = append(lines, last)
	for i := range k.others {
		o := &k.others[i]
		t := jobPage(o)
		lines = append(lines, line{label: e.Clock(o.Created), value: o.Kind.String() + " " + string(appendJobState(nil, o, e)), tone: jobTone(o, e), link: &t})
	}
	if more := k.count - len(k.others); more > 0 {
		if t, ok := jobsOfResource(j.Of.Get(), jobScope(j), e); ok {
			lines = append(lines, line{label: "All", value: ui.Count(k.count) + " others are known", link: &t})
		}
	}
	return lines
}
