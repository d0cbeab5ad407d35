package triage

import (
	"encoding/json"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// metadataOp is the operation that tells what was submitted to a restore job.
const metadataOp = "GetRestoreJobMetadata"

// Submitted is what was submitted to a restore job (AWS Backup API: GetRestoreJobMetadata), as
// far as AWS has told.
type Submitted struct {
	Err    error // why AWS has not told
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
		m.values = body.Metadata
	}
}

// Key is the one key that the restore encrypts with: its ARN, ID or alias; "" where it names
// none, or several. The name differs by resource type (AWS Backup Developer Guide, "Restoring
// a backup"); that of EC2's volumes and of DSQL's Regions is within JSON text.
func (m *Submitted) Key() string {
	found := ""
	for name, value := range m.values {
		keys := []string{value}
		if !namesKey(name) {
			if keys = nil; strings.ContainsAny(value, "[{") {
				var nested any
				if json.Unmarshal([]byte(value), &nested) == nil {
					keys = keysWithin(nested, nil)
				}
			}
		}
		for _, key := range keys {
			switch {
			case key == "" || key == "AWS_OWNED_KMS_KEY":
			case found != "" && found != key:
				return ""
			default:
				found = key
			}
		}
	}
	return found
}

func namesKey(name string) bool {
	switch strings.ToLower(name) {
	case "kmskeyid", "kmskey", "kmsmasterkeyarn":
		return true
	}
	return false
}

// keysWithin appends the keys that a JSON value names.
func keysWithin(v any, keys []string) []string {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			keys = keysWithin(item, keys)
		}
	case map[string]any:
		for name, item := range v {
			if key, ok := item.(string); ok && namesKey(name) {
				keys = append(keys, key)
				continue
			}
			keys = keysWithin(item, keys)
		}
	}
	return keys
}
