package restore

import (
	"context"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// callerCheck looks at who sends the request. AWS refuses at once what the caller may
// not do, and nothing has started then; the simulation knows nothing of the session (MFA,
// source address). So a denial is a warning here.
func callerCheck() Check { return Check{Name: "caller", Applies: starts, Run: checkCaller} }

// CallerCheck is the same of a change of a point that no Plan names the request of.
func CallerCheck(c backup.Change, t backup.Thing) Check {
	return Check{Name: "caller", Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		p.Request, p.Point = c, Point{ARN: t.ID, Thing: t}
		return checkCaller(ctx, l, p)
	}}
}

func checkCaller(ctx context.Context, l Lookup, p Plan) []Finding {
	var found []Finding
	ask := func(name string, actions []string, resource string, conditions map[string]string) {
		s := simulate(ctx, l, p, "", actions, resource, conditions)
		no := slices.Concat(s.explicit, s.implicit)
		switch {
		case s.err != nil:
			found = append(found, unanswered(name, "iam:SimulatePrincipalPolicy", p.Scope, s.err))
		case len(no) > 0:
			found = append(found, warns(name, s.source(), "AWS would refuse it: send it as somebody who may, or allow it",
				"identity policies of %s do not allow %s", orWho(p.By), list(no)))
		case len(s.silent) > 0:
			found = append(found, doubts(name, s.source(), "look again", "the simulation said nothing of %s", list(s.silent)))
		default:
			found = append(found, proven(name, s.source(), "identity policies allow %s; SCPs and boundaries not evaluated", list(actions)))
		}
	}
	if role := p.role(); role != "" {
		ask("caller: iam:PassRole", []string{"iam:PassRole"}, role, map[string]string{"iam:PassedToService": backupService})
	}
	resource := p.Point.ARN
	if backsUp(p) {
		resource = p.Point.VaultARN
	}
	ask("caller: request", []string{"backup:" + p.Request.Operation()}, resource, nil)
	if len(p.CallerActions) > 0 {
		ask("caller: actions", p.CallerActions, "*", nil)
	}
	return found
}

func orWho(arn string) string {
	if arn == "" {
		return "the caller"
	}
	return backup.ShortARN(arn)
}
