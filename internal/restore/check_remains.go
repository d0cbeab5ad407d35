package restore

import (
	"context"
	"fmt"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// DeleterCheck looks at who is to delete: AWS answers 200 to a deletion, also where it may
// not be done.
func DeleterCheck() Check { return Check{Name: "caller", Run: checkCaller} }

// resourcesLooked is of how many resources it is looked up what remains of them.
const resourcesLooked = 10

// Doomed are the recovery points of one resource that are to be deleted.
type Doomed struct {
	Resource string // ARN
	Name     string // what the operator calls it
	Points   []backup.Thing
}

// RemainsCheck says what can still be restored of each resource once these points of it are
// gone.
func RemainsCheck(of []Doomed) Check {
	return Check{Name: "what remains", Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		var found []Finding
		for i := range of[:min(len(of), resourcesLooked)] {
			found = append(found, remains(ctx, l, p, &of[i]))
		}
		if more := len(of) - len(found); more > 0 {
			found = append(found, doubts("", fromPlan, "mark fewer, or look at the resources themselves", "what remains of %s was not looked up", count(more, "more resource")))
		}
		if len(found) == 0 {
			found = append(found, doubts("", fromPlan, "look at its page", "of which resource it is is not known here"))
		}
		return found
	}}
}

func remains(ctx context.Context, l Lookup, p Plan, d *Doomed) Finding {
	const source = "backup:ListRecoveryPointsByResource"
	all, err := l.Newer(ctx, d.Points[0], d.Resource, 0)
	if err != nil {
		f := unanswered("", source, p.Scope, err)
		f.Evidence = "of " + short(d.Name) + ": " + f.Evidence
		return f
	}
	gone := func(arn string) bool {
		return slices.ContainsFunc(d.Points, func(t backup.Thing) bool { return t.ID == arn })
	}
	left, newest, lost := 0, backup.Time(0), backup.Time(0)
	for i := range all {
		switch q := &all[i]; {
		case !slices.Contains([]string{"COMPLETED", "AVAILABLE"}, q.Status.String()):
		case gone(q.Parent.String()): // it has to be deleted before, or is worth nothing alone
		case gone(q.ARN.String()):
			lost = max(lost, q.Created)
		default:
			left, newest = left+1, max(newest, q.Created)
		}
	}
	if left == 0 {
		return warns("", source, "keep it, or make another backup first: nothing of it can be restored here then",
			"THE LAST completed point of %s in this account and Region", d.Name)
	}
	words := fmt.Sprintf("%s of %s%s here, the newest made %s ago (%s)", count(left, "completed point"), d.Name, remain(left), span(p.Now.Sub(newest)), moment(newest))
	if lost > newest { // a copy is as old as its source
		return warns("", source, "make sure that what was written since then is not needed", "THE NEWEST point of it is deleted, made %s ago; %s", span(p.Now.Sub(lost)), words)
	}
	return proven("", source, "%s", words)
}

func remain(n int) string {
	if n == 1 {
		return " remains"
	}
	return " remain"
}
