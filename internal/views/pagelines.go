package views

import (
	"slices"
	"strings"
	"unicode"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// lines returns the page of a row: its notes, its columns with exact values, and
// what it leads to.
func (r *Resource[V]) lines(v *V, e *Env) []line {
	var lines []line
	if r.Notes != nil {
		for _, n := range r.Notes(v, e) {
			lines = append(lines, line{value: n, tone: ui.Warn})
		}
	}
	if r.Beside != nil {
		lines = append(lines, r.Beside(v, e)...)
	}
	var b []byte
	for i := range r.Columns {
		c := &r.Columns[i]
		if c.NoPage || slices.Contains(r.Led, c.Name) {
			continue
		}
		b = c.appendExact(b[:0], v, e)
		if len(b) == 0 {
			continue
		}
		l := line{label: c.label(), value: string(b)}
		if c.Tone != nil {
			l.tone = c.Tone(v, e)
		}
		if c.Link != nil {
			if t, ok := c.Link(v, e); ok {
				l.link = &t
			}
		}
		lines = append(lines, l)
	}
	var links []line
	for _, k := range r.Links {
		if t, ok := k.To(v, e); ok {
			links = append(links, line{label: k.Title, value: t.words(), link: &t})
		}
	}
	if len(links) > 0 {
		lines = append(append(lines, line{label: "Related", heading: true}), links...)
	}
	return lines
}

// words says where a target leads.
func (t *Target) words() string {
	if t.Thing.Kind != "" {
		return backup.ShortARN(t.Thing.ID)
	}
	words := t.View
	if t.Title != "" {
		words = t.Title + " › " + words
	}
	return words
}

// label is the name of a column in words: "Delete at" for deleteAt.
func (c *Column[V]) label() string {
	if c.Label != "" {
		return c.Label
	}
	var b strings.Builder
	for i, r := range c.Name {
		switch {
		case i == 0:
			b.WriteRune(unicode.ToUpper(r))
		case unicode.IsUpper(r):
			b.WriteByte(' ')
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(r)
		}
	}
	words := b.String()
	for _, short := range []string{"Arn", "Id"} {
		if words == short || strings.HasSuffix(words, " "+strings.ToLower(short)) {
			return words[:len(words)-len(short)] + map[string]string{"Arn": "ARN", "Id": "ID"}[short]
		}
	}
	return words
}

func (r *Resource[V]) idOf(v *V) string {
	if r.ID != nil {
		return r.ID(v)
	}
	return r.Key(v)
}

func (r *Resource[V]) crumb(v *V, e *Env) string {
	if r.Crumb != nil {
		return r.Crumb(v, e)
	}
	return backup.ShortARN(r.idOf(v))
}

// layout makes the lines anew from the row and the answers so far.
func (p *page) layout(e *Env) {
	facts, there := p.facts(e)
	p.gone = !there
	if p.job != nil {
		facts = append(p.job.lead(p.s, e), facts...)
	}
	p.lines = facts
	if why := p.noMore(); why != "" {
		p.lines = append([]line{{label: "Status", value: e.Theme.Sign(ui.Failed) + " " + why, tone: ui.Bad}}, facts...)
	}
	for _, d := range p.docs {
		p.lines = append(p.lines, documentLines(d, e)...)
	}
	p.wrap()
}

// noMore says of a recovery point of which AWS knows nothing that it is gone, "" where it is
// there or AWS has not said. What a list says of it is older.
func (p *page) noMore() string {
	if p.thing.Kind != backup.PointThing {
		return ""
	}
	for _, d := range p.docs {
		if strings.HasPrefix(d.Op, "Describe") && backup.KindOf(d.Err) == backup.NotFound {
			return "gone: AWS has no such recovery point"
		}
	}
	return ""
}

// documentLines are what one answer of AWS says, under the operation's name.
func documentLines(d backup.Document, e *Env) []line {
	head := line{label: "AWS: " + d.Op, heading: true}
	if d.Err != nil {
		if backup.KindOf(d.Err) == backup.NotFound {
			head.value, head.tone = "none", ui.Muted
			return []line{head}
		}
		head.value, head.tone = d.Err.Error(), ui.Warn
		return []line{head}
	}
	lines := []line{head}
	facts, ok := flatten(d.JSON, e.Zone)
	if !ok {
		return append(lines, line{value: "this answer is no JSON; y shows it", tone: ui.Warn})
	}
	for _, f := range facts {
		lines = append(lines, line{label: f.name, value: f.value})
	}
	if len(facts) == factLimit {
		lines = append(lines, line{value: "… more than a page can list; y shows it all", tone: ui.Muted})
	}
	return lines
}
