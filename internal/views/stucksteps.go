package views

import "github.com/bkpui/bkpui/internal/backup"

// stuckSteps are what to do about a job that looks stuck, by the word of its suspicion.
func stuckSteps(word string, kind backup.JobKind) []string {
	switch word {
	case "window":
		return []string{
			"See whether other jobs of the account and Region wait too: AWS runs only so many at a time",
			"If it becomes EXPIRED, back the resource up now (B on its page): AWS does not try again before the rule's next run",
			"Where it happens again, give the rule a longer start window or another start",
		}
	case "behind":
		return []string{
			"Open the job that it waits behind: this one starts when that one ends",
			"Where the two meet again, let their rules start at different times",
		}
	case "waits":
		return []string{
			"See whether other jobs of the account and Region wait too: AWS runs only so many at a time",
			"Wait for those to end; if its start window closes first, back the resource up now (B on its page)",
		}
	}
	steps := []string{"See in the resource's own service whether it is busy, stopped or changed"}
	if kind == backup.BackupJob {
		return append(
			steps, "Leave it while its completion window is open: AWS ends it then",
			"Stop it (X) and back up again (B on the resource's page) only if it moves no more: what it has done is lost",
		)
	}
	return append(steps, "Wait, or give its ID to AWS Support: AWS Backup has no call that stops a "+kind.String())
}
