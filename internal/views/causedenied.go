package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// deniedMost is how many denied actions the page names one by one.
const deniedMost = 5

// deniedWords are the denied actions of a cause with how many jobs met each, those of most jobs
// first, so many at most; none where it is one or none, which the diagnosis names.
func deniedWords(c *triage.Cause, most int) []string {
	denied := c.Denied()
	if len(denied) < 2 {
		return nil
	}
	var words []string
	for i := range denied {
		d := &denied[i]
		if i == most {
			return append(words, ui.Count(len(denied)-i)+" more")
		}
		words = append(words, d.Action+" ("+counted2(d.Jobs, "job", "jobs")+" in "+counted2(len(d.Accounts), "account", "accounts")+")")
	}
	return words
}

// deniedLines are every action on the page of a cause, and that more than one policy may be
// behind them.
func deniedLines(c *triage.Cause, e *Env) []line {
	var lines []line
	for i, words := range deniedWords(c, deniedMost) {
		l := line{value: words}
		if i == 0 {
			l.label = "Denied"
		}
		lines = append(lines, l)
	}
	if words := strangerWords(c, e); words != "" {
		lines = append(lines, line{label: "But", value: words, tone: ui.Warn})
	}
	return lines
}

// strangerWords say that a row may be about several policies, which AWS does not name.
func strangerWords(c *triage.Cause, e *Env) string {
	a, b, ok := c.Strangers()
	if !ok {
		return ""
	}
	of := func(d *triage.Denied) string {
		return d.Action + " in " + string(appendAccount(nil, d.Accounts[0], e)) + othersWords(len(d.Accounts)-1) + " at " + d.First.Time().In(e.Zone).Format("15:04")
	}
	return "may be several policies: AWS names none, and " + of(a) + " shares no account and no hour with " + of(b)
}

func othersWords(n int) string {
	if n <= 0 {
		return ""
	}
	return " and " + counted2(n, "other", "others")
}

// deniedRef is a denied action of a cause in records.
type deniedRef struct {
	Action   string   `json:"action"`
	Jobs     int      `json:"jobs"`
	Accounts []string `json:"accounts"`
	First    string   `json:"first"` // RFC 3339
	Last     string   `json:"last"`
}

func deniedRefs(c *triage.Cause) []deniedRef {
	denied := c.Denied()
	refs := make([]deniedRef, len(denied))
	for i := range denied {
		d := &denied[i]
		refs[i] = deniedRef{d.Action, d.Jobs, textsOf(d.Accounts), rfc3339(d.First), rfc3339(d.Last)}
	}
	return refs
}

// deniedTo names the denied actions in the block for the owner: those that AWS decoded, those of
// all jobs, or what AWS documents to be needed.
func deniedTo(c *triage.Cause, d *triage.Diagnosis, decoded bool) (label, words string) {
	if all := deniedWords(c, namedMost); len(all) > 0 && !decoded {
		return "Actions", strings.Join(all, ", ")
	}
	return "Action", strings.Join(d.Actions(), ", ")
}
