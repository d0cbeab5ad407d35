package views

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// draw draws the review: what it is about, the checks with their evidence, what is to
// be known, and exactly what will be sent.
func (v *review) draw(w *wizard, e *Env, r ui.Rect) string {
	if j, ok := w.act.(judged); ok {
		j.judge(v.findings())
	}
	about := w.act.about(e)
	blocks := append([]ui.Block{}, about[:min(1, len(about))]...)
	if len(v.checks) > 0 {
		blocks = append(blocks, ui.Heading(v.title(e)), v.checklist())
	}
	blocks = append(blocks, about[min(1, len(about)):]...)
	blocks = append(blocks, v.sent()...)
	blocks = append(blocks, ui.Heading("The same as a command; c copies it"), ui.Code(w.line()))
	v.text.SetBlocks(blocks...)
	return v.text.Render(r, e.Theme)
}

// title heads the checks with their age, once they have one.
func (v *review) title(e *Env) string {
	age := e.Now.Time().Sub(v.done)
	switch {
	case v.done.IsZero() || age < time.Minute:
		return "Checks"
	case v.stale():
		return "Checks, " + ui.Duration(age) + " ago: enter runs them again first"
	}
	return "Checks, " + ui.Duration(age) + " ago"
}

// judged is an activity whose words hang on what the checks have found so far.
type judged interface{ judge(found []restore.Finding) }

// sent is exactly what will be sent: one request member by member, of several the
// things that they are about.
func (v *review) sent() []ui.Block {
	first := v.op.Items[0].Change
	if len(v.op.Items) == 1 {
		return []ui.Block{ui.Heading("Sent: " + first.Operation()), requestFacts(first)}
	}
	var facts ui.Facts
	for i, it := range v.op.Items {
		facts = append(facts, ui.Fact{Label: strconv.Itoa(i + 1), Value: it.Thing.ID})
	}
	return []ui.Block{ui.Heading("Sent, one after the other: " + strconv.Itoa(len(v.op.Items)) + " × " + first.Operation()), facts}
}

// outcomes are those of the checks as the widget has them.
var outcomes = map[restore.Outcome]ui.Outcome{
	restore.OK: ui.CheckOK, restore.Warning: ui.CheckWarning, restore.Blocks: ui.CheckBlocks, restore.CannotTell: ui.CheckCantTell,
}

// checklist is every finding, what blocks first and what is fine last, so that what has
// to be looked at is in sight; checks that still run stand between.
func (v *review) checklist() ui.Checklist {
	var list ui.Checklist
	add := func(o restore.Outcome) {
		for _, f := range v.findings() {
			if f.Outcome == o {
				list = append(list, ui.Check{Name: f.Check, Outcome: outcomes[o], Evidence: f.Evidence, Source: f.Source, Remedy: f.Remedy})
			}
		}
	}
	add(restore.Blocks)
	add(restore.Warning)
	add(restore.CannotTell)
	for i, f := range v.found {
		if f == nil {
			list = append(list, ui.Check{Name: v.checks[i].Name, Outcome: ui.CheckRunning, Since: v.since})
		}
	}
	add(restore.OK)
	return list
}

// requestFacts are exactly what will be sent, member by member; secrets are named and
// not shown.
func requestFacts(c backup.Change) ui.Facts {
	var facts ui.Facts
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, ui.Fact{Label: name, Value: value})
		}
	}
	if r, ok := c.(*backup.StartRestoreJob); ok {
		add("RecoveryPointArn", r.RecoveryPointArn)
		add("ResourceType", r.ResourceType)
		add("IamRoleArn", r.IamRoleArn)
		if r.CopySourceTagsToRestoredResource { // false is what AWS takes it for where it is not sent
			add("CopySourceTagsToRestoredResource", "true")
		}
		for _, key := range slices.Sorted(maps.Keys(r.Metadata)) {
			add("Metadata "+key, r.Metadata[key])
		}
	} else {
		all, _ := flatten([]byte(changeJSON(c)), time.UTC)
		for _, f := range all {
			if f.name != "IdempotencyToken" {
				add(f.name, f.value)
			}
		}
	}
	add("IdempotencyToken", c.Token())
	return facts
}

// bullets is a list of short texts under a heading, nothing for none.
func bullets(heading string, texts []string, sign ui.Sign, tone ui.Tone) []ui.Block {
	if len(texts) == 0 {
		return nil
	}
	blocks := []ui.Block{ui.Heading(heading)}
	for _, text := range texts {
		blocks = append(blocks, ui.Paragraph{Text: text, Tone: tone, Sign: sign, Mark: true})
	}
	return blocks
}

// joined is several sentences as one paragraph.
func joined(texts ...string) ui.Paragraph {
	return ui.Paragraph{Text: strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), ". ")}
}
