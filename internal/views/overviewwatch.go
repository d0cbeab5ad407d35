package views

import (
	"cmp"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// watch is what locks or goes within days, among the vaults and recovery points that are read.
type watch struct {
	locks    []backup.Vault // whose lock becomes permanent, the next first
	vaults   int            // scopes whose vaults are read
	expiring int            // recovery points that AWS deletes within expiryAhead
	next     backup.Time    // the first of them
	points   int            // recovery points that are read
}

// expiryAhead is how far ahead the overview counts recovery points that end.
const expiryAhead = 7 * 24 * time.Hour

// watchOf looks through what the store holds, of the scopes in focus.
func watchOf(e *Env) watch {
	var w watch
	scopes := map[backup.Scope]bool{}
	for _, in := range e.Scopes() {
		scopes[in] = true
		if !e.Health(vaultsPart(in)).ReadAt.IsZero() {
			w.vaults++
		}
	}
	for _, v := range state.Select[backup.Vault](e.Snap, nil, "vaults").All() {
		if in := v.In.Get(); in.SeenFrom.Empty() && scopes[in.Reader()] && lockPending(v, e.Now) {
			w.locks = append(w.locks, *v)
		}
	}
	slices.SortFunc(w.locks, func(a, b backup.Vault) int {
		return cmp.Or(cmp.Compare(a.LockDate, b.LockDate), cmp.Compare(vaultKey(&a), vaultKey(&b)))
	})
	until := e.Now.Add(expiryAhead)
	for _, p := range state.Select[backup.RecoveryPoint](e.Snap, nil, "points").All() {
		if !scopes[p.In.Get().Reader()] {
			continue
		}
		w.points++
		if p.DeleteAt > e.Now && p.DeleteAt <= until {
			w.expiring++
			if w.next.IsZero() || p.DeleteAt < w.next {
				w.next = p.DeleteAt
			}
		}
	}
	return w
}

// watched are the locks that become permanent, which nobody can undo, what looks stale, and what expires.
func (o *overviewScreen) watched(e *Env) block {
	w, stale := &o.sum.watch, o.sum.total.stale
	lines := make([]watchLine, 0, 2+len(w.locks))
	for i := range w.locks {
		lines = append(lines, lockLine(e, &w.locks[i]))
	}
	if stale > 0 {
		lines = append(lines, watchLine{
			key: "stale", tone: ui.Warn, to: Target{View: "stale"},
			texts: staleTexts(stale, e.Theme),
		})
	}
	if w.expiring > 0 {
		lines = append(lines, watchLine{
			key: "expiring", tone: ui.Plain, to: Target{View: "points", Filter: "deleteAt<" + e.Now.Add(expiryAhead).Time().Format("2006-01-02T15:04")},
			texts: w.expiryTexts(e),
		})
	}
	b := block{n: len(lines), least: 1}
	if b.n == 0 {
		return b
	}
	b.head = func(d *drawing) {
		words := o.watchWords()
		if n := b.n - d.shown; n > 0 {
			more := "j shows " + ui.Count(n) + " more"
			if words != "" {
				d.headingOf("WITHIN DAYS", []string{words}, more)
				return
			}
			words = more
		}
		d.heading("WITHIN DAYS", words)
	}
	b.line = func(d *drawing, i int) {
		line, _ := d.start()
		texts, room := lines[i].texts, max(d.r.W-2, 0)
		d.add(d.cell(line, lines[i].tone, texts[longestIn(texts, room)], room))
	}
	b.key = func(i int) string { return lines[i].key }
	b.to = func(i int) (Target, bool) { return lines[i].to, true }
	return b
}

// watchLine is one thing to keep an eye on.
type watchLine struct {
	key   string
	texts []string // the longest first
	tone  ui.Tone
	to    Target
}

// staleTexts say how many resources look unprotected, and that the rule is this console's.
func staleTexts(n int, th *ui.Theme) []string {
	lead, rule, many := th.Sign(ui.Old)+" "+counted2(n, "resource", "resources")+" without a good backup", "its rule", n != 1
	if many {
		rule = "their rules"
	}
	return []string{
		lead + " for twice the interval of " + rule + " (assumed)",
		lead + " in 2 intervals of " + rule + " (assumed)",
		lead + " in 2 intervals (assumed)",
		lead + " (assumed)",
	}
}

// expiryTexts say what AWS deletes soon.
func (w *watch) expiryTexts(e *Env) []string {
	all := counted2(w.expiring, "recovery point expires", "recovery points expire") + " within 7 d"
	first := all + ", the first in " + ui.Duration(w.next.Sub(e.Now))
	return []string{first + ", of " + ui.Count(w.points) + " read", first, all}
}

// lockLine says when a lock becomes permanent. Until then it can be changed and removed, after
// that by nobody (AWS Backup API: LockDate of DescribeBackupVault).
func lockLine(e *Env, v *backup.Vault) watchLine {
	in := v.In.Get()
	what := "vault " + in.Name.String() + " " + scopeWords(in.Reader(), e)
	sign, when := e.Theme.Sign(ui.Attention)+" ", "locks in "+ui.Duration(v.LockDate.Sub(e.Now))
	texts := []string{
		sign + what + ": " + when + ", then nobody can undo it",
		sign + what + ": " + when + " for good",
		sign + when + " for good: " + what, // its end may be cut
	}
	t, _ := vaultPage(in)
	return watchLine{key: vaultKey(v), texts: texts, tone: ui.Warn, to: t}
}

// watchWords say what the locks were looked for in, where that is not all.
func (o *overviewScreen) watchWords() string {
	if w := &o.sum.watch; w.vaults < o.sum.scopes {
		return "vaults read in " + ui.Count(w.vaults) + " of " + counted2(o.sum.scopes, "scope", "scopes")
	}
	return ""
}
