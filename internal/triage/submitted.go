package triage

import (
	"encoding/json"

	"github.com/bkpui/bkpui/internal/backup"
)

// metadataOp is the operation that tells what was submitted to a restore job.
const metadataOp = "GetRestoreJobMetadata"

// Submitted is what was submitted to a restore job (AWS Backup API: GetRestoreJobMetadata), as
// far as AWS has told.
type Submitted struct {
	Err    error // why AWS has not told
	Told   bool  // it has
	values map[string]string
}

// Take keeps the answer that tells of it; others may be given too.
func (m *Submitted) Take(d backup.Document) {
	switch {
	case d.Op != metadataOp:
	case d.Err != nil:
		m.Err = d.Err
	default:
		var body struct{ Metadata map[string]string }
		m.Err = json.Unmarshal(d.JSON, &body)
		m.values, m.Told = body.Metadata, m.Err == nil
	}
}

// Key is the one key that the restore encrypts with, "" where it names none, or several.
func (m *Submitted) Key() (key string, several bool) { return backup.KeyOfRestore(m.values) }
