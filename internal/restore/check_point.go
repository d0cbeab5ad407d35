package restore

import (
	"context"
	"slices"
	"time"
)

// pointCheck describes the recovery point again: what was true when the form opened
// may not be any more.
func pointCheck() Check {
	return Check{Name: "point", Applies: restoring, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		return described(ctx, l, p, pointFacts)
	}}
}

// described asks about the point and says what facts says of it. Without an answer,
// what is known from before can still warn, but proves nothing.
func described(ctx context.Context, l Lookup, p Plan, facts func(Plan) []Finding) []Finding {
	const source = "backup:DescribeRecoveryPoint"
	pt, err := l.Point(ctx, p.Point.Thing)
	switch {
	case notFound(err):
		return []Finding{blocks("point", source, "choose another recovery point", "it is gone: AWS no longer knows it")}
	case err != nil:
		old := slices.DeleteFunc(facts(p), func(f Finding) bool { return f.Outcome != Warning && f.Outcome != Blocks })
		for i := range old {
			old[i].Source = fromPlan
		}
		return append([]Finding{unanswered("point", source, p.Point.Thing.Scope, err)}, old...)
	}
	p.Point = scannedByJobs(ctx, l, pt, p.Point.Thing)
	return facts(p)
}

func pointFacts(p Plan) []Finding {
	pt := p.Point
	found := []Finding{pointStatus(pt), pointStorage(p), pointExpiry(p)}
	if f, ok := pointNesting(pt); ok {
		found = append(found, f)
	}
	if f, ok := pointScan(pt); ok {
		found = append(found, f)
	}
	return found
}

const describe = "backup:DescribeRecoveryPoint"

// pointStatus says whether a point of that status can be restored.
func pointStatus(pt Point) Finding {
	const name = "point: status"
	switch pt.Status {
	case "COMPLETED":
		return proven(name, describe, "COMPLETED")
	case "AVAILABLE":
		return proven(name, describe, "AVAILABLE: a continuous backup that follows its source")
	case "STOPPED":
		return warns(name, describe, "restore soon", "STOPPED: no longer follows its source, and its data ages out")
	case "PARTIAL":
		return warns(name, describe, "look at its members", "PARTIAL: not all of its members were backed up")
	case "EXPIRED":
		return warns(name, describe, "choose another recovery point where there is one", "EXPIRED (undeleted): it should have been deleted; restoring may still work")
	case "CREATING":
		return blocks(name, describe, "wait for its backup job", "CREATING: still being written")
	case "DELETING":
		return blocks(name, describe, "choose another recovery point", "DELETING: being removed")
	}
	return doubts(name, describe, "look at its page", "status %s is not known here", pt.Status)
}

// How long thawing takes (AWS Backup Developer Guide, "Restoring a backup" and
// "Restoring an EBS volume").
const (
	thawUsual   = 4 * time.Hour
	thawArchive = 72 * time.Hour
)

// thaw is what cold storage adds to a restore at most.
func thaw(pt Point) time.Duration {
	switch {
	case !cold(pt):
		return 0
	case pt.Type == "EBS":
		return thawArchive
	}
	return thawUsual
}

func pointStorage(p Plan) Finding {
	const name = "point: storage"
	pt := p.Point
	switch soon := p.Now.Add(24 * time.Hour); {
	case pt.StorageClass == "DELETED":
		return blocks(name, describe, "choose another recovery point", "its data is deleted")
	case cold(pt) && pt.Type == "EBS":
		return warns(name, describe, "plan for it, or choose a warm one", "archived: taking it out adds up to %s", span(thawArchive))
	case cold(pt):
		return warns(name, describe, "plan for it, or choose a warm one", "cold: thawing adds typically %s", span(thawUsual))
	case !pt.ColdAt.IsZero() && pt.ColdAt <= soon:
		return warns(name, describe, "restore before, or plan for thawing", "warm, but moves to cold storage at %s", moment(pt.ColdAt))
	case pt.StorageClass == "WARM":
		return proven(name, describe, "warm")
	case pt.ColdAt.IsZero():
		return proven(name, describe, "no lifecycle moves it to cold storage")
	}
	return doubts(name, describe, "look at its page", "the storage class was not given")
}

// unsure is for how long a restore is thought to take where nothing is known.
const unsure = 24 * time.Hour

// pointExpiry compares when the point may be deleted with when the restore may end.
func pointExpiry(p Plan) Finding {
	const name = "point: expiry"
	pt := p.Point
	if pt.DeleteAt.IsZero() {
		return proven(name, describe, "kept until it is deleted")
	}
	e, known := EstimateRestore(p)
	longest, basis := e.To, "a restore takes up to "+span(e.To)
	if !known {
		longest, basis = unsure+thaw(pt), "how long a restore takes is not known"
	}
	left := pt.DeleteAt.Sub(p.Now)
	remedy := "choose a newer one, or lengthen its lifecycle first"
	if pt.Status == "EXPIRED" { // a new end changes nothing of that
		remedy = "choose a newer one"
	}
	switch {
	case left <= 0:
		return warns(name, describe, remedy, "it was to be deleted at %s, and may be gone at any moment", moment(pt.DeleteAt))
	case left <= longest:
		return warns(name, describe, remedy, "it may be deleted from %s on, in %s; %s", moment(pt.DeleteAt), span(left), basis)
	}
	return proven(name, describe, "kept until %s", moment(pt.DeleteAt))
}

// pointNesting says what a composite point, or a member of one, brings back.
func pointNesting(pt Point) (Finding, bool) {
	const name = "point: nesting"
	switch {
	case pt.IsParent && pt.Type == "CloudFormation":
		return blocks(name, describe, "restore its members one by one, the template first", "the recovery point of a stack cannot be restored itself"), true
	case pt.IsParent && pt.Type == "EKS":
		return proven(name, describe, "a composite: its members are restored by jobs of their own"), true
	case pt.IsParent:
		return warns(name, describe, "look at its members", "a composite recovery point"), true
	case pt.Parent != "":
		return proven(name, describe, "a member of %s: the restore brings back this part alone", lastName(pt.Parent)), true
	}
	return Finding{}, false
}
