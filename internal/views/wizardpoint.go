package views

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// ofAnother is an activity about a recovery point that can be done with another of the
// same resource instead, such as a newer one.
type ofAnother interface {
	pointed
	with(t backup.Thing) activity
}

func (r *restoring) with(t backup.Thing) activity {
	other := newRestoring(r.s, t)
	other.from = r.form.Origins()
	return other
}

// otherPoint lists the resource's other points, the newest first, and opens the form of
// the one that is chosen with what was typed in this one.
func (w *wizard) otherPoint(a ofAnother) tea.Cmd {
	pt, others := a.pointOf(), map[string]backup.Thing{}
	p := ui.NewPicker(ui.PickerOptions{
		Title: "Other recovery points of the resource", Fixed: true, Loading: true,
		Done: func(arn string, ok bool) tea.Cmd {
			t, known := others[arn]
			if !ok || !known {
				return nil
			}
			next := newWizard(w.s, a.with(t), w.act.values())
			w.handDraft(next)
			w.s.pop()
			w.s.push(next)
			return nil
		},
	})
	w.s.dialogs = append(w.s.dialogs, p)
	return w.ask(inquiry{"other points", func(ctx context.Context, l restore.Lookup) func() {
		points, err := l.Newer(ctx, pt.Thing, pt.ResourceARN, 0)
		slices.SortFunc(points, func(a, b backup.RecoveryPoint) int { return cmp.Compare(b.Created, a.Created) })
		return func() {
			options := make([]ui.Option, 0, len(points))
			for i := range points {
				q := &points[i]
				arn := q.ARN.String()
				others[arn] = pointThing(arn, q.In.Get())
				made := q.Created.Time().In(w.s.env.Zone).Format("2006-01-02 15:04 MST")
				options = append(options, ui.Option{Value: arn, Columns: []string{made, q.In.Get().Name.String(), q.Status.String()}})
			}
			refused := ""
			if err != nil {
				refused = remedied(err)
			}
			p.SetOptions(options, false, refused)
		}
	}})
}
