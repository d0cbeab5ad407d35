package views

import "github.com/bkpui/bkpui/internal/backup"

// jobActions are what can be done to jobs.
func jobActions() []Action[backup.Job] {
	return []Action[backup.Job]{
		{ID: "backup", Keys: []string{"B"}, Help: "back up again", Footer: 30, Tip: "Back the job's resource up now: same vault, role, lifecycle and options", Why: notAgain, Run: backUpAgain},
		{ID: "stop", Keys: []string{"X"}, Help: "stop", Footer: 28, Tip: "Stop a backup job; copies and restores can't be stopped in AWS", Why: cannotStop, Run: stopJob},
		{ID: "validate", Keys: []string{"V"}, Help: "validation", Footer: 26, Tip: "Record what a test of a restored resource found", Why: notValidated, Run: validateJob},
	}
}
