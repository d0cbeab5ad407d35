package views

import (
	"context"
	"fmt"
	"slices"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
)

// journalled adds to the check of what runs already what other consoles of this journal
// have begun: AWS lists a job seconds after it was started. The ops that it finds are
// those that a confirmation knows of, once the run of checks has ended.
func (w *wizard) journalled(checks []restore.Check) []restore.Check {
	v, runner := w.review, w.s.b.Changes.Runner
	v.beside = new([]string)
	if runner == nil || !w.act.kind().StartsJob() {
		return checks
	}
	name, op, beside := restore.RunningCheck().Name, v.op, v.beside
	i := slices.IndexFunc(checks, func(c restore.Check) bool { return c.Name == name })
	if i < 0 {
		return checks
	}
	checks = slices.Clone(checks)
	ask, starters := checks[i].Run, starters(w.s.env)
	checks[i].Run = func(ctx context.Context, l restore.Lookup, p restore.Plan) []restore.Finding {
		const source = "the journal"
		found := ask(ctx, l, p)
		for i := range found {
			if who := starters[found[i].Job]; who != "" {
				found[i].Evidence += "; " + who
			}
		}
		rivals, err := runner.Rivals(op)
		if err != nil {
			found = append(found, restore.Finding{Outcome: restore.CannotTell, Evidence: "what other consoles began: " + err.Error(), Source: source})
		}
		for i := range rivals {
			*beside = append(*beside, rivals[i].Op)
			if rivals[i].Job == "" || !slices.ContainsFunc(found, func(f restore.Finding) bool { return f.Job == rivals[i].Job }) {
				found = append(found, restore.Finding{
					Outcome: restore.Warning, Evidence: rivalWords(&rivals[i]), Job: rivals[i].Job, Source: source, Remedy: "look at it (9) before starting another",
				})
			}
		}
		return found
	}
	return checks
}

// starters are who began the jobs that the journal knows, by job.
func starters(e *Env) map[string]string {
	by := map[string]string{}
	for _, a := range state.Select[ops.Action](e.Snap, nil, actionsPart().Feed).All() {
		if a.Job != "" && a.Phase.String() == string(ops.Ended) {
			by[a.Job] = fmt.Sprintf("begun by %s at %s%s", a.Actor, a.Time.Time().Format("2006-01-02 15:04:05Z"), forReason(a.Reason.String()))
		}
	}
	return by
}

func forReason(reason string) string {
	if reason == "" {
		return ""
	}
	return " for " + reason
}

// rivalWords say who began the same, when, and what is known of it.
func rivalWords(r *ops.Record) string {
	words := fmt.Sprintf("%s began the same %s at %s%s", r.Actor, r.Kind, r.Time.Time().Format("15:04:05Z"), forReason(r.Reason))
	if r.Job == "" {
		return words + "; no job of it is known yet"
	}
	return words + ": " + r.Job
}
