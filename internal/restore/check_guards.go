package restore

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// GuardStop says whether a job can be stopped (AWS Backup Developer Guide, "Stopping a
// backup job"). Copies and restores cannot.
func GuardStop(j *backup.Job) []Finding {
	const name = "stop"
	kind := j.Of.Get().Type.String()
	switch {
	case j.Kind != backup.BackupJob:
		return []Finding{blocks(name, fromDocs, "wait for its end", "AWS has no way to stop a %s job", j.Kind.String())}
	case j.Terminal():
		return []Finding{blocks(name, fromPlan, "nothing is to be done", "it has ended: %s", j.State.String())}
	case j.State.String() == "ABORTING":
		return []Finding{blocks(name, fromPlan, "wait for its end", "it is being stopped already")}
	case !Stoppable(kind):
		return []Finding{blocks(name, fromDocs, "wait for its end", "backups of %s cannot be stopped", kind)}
	case kind == "":
		return []Finding{doubts(name, fromPlan, "look at the job's page", "the type of its resource is not known")}
	}
	return []Finding{proven(name, fromDocs, "backups of %s can be stopped", kind)}
}

// Stoppable reports whether backup jobs of that type can be stopped.
func Stoppable(kind string) bool {
	return !slices.Contains([]string{"Aurora", "DocumentDB", "FSx", "Neptune", "RDS", "SAP HANA on Amazon EC2"}, kind)
}

// StaysStopped reports whether AWS Backup keeps the point when it is disassociated: of S3 it
// becomes STOPPED (AWS Backup API, "DisassociateRecoveryPoint").
func StaysStopped(pt Point) bool { return pt.Type == "S3" }

// GuardDisassociate says what it means that AWS Backup forgets a point, which is for
// continuous ones alone (AWS Backup API, "DisassociateRecoveryPoint").
func GuardDisassociate(pt Point) []Finding {
	const name = "disassociate"
	switch {
	case pt.Type == "S3" && pt.Status == "EXPIRED":
		return []Finding{blocks(name, fromDocs, "delete it instead", "it has no effect on an EXPIRED backup of S3")}
	case !continuous(pt):
		return []Finding{blocks(name, describe, "delete it, or detach it from its parent", "%s: it is not a continuous backup", pt.Status)}
	case StaysStopped(pt) && pt.Status == "STOPPED":
		return []Finding{blocks(name, describe, "nothing is to be done", "it is STOPPED already: it follows its bucket no more, and its data ages out")}
	case StaysStopped(pt):
		return []Finding{warns(name, fromDocs, "make sure that another backup follows the bucket", "it becomes STOPPED: it follows its bucket no more, and its data ages out")}
	}
	return []Finding{warns(name, fromDocs, "see to its retention in the service itself", "AWS Backup forgets it; %s keeps it, and bills it, under its own settings", pt.Type)}
}

// GuardDetach says whether a nested point can be let alone (AWS Backup API,
// "DisassociateRecoveryPointFromParent").
func GuardDetach(pt Point) []Finding {
	const name = "detach"
	switch {
	case pt.Parent == "":
		return []Finding{blocks(name, describe, "choose one that is nested", "it is not nested in another point")}
	case pt.Type == "EKS":
		return []Finding{blocks(name, fromDocs, "leave it in its composite", "the state of a cluster cannot be detached")}
	}
	return []Finding{warns(name, fromDocs, "make sure: it cannot be undone", "it will live on alone, without %s", lastName(pt.Parent))}
}

// GuardValidation says whether a result can be recorded for a restore job (AWS Backup
// API, "PutRestoreValidationResult"). AWS does not say whether it takes one before the
// restore has completed: then there is nothing yet that could have been tested.
func GuardValidation(j *backup.Job, status string) []Finding {
	const name = "validation"
	final := func(s string) bool { return slices.Contains([]string{"SUCCESSFUL", "FAILED", "TIMED_OUT"}, s) }
	switch {
	case j.Kind != backup.RestoreJob:
		return []Finding{blocks(name, fromDocs, "choose a restore job", "a %s job has no validation", j.Kind.String())}
	case !final(status) && status != "VALIDATING":
		return []Finding{blocks(name, fromDocs, "SUCCESSFUL, FAILED, TIMED_OUT or VALIDATING", "%s is no result", status)}
	case final(j.Result.String()):
		return []Finding{blocks(name, fromPlan, "nothing is to be done", "a result is recorded: %s, and cannot be changed", j.Result.String())}
	case !j.Terminal():
		return []Finding{warns(name, fromPlan, "esc, and V again once it is COMPLETED",
			"the job is %s: nothing is restored yet that a test could have looked at, and AWS does not say whether it takes a result before", j.State.String())}
	case j.State.String() != "COMPLETED":
		return []Finding{warns(name, fromPlan, "make sure that this is the job that was tested",
			"the job is %s: it restored nothing whole that a test could have looked at, and AWS does not say whether it takes a result", j.State.String())}
	case final(status):
		return []Finding{warns(name, fromDocs, "make sure of it", "%s is final: it cannot be changed afterwards", status)}
	}
	return []Finding{proven(name, fromPlan, "no result is recorded yet")}
}
