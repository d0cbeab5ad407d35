package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
)

// journalled adds to the check of what runs already what other consoles of this journal
// have begun: AWS lists a job seconds after it was started. The ops that it finds are
// those that a confirmation knows of, once the run of checks has ended.
func (w *wizard) journalled(checks []restore.Check) []restore.Check {
	v, runner := w.review, w.s.b.Changes.Runner
	v.beside = new([]string)
	if runner == nil || w.act.kind() != ops.Restore {
		return checks
	}
	name, op, beside := restore.RunningCheck().Name, v.op, v.beside
	i := slices.IndexFunc(checks, func(c restore.Check) bool { return c.Name == name })
	if i < 0 {
		return checks
	}
	checks = slices.Clone(checks)
	ask := checks[i].Run
	checks[i].Run = func(ctx context.Context, l restore.Lookup, p restore.Plan) []restore.Finding {
		const source = "the journal"
		found := ask(ctx, l, p)
		rivals, err := runner.Rivals(op)
		if err != nil {
			found = append(found, restore.Finding{Outcome: restore.CannotTell, Evidence: "what other consoles began: " + err.Error(), Source: source})
		}
		for i := range rivals {
			*beside = append(*beside, rivals[i].Op)
			if rivals[i].Job == "" || !slices.ContainsFunc(found, func(f restore.Finding) bool { return strings.Contains(f.Evidence, rivals[i].Job) }) {
				found = append(found, restore.Finding{
					Outcome: restore.Warning, Evidence: rivalWords(&rivals[i]), Source: source, Remedy: "look at it (9) before starting another",
				})
			}
		}
		return found
	}
	return checks
}

// rivalWords say who began the same, when, and what is known of it.
func rivalWords(r *ops.Record) string {
	words := fmt.Sprintf("%s began the same restore at %s", r.Actor, r.Time.Time().Format("15:04:05Z"))
	if r.Job == "" {
		return words + "; no job of it is known yet"
	}
	return words + ": " + r.Job
}
