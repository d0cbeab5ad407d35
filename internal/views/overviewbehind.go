package views

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// behind is one of several things behind a line, and what it is.
type behind struct {
	words string
	to    Target
}

// behindCell are the ways to all that a cell or a whole account counts, the worst first: the
// jobs that went wrong or look stuck, the lists that can't be read, what looks stale, what
// runs; where there is none of these its jobs.
func (o *overviewScreen) behindCell(e *Env, a *accountRow) []behind {
	if a.id.Empty() {
		return []behind{{a.name, Target{View: "accounts"}}}
	}
	title, filter := a.name, "account:"+a.id.String()
	region := o.region()
	if !region.Empty() {
		title += "/" + region.String()
		filter += " region:" + region.String()
	}
	var ways []behind
	add := func(n int, sign ui.Sign, words, view, also string) {
		if n > 0 {
			ways = append(ways, behind{e.Theme.Sign(sign) + " " + words, Target{View: view, Title: title, Filter: filter + also}})
		}
	}
	sum := a.in(region)
	ended := " ended>=" + e.Now.Add(-overviewWindow).Time().Format("2006-01-02T15:04")
	add(sum.failed+sum.issues+sum.ended+sum.stuck, sum.sign(), sum.troubleWords(), "jobs", " "+problemField+":true"+ended)
	switch {
	case sum.err == nil:
	case a.why != "":
		ways = append(ways, behind{e.Theme.Sign(ui.Refused) + " " + a.why, Target{View: "accounts", Title: a.name, Filter: "account:" + a.id.String()}})
	default:
		add(1, ui.Refused, reason(sum.err), "health", "")
	}
	add(sum.stale, ui.Old, counted2(sum.stale, "resource looks stale", "resources look stale"), "stale", "")
	add(sum.running, ui.Running, ui.Count(sum.running)+" running", "jobs", " running:true")
	if len(ways) == 0 {
		ways = []behind{{title, Target{View: "jobs", Title: title, Filter: filter}}}
	}
	return ways
}

// sign is that of the worst jobs.
func (t *tally) sign() ui.Sign {
	if t.failed > 0 {
		return ui.Failed
	}
	return ui.Attention
}

// troubleWords count the jobs that went wrong, or look as if they will.
func (t *tally) troubleWords() string {
	words := ""
	for _, part := range []struct {
		n    int
		what string
	}{{t.failed, " of " + strconv.Itoa(t.jobs) + " failed"}, {t.ended, " stopped"}, {t.issues, " with issues"}, {t.stuck, " of those that run look stuck"}} {
		if part.n > 0 {
			if words != "" {
				words += ", "
			}
			words += ui.Count(part.n) + part.what
		}
	}
	return words
}

// in adds up the cells of a Region, all of them for the empty one.
func (a *accountRow) in(region backup.Text) tally {
	var sum tally
	for r, c := range a.cells {
		if !region.Empty() && r != region {
			continue
		}
		sum.jobs, sum.failed, sum.issues, sum.ended = sum.jobs+c.jobs, sum.failed+c.failed, sum.issues+c.issues, sum.ended+c.ended
		sum.running, sum.stuck, sum.stale = sum.running+c.running, sum.stuck+c.stuck, sum.stale+c.stale
		if c.err != nil {
			sum.err = c.err
		}
	}
	return sum
}

// choose follows the only way on, or asks which.
func (o *overviewScreen) choose(title string, ways []behind) {
	if len(ways) == 1 {
		o.s.follow(ways[0].to)
		return
	}
	options := make([]ui.Option, len(ways))
	for i, w := range ways {
		options[i] = ui.Option{Value: ui.Clean(w.words)}
	}
	o.s.dialogs = append(o.s.dialogs, ui.NewPicker(ui.PickerOptions{
		Title: title, Options: options, Value: options[0].Value, Fixed: true,
		Done: func(value string, ok bool) tea.Cmd {
			if i := slices.IndexFunc(options, func(o ui.Option) bool { return o.Value == value }); ok && i >= 0 {
				o.s.follow(ways[i].to)
			}
			return nil
		},
	}))
}
