package views

import (
	"encoding/json"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// metadataOp is the operation that tells what was submitted to a restore job.
const metadataOp = "GetRestoreJobMetadata"

// restoreMetadata is what was submitted to a restore job (AWS Backup API:
// GetRestoreJobMetadata), as far as AWS has told.
type restoreMetadata struct {
	values map[string]string
	err    error
}

// take keeps the answer that tells of it.
func (m *restoreMetadata) take(d backup.Document) {
	switch {
	case d.Op != metadataOp:
	case d.Err != nil:
		m.err = d.Err
	default:
		var body struct{ Metadata map[string]string }
		m.err = json.Unmarshal(d.JSON, &body)
		m.values = body.Metadata
	}
}

// key is the one key that the restore encrypts with: its ARN, ID or alias; "" where it names
// none, or several. The name differs by resource type (AWS Backup Developer Guide, "Restoring
// a backup"); that of EC2's volumes and of DSQL's Regions is within JSON text.
func (m *restoreMetadata) key() string {
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

// restoreAsked is what the page of a cause knows of the restore that its diagnosis is of.
type restoreAsked struct {
	job      string // its ID; "" = the diagnosis is of no restore
	metadata restoreMetadata
}

// lookForMetadata asks AWS once what was submitted to the restore that the diagnosis is of:
// the row of a restore does not name its key.
func (c *causePage) lookForMetadata() tea.Cmd {
	if c.row == nil || c.s.b.Describe == nil {
		return nil
	}
	j := jobOfCause(c.row)
	if j == nil || j.Kind != backup.RestoreJob || j.ID == c.restore.job {
		return nil
	}
	c.restore = restoreAsked{job: j.ID}
	ctx, id, ask, thing, asked := c.ctx, c.id, c.s.b.Describe, jobThing(j), c.restore
	return func() tea.Msg {
		for d := range ask.Describe(ctx, thing) {
			asked.metadata.take(d)
		}
		return result{to: id, value: asked}
	}
}

// metadataLines say why the key that a restore names is not known, where AWS refused that.
func (c *causePage) metadataLines() []line {
	err := c.restore.metadata.err
	if err == nil {
		return nil
	}
	words := err.Error()
	var e *backup.Error
	if errors.As(err, &e) {
		words = reason(e)
	}
	return []line{{label: "Restore's key", value: "not known: " + words, tone: ui.Warn}}
}
