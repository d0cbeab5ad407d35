package triage

import "github.com/bkpui/bkpui/internal/backup"

// A copy reads with one key and writes with another, and some words of AWS leave open which of them it may
// not use. One job can't tell; the others can: a key that fails other jobs too is the one, and so is that of
// the vault into which copies from several keys fail alike.

// blamedKey is the name in Entry.Root of the key of the destination vault, where other jobs tell that it is
// that one. It stands first, before the key of the source.
const blamedKey = "blamed key"

// held is a job that waits for what the others tell.
type held struct {
	job     *backup.Job
	context func(*backup.Job) Context
	told    told   // by itself
	own     Key    // of the cause that it has then
	target  string // the other key
}

// blamed is the key that others tell of.
func (a *about) blamed() Fact { return Fact{"key", a.context().blamed, FromTarget} }

// holds reports whether others tell which of two keys a job hangs on.
func (r *reading) holds(a *about) bool {
	return r.entry != nil && len(r.entry.Root) > 0 && r.entry.Root[0] == blamedKey && a.context().TargetKey != "" && !a.context().Seeking && r.root(a).From != FromMessage
}

// settle puts the jobs that waited into rows.
func (g *Grouper) settle() {
	jobs := g.held
	g.held = nil
	other := func(h *held) Key { return Key{group: h.own.group, name: "key", value: h.target} }
	failed := make([]bool, len(jobs)) // by their own key, and others with them
	sources := map[Key]set[Key]{}     // of a target: the keys that copies into it read with
	for i := range jobs {
		h := &jobs[i]
		if failed[i] = g.rows[h.own] != nil; !failed[i] {
			of := sources[other(h)]
			of.add(h.own)
			sources[other(h)] = of
		}
	}
	blamed := make(map[Key]bool, len(sources))
	for k, of := range sources {
		blamed[k] = g.rows[k] != nil || len(of.list) > 1
	}
	for i := range jobs {
		h, k := &jobs[i], jobs[i].own
		c := h.context(h.job)
		a := about{job: h.job, c: &c}
		if to := other(h); !failed[i] && blamed[to] {
			c.blamed, k = h.target, to
			h.told.root = a.blamed()
		}
		g.row(k).add(h.told, &a, h.job.Ended())
	}
}
