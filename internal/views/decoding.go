package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// decoding is what AWS says that the encoded authorization message of a failure means (AWS STS
// API: DecodeAuthorizationMessage). It is asked for when the operator asks, on the page of a
// cause or of a job.
type decoding struct {
	asked, done bool
	job         *backup.Job // whose message it is; nil = of a point
	words       []string
	decision    triage.Decision
	err         error
}

// denialDecoded brings the answer to the page.
type denialDecoded struct {
	words    []string
	decision triage.Decision
	err      error
}

// decodeKey is the key of the pages that a message can be decoded on.
func decodeKey(why func() string, run func() tea.Cmd) ui.Binding {
	return ui.Binding{ID: "decode", Keys: []string{"e"}, Help: "decode", Tip: "Ask AWS what the encoded authorization message says", Group: "Use", Footer: 70, Why: why, Run: run}
}

// noDecoding says why a message can't be decoded, "" when it can.
func (s *session) noDecoding(encoded string) string {
	switch {
	case encoded == "":
		return "AWS's message holds no encoded authorization message"
	case s.b.Evidence == nil:
		return "this console can't ask AWS for it"
	}
	return ""
}

// ask asks AWS in a scope, for a page, once; again after an error.
func (d *decoding) ask(p *page, j *backup.Job, in backup.Scope, encoded string) tea.Cmd {
	if d.asked && d.err == nil {
		return nil
	}
	*d = decoding{asked: true, job: j}
	ctx, id, evidence := backup.Urgent(p.ctx), p.id, p.s.b.Evidence
	return func() tea.Msg {
		text, err := evidence.DecodeAuthorizationMessage(ctx, in, encoded)
		if err != nil {
			return result{to: id, value: denialDecoded{err: err}}
		}
		dec, err := triage.DecodeDenial(text)
		return result{to: id, value: denialDecoded{dec.Lines(), dec, err}}
	}
}

func (d *decoding) take(a denialDecoded) {
	d.done, d.words, d.decision, d.err = true, a.words, a.decision, a.err
}

// result is what was decoded, nil before that.
func (d *decoding) result() *triage.Decision {
	if !d.done || d.err != nil {
		return nil
	}
	return &d.decision
}

// lines are those of the page; none where the message holds nothing encoded.
func (d *decoding) lines(encoded string, e *Env) []line {
	if encoded == "" {
		return nil
	}
	lines := []line{{label: "Encoded denial", heading: true}}
	switch {
	case !d.asked:
		return append(lines, line{value: "e asks AWS what it says (sts:DecodeAuthorizationMessage)", tone: ui.Muted})
	case !d.done:
		return append(lines, line{value: "asking AWS " + e.Theme.Sign(ui.Waiting), tone: ui.Muted})
	case d.err != nil:
		return append(lines, line{value: d.err.Error(), tone: ui.Warn})
	}
	for _, words := range d.words {
		lines = append(lines, line{value: words})
	}
	return lines
}
