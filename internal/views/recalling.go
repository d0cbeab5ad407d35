package views

import (
	"encoding/json"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
)

// recall takes an earlier request over, where the form has values at all. What it asks AWS
// for is looked up anew; only what was typed then is typed again.
func (d *doing) recall(request []byte) {
	switch d.k {
	case ops.BackUp:
		var sent backup.StartBackupJob
		if json.Unmarshal(request, &sent) != nil {
			return
		}
		d.resend("vault", sent.BackupVaultName)
		d.resend("role", sent.IamRoleArn)
		d.recallDays(sent.Lifecycle)
		found := knownOf[likeJob](d)
		found.BackupOptions = sent.BackupOptions
		d.known = found
	case ops.SetLifecycle:
		var sent backup.UpdateRecoveryPointLifecycle
		if json.Unmarshal(request, &sent) == nil {
			d.recallDays(&sent.Lifecycle)
		}
	default: // what it does was decided with the thing
	}
}

func (d *doing) recallDays(l *backup.Lifecycle) {
	if l == nil {
		l = &backup.Lifecycle{}
	}
	d.resend(keepDaysField, daysWord(l.DeleteAfterDays))
	d.resend(coldDaysField, daysWord(l.MoveToColdStorageAfterDays))
}

// resend sets a field to what was sent before.
func (d *doing) resend(key, value string) {
	d.sent = d.sent.With(key, value)
	d.set(key, value)
}
