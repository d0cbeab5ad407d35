package backup

// JobKind is what a job does.
type JobKind uint8

// The four kinds of jobs that the console follows.
const (
	BackupJob JobKind = iota
	CopyJob
	RestoreJob
	ScanJob
)

// String returns "backup", "copy", "restore" or "scan".
func (k JobKind) String() string {
	return [...]string{"backup", "copy", "restore", "scan"}[k]
}

// NoPercent is Job.Percent where AWS reports none; copy jobs never do.
const NoPercent = -1

// Forever is Job.Keeps of a point that nothing deletes.
const Forever = -1

// Job is a row of ListBackupJobs, ListCopyJobs, ListRestoreJobs or ListScanJobs.
type Job struct {
	ID       string
	Kind     JobKind
	IsParent bool
	Keeps    int32 // backup and copy jobs: days that the point made is to be kept; Forever, or 0 = not given
	Account  Text  // the account that the job runs in
	Region   Text
	State    Text // AWS's word; restore jobs call it Status
	Of       Ref[ResourceRef]
	By       Ref[CreatedBy]
	Vault    Text // name; of copy jobs the source vault
	DestARN  Text // copy jobs: ARN of the destination vault
	PointARN ARN  // the point made, copied, restored or scanned
	DestItem Text // copy jobs: ARN of the point made; restore jobs: ARN of the resource made
	Parent   Text // job ID
	Role     Text
	Category Text // MessageCategory; an open set; restore and scan jobs have none
	Message  Text
	Result   Text // scan jobs: ScanResultStatus; restore jobs: ValidationStatus

	Created     Time
	Started     Time // InitiationDate where AWS gives it
	StartBy     Time
	ExpectedEnd Time // an estimate, absent until RUNNING
	Completed   Time
	Expected    int64 // restore jobs: ExpectedCompletionTimeMinutes; 0 = not given
	SizeBytes   int64
	Transferred int64
	Percent     float32 // 0–100, or NoPercent
	Children    int32   // copy jobs; others only in Describe
}

// Terminal reports whether the job has ended.
func (j *Job) Terminal() bool { return TerminalState(j.State.String()) }

// Waits reports whether the job was accepted and has not begun to work.
func (j *Job) Waits() bool {
	switch j.State.String() {
	case "CREATED", "PENDING":
		return true
	}
	return false
}

// Began is when the job began to work, its creation where AWS does not tell.
func (j *Job) Began() Time {
	if !j.Started.IsZero() {
		return j.Started
	}
	return j.Created
}

// Ended is when a job that is Terminal ended, its creation where AWS does not tell.
func (j *Job) Ended() Time { return max(j.Completed, j.Created) }

// TerminalState reports whether a job in that state has ended, whatever its kind.
// A state that is not known counts as running, so that it stays in sight.
func TerminalState(state string) bool {
	switch state {
	case "COMPLETED", "COMPLETED_WITH_ISSUES", "FAILED", "ABORTED", "EXPIRED", "PARTIAL", "CANCELED":
		return true
	}
	return false
}

// Outcome is how a job ended, or that it has not, in five words for all kinds.
type Outcome uint8

// Outcomes. Issues is COMPLETED with a MessageCategory other than SUCCESS, PARTIAL
// or COMPLETED_WITH_ISSUES, which AWS's own console shows as completed with issues.
const (
	Running Outcome = iota
	Succeeded
	Issues
	Failed
	Missed // EXPIRED: the start window closed before the job could start
	Stopped
	Threats // a scan that found threats, however it ended: AWS calls it COMPLETED
)

// Outcome tells how the job ended.
func (j *Job) Outcome() Outcome {
	if j.Kind == ScanJob && j.Result.String() == "THREATS_FOUND" && j.Terminal() { // AWS Backup API: ScanResultInfo
		return Threats
	}
	switch j.State.String() {
	case "COMPLETED":
		if c := j.Category.String(); c != "" && !SameCategory(c, "SUCCESS") || j.Invalid() || j.Untested() {
			return Issues
		}
		return Succeeded
	case "PARTIAL", "COMPLETED_WITH_ISSUES":
		return Issues
	case "FAILED":
		return Failed
	case "EXPIRED":
		return Missed
	case "ABORTED", "CANCELED":
		return Stopped
	default:
		return Running
	}
}

// Invalid reports whether a restore was completed and whoever tested what it restored found it wrong
// (AWS Backup API: PutRestoreValidationResult).
func (j *Job) Invalid() bool { return j.restored("FAILED") }

// Untested reports whether a restore was completed that was to be tested, and nobody told in its validation window what
// the test found.
func (j *Job) Untested() bool { return j.restored("TIMED_OUT") }

// restored reports whether a restore was completed with that result of its test.
func (j *Job) restored(result string) bool {
	return j.Kind == RestoreJob && j.Result.String() == result && j.State.String() == "COMPLETED"
}

// Worked reports whether the job did all of its own: it succeeded, or is a restore of which nothing but the result of a
// test is missing.
func (j *Job) Worked() bool { return j.Outcome() == Succeeded || j.Untested() }

// Problem reports whether an operator should look at the job: it failed, missed
// its window, was aborted, completed with issues, or found threats.
func (j *Job) Problem() bool {
	o := j.Outcome()
	return o != Running && o != Succeeded
}

// SameCategory compares two message categories as AWS spells them: "AccessDenied"
// and "ACCESS_DENIED" are the same.
func SameCategory(a, b string) bool {
	if a == b { // as nearly all of a million jobs
		return true
	}
	i, k := 0, 0
	for {
		for i < len(a) && a[i] == '_' {
			i++
		}
		for k < len(b) && b[k] == '_' {
			k++
		}
		if i == len(a) || k == len(b) {
			return i == len(a) && k == len(b)
		}
		if lower(a[i]) != lower(b[k]) {
			return false
		}
		i, k = i+1, k+1
	}
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
