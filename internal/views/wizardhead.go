package views

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// headFrom is from how many lines on one says what a wizard is about.
const headFrom = 6

// pointed is an activity about one recovery point.
type pointed interface{ pointOf() restore.Point }

func (r *restoring) pointOf() restore.Point { return r.point }
func (c *copying) pointOf() restore.Point   { return c.point }
func (d *doing) pointOf() restore.Point     { return knownOf[seenPoint](d).point }

// withHead draws a stage below the line that says what it is about: what, where, and of
// a recovery point since when.
func (w *wizard) withHead(e *Env, r ui.Rect, draw func(r ui.Rect) string) string {
	if r.H < headFrom {
		return draw(r)
	}
	head := []string{w.head(e, r.W)}
	if d, ok := w.act.(*doing); ok && d.told != "" && w.stage == filling && r.H > headFrom {
		head = append(head, ui.NoteLine(e.Theme, r.W, d.tone, d.told))
	}
	if kept := w.keptWords(e); kept != "" && w.stage == filling && r.H > headFrom {
		head = append(head, ui.NoteLine(e.Theme, r.W, ui.Warn, kept))
	}
	r.H -= len(head)
	text := strings.Join(head, "\n") + "\n" + draw(r)
	if w.cursor != nil {
		at := *w.cursor
		at.Y += len(head)
		w.cursor = &at
	}
	return text
}

func (w *wizard) head(e *Env, width int) string {
	t := w.act.thing()
	place := []ui.Piece{{Text: e.AccountName(t.Scope.Account) + "/" + t.Scope.Region.String()}}
	p, ok := w.act.(pointed)
	if d, is := w.act.(*doing); is && d.what != "" { // of several, none stands for all
		what := d.what
		if ui.Width(what)+ui.Width(place[0].Text)+4 > width { // the review says it whole
			what = strings.TrimPrefix(d.name, string(d.k)+" ")
		}
		return ui.HeadLine(e.Theme, width, what, place)
	}
	if !ok {
		return ui.HeadLine(e.Theme, width, headName(t), place)
	}
	point := p.pointOf()
	switch at := point.Created; {
	case at.IsZero():
	case restore.Continuous(point): // its data is younger
		place = append(place, ui.Piece{Text: "since " + at.Time().In(e.Zone).Format(time.DateOnly), Tone: ui.Muted})
	default:
		place = append(
			place,
			ui.Piece{Text: e.Clock(at), Tone: ui.Muted},
			ui.Piece{Text: ui.Ago(e.Now.Sub(at)), Tone: ui.Muted},
		)
	}
	return ui.HeadLine(e.Theme, width, strings.TrimSpace(point.Type+" "+pointName(point, t)), place)
}

// headName is what a thing is called where nothing else is known of it.
func headName(t backup.Thing) string { return backup.ShortARN(t.ID) }
