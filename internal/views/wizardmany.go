package views

import (
	"fmt"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// manyWords say what became of the requests of one op: how many AWS took, each that
// needs a look, and why the rest was not sent.
func manyWords(results []ops.Result, err error, e *Env) []string {
	th, sent, took := e.Theme, 0, 0
	var each []string
	for i := range results {
		r := &results[i]
		if !r.Sent {
			continue
		}
		sent++
		sign, words := ui.Done, "AWS took it"
		switch r.Outcome {
		case ops.Accepted:
			took++
		case ops.Refused:
			what, remedy := problemWords(r.Err)
			sign, words = ui.Failed, "AWS refused it: "+what
			if remedy != "" {
				words += "; " + remedy
			}
		default:
			sign, words = ui.Unknown, "it is not certain whether AWS took it: "+r.Err.Error()
		}
		if r.Finding.Verdict != "" {
			words += "; a look says: " + string(r.Finding.Verdict) + ": " + r.Finding.Evidence
		}
		if r.Unwritten != nil {
			words += "; the outcome is not in the journal: " + r.Unwritten.Error()
		}
		if r.Outcome != ops.Accepted || r.Finding.Verdict != "" || r.Unwritten != nil {
			each = append(each, th.Sign(sign)+" "+r.Name+": "+words)
		}
	}
	sign := ui.Done
	if took < len(results) {
		sign = ui.Attention
	}
	lines := []string{fmt.Sprintf("%s %d of %d were sent; AWS took %d", th.Sign(sign), sent, len(results), took)}
	if err != nil {
		lines = append(lines, th.Sign(ui.Attention)+" "+err.Error())
	}
	return append(append(lines, each...), "", "9 shows each in the journal, esc goes back")
}
