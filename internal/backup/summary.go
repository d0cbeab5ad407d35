package backup

// JobSummary is how many jobs of one kind, state and category were created on one day
// (AWS Backup API: ListBackupJobSummaries, ListCopyJobSummaries, ListRestoreJobSummaries;
// ONE_DAY: the daily counts of the 14 days before). Counts end at the last midnight UTC
// and AWS makes them once a day, so that today is never among them.
type JobSummary struct {
	Kind     JobKind
	Account  Text // an ID; Organization where AWS added up the accounts
	Region   Text
	State    Text // AWS's word
	Category Text // MessageCategory; restore jobs have none
	From, To Time // the day
	Count    int64
}

// Outcome tells how these jobs ended.
func (s *JobSummary) Outcome() Outcome {
	j := Job{State: s.State, Category: s.Category}
	return j.Outcome()
}
