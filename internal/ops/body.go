package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/bkpui/bkpui/internal/backup"
)

// operations is which request each kind of op sends.
var operations = map[Kind]string{
	Restore:      "StartRestoreJob",
	Copy:         "StartCopyJob",
	BackUp:       "StartBackupJob",
	Stop:         "StopBackupJob",
	Delete:       "DeleteRecoveryPoint",
	SetLifecycle: "UpdateRecoveryPointLifecycle",
	Disassociate: "DisassociateRecoveryPoint",
	DetachChild:  "DisassociateRecoveryPointFromParent",
	Validate:     "PutRestoreValidationResult",
}

// emptyChange returns an empty request of the operation, nil for one that this
// program does not send.
func emptyChange(operation string) backup.Change {
	switch operation {
	case "StartRestoreJob":
		return new(backup.StartRestoreJob)
	case "StartCopyJob":
		return new(backup.StartCopyJob)
	case "StartBackupJob":
		return new(backup.StartBackupJob)
	case "StopBackupJob":
		return new(backup.StopBackupJob)
	case "DeleteRecoveryPoint":
		return new(backup.DeleteRecoveryPoint)
	case "UpdateRecoveryPointLifecycle":
		return new(backup.UpdateRecoveryPointLifecycle)
	case "DisassociateRecoveryPoint":
		return new(backup.DisassociateRecoveryPoint)
	case "DisassociateRecoveryPointFromParent":
		return new(backup.DisassociateRecoveryPointFromParent)
	case "PutRestoreValidationResult":
		return new(backup.PutRestoreValidationResult)
	}
	return nil
}

// body returns AWS's JSON of the request, without secrets: what the journal holds.
func body(c backup.Change) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		return nil, fmt.Errorf("write the request of %s: %w", c.Operation(), err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// Change returns the request that the record holds. Its secrets, where it had any,
// are placeholders; see NeedsSecrets.
func (r *Record) Change() (backup.Change, error) { return parseBody(r.Operation, r.Request) }

func parseBody(operation string, b json.RawMessage) (backup.Change, error) {
	c := emptyChange(operation)
	if c == nil {
		return nil, fmt.Errorf("no request is called %q", clip(operation, 64))
	}
	if err := json.Unmarshal(b, c); err != nil {
		return nil, fmt.Errorf("read the request of %s: %w", operation, err)
	}
	return c, nil
}

// copyOf returns a copy that shares nothing with c, secrets included: what was
// confirmed is what is sent, whatever becomes of the form.
func copyOf(c backup.Change) (backup.Change, error) {
	b, err := body(c)
	if err != nil {
		return nil, err
	}
	d, err := parseBody(c.Operation(), b)
	if err != nil {
		return nil, err
	}
	if from, ok := c.(*backup.StartRestoreJob); ok {
		d.(*backup.StartRestoreJob).Secrets = maps.Clone(from.Secrets)
	}
	return d, nil
}
