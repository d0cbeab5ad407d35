package restore

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// RunningCheck says whether somebody is restoring the same already: one of Checks, and
// the last look before sending.
func RunningCheck() Check {
	return Check{Name: "already running", Applies: restoring, Run: checkRunning}
}

const (
	listRestores = "backup:ListRestoreJobs"
	runningSince = 7 * 24 * time.Hour // no restore is thought to run longer
	readMetadata = 10                 // of how many running restores the target is looked up
)

func checkRunning(ctx context.Context, l Lookup, p Plan) []Finding {
	jobs, found := runningRestores(ctx, l, p)
	seen, asked, left := map[string]bool{}, 0, 0
	for _, j := range slices.Concat(jobs, p.Jobs.Running) {
		if j.Kind != backup.RestoreJob || j.Terminal() || seen[j.ID] {
			continue
		}
		seen[j.ID] = true
		if j.PointARN.String() == p.Point.ARN {
			found = append(found, beingRestored("this point", "look at it before starting another", &j))
		}
		switch rival := p.Target.ID != "" && j.Account == p.Scope.Account && j.Region == p.Scope.Region && j.Of.Get().Type.String() == p.Point.Type; {
		case rival && asked < readMetadata:
			asked++
			found = append(found, sameTarget(ctx, l, p, &j)...)
		case rival:
			left++
		}
	}
	if left > 0 {
		found = append(found, doubts("", listRestores, "look at them", "%d more of this type are running; what they restore into was not read", left))
	}
	if len(found) == 0 {
		found = append(found, proven("", listRestores, "no restore of this point or into this name is running"))
	}
	return found
}

// InUseCheck says whether any of the points, by ARN, is being restored: deleted meanwhile, the
// restore fails.
func InUseCheck(points []string) Check {
	return Check{Name: "in use", Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		jobs, found := runningRestores(ctx, l, p)
		for _, j := range jobs {
			if arn := j.PointARN.String(); !j.Terminal() && slices.Contains(points, arn) {
				found = append(found, beingRestored(short(backup.ShortARN(arn)), "wait until it has ended", &j))
			}
		}
		if len(found) == 0 {
			found = append(found, proven("", listRestores, "nothing of this is being restored"))
		}
		return found
	}}
}

// runningRestores lists what may run of the scope, and says where that can't be read.
func runningRestores(ctx context.Context, l Lookup, p Plan) ([]backup.Job, []Finding) {
	jobs, err := l.Restores(ctx, p.Scope, p.Now.Add(-runningSince))
	if err != nil {
		return jobs, []Finding{unanswered("", listRestores, p.Scope, err)}
	}
	return jobs, nil
}

// beingRestored says of a point that a restore of it runs.
func beingRestored(point, remedy string, j *backup.Job) Finding {
	return warns("", listRestores, remedy, "%s is being restored since %s by %s (%s)", point, moment(began(j)), j.ID, by(j)).about(j.ID)
}

// sameTarget says whether a running restore goes into the name of the plan.
func sameTarget(ctx context.Context, l Lookup, p Plan, j *backup.Job) []Finding {
	const source = "backup:GetRestoreJobMetadata"
	submitted, err := l.RestoreMetadata(ctx, p.Scope, j.ID)
	if err != nil {
		f := unanswered("", source, p.Scope, err)
		f.Evidence = "what " + short(j.ID) + " restores into: " + f.Evidence
		return []Finding{f}
	}
	if !goesInto(p, submitted) {
		return nil
	}
	f := warns("", source, "wait for it, or choose another target", "%s is being restored into %s since %s (%s)", j.ID, p.Target.ID, moment(began(j)), by(j)).about(j.ID)
	if p.Target.Effect == MakesNew {
		f.Outcome = Blocks
	}
	return []Finding{f}
}

// goesInto says whether what was submitted names the target of the plan, where the plan's
// own request names it: the same word elsewhere, a database within a server, is another thing.
func goesInto(p Plan, submitted map[string]string) bool {
	for part := range strings.SplitSeq(p.Target.ID, "|") { // a table within a database
		keys := p.keysOf(part)
		if !slices.ContainsFunc(slices.Collect(maps.Keys(submitted)), func(key string) bool {
			at := func(k string) bool { return strings.EqualFold(k, key) }
			return strings.EqualFold(submitted[key], part) && (len(keys) == 0 || slices.ContainsFunc(keys, at)) && !ignored(key, submitted)
		}) {
			return false
		}
	}
	return true
}

// keysOf returns the keys of the plan's own metadata that say value.
func (p Plan) keysOf(value string) (keys []string) {
	r, ok := p.Request.(*backup.StartRestoreJob)
	if !ok || r == nil {
		return nil
	}
	for key, v := range r.Metadata {
		if strings.EqualFold(v, value) {
			keys = append(keys, key)
		}
	}
	return keys
}

// ignored reports a key that AWS reads nothing from: the file system that was backed up,
// where a new one is made.
func ignored(key string, submitted map[string]string) bool {
	return strings.EqualFold(key, "file-system-id") && submitted["newFileSystem"] == "true"
}

// about notes the job that a finding is about.
func (f Finding) about(job string) Finding {
	f.Job = job
	return f
}

// by says as whom a job runs, as far as AWS tells.
func by(j *backup.Job) string {
	if j.Role.Empty() {
		return "AWS does not say by whom"
	}
	return "as " + short(backup.ShortARN(j.Role.String()))
}
