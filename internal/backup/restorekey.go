package backup

import (
	"encoding/json"
	"net/url"
	"strings"
)

// RestoreKey is which key of KMS a restore job, or a copy job of a snapshot, needs to read with, as far as
// AWS tells: GetRestoreJobMetadata, and DescribeRecoveryPoint for copies and where the restore names no key.
type RestoreKey struct {
	Job    string
	Named  Text // what the restore names: an ARN, an ID or an alias
	Point  Text // where it names none: the ARN of the key of the recovery point that it reads
	Unread Text // why AWS does not tell
}

// RestoreKeyQuery is the restore job that is asked about, with the recovery point that it reads. Unnamed
// says that the restore is known to name no key, so that only the point is asked about.
type RestoreKeyQuery struct {
	Job, Vault, Point string
	Unnamed           bool
}

// RestoreKeyOf is the query for the key of such a job. A copy names no key to read with.
func RestoreKeyOf(j *Job) RestoreKeyQuery {
	return RestoreKeyQuery{Job: j.ID, Vault: j.Vault.String(), Point: j.PointARN.String(), Unnamed: j.Kind == CopyJob}
}

// CopiesSnapshot reports whether a copy job reads a snapshot of another service, which is encrypted with the
// key of what was backed up. What AWS Backup keeps itself has that of its vault, and an ARN of AWS Backup
// (AWS Backup Developer Guide, "Encryption for backups"); continuous backups of databases have such an ARN too.
func (j *Job) CopiesSnapshot() bool {
	if j.Kind != CopyJob || j.PointARN.Empty() {
		return false
	}
	p, ok := SplitARN(j.PointARN.String())
	of := j.Of.Get().Type.String()
	return ok && (p.Service != "backup" || of == "RDS" || of == "Aurora")
}

// Encode returns the query as one canonical line, fit for the key of a list.
func (q RestoreKeyQuery) Encode() string {
	v := values{}
	v.set("job", q.Job)
	v.set("vault", q.Vault)
	v.set("point", q.Point)
	if q.Unnamed {
		v.set("unnamed", "true")
	}
	return url.Values(v).Encode()
}

// ParseRestoreKeyQuery is the inverse of Encode.
func ParseRestoreKeyQuery(s string) RestoreKeyQuery {
	v := parse(s)
	return RestoreKeyQuery{Job: v.get("job"), Vault: v.get("vault"), Point: v.get("point"), Unnamed: v.get("unnamed") != ""}
}

// KeyOfRestore is the one key that what was submitted to a restore names: its ARN, ID or alias; ""
// where it names none, or several. The name differs by resource type (AWS Backup Developer Guide,
// "Restoring a backup"); that of EC2's volumes and of DSQL's Regions is within JSON text.
func KeyOfRestore(metadata map[string]string) (key string, several bool) {
	for name, value := range metadata {
		keys := []string{value}
		if !namesKey(name) {
			if keys = nil; strings.ContainsAny(value, "[{") {
				var nested any
				if json.Unmarshal([]byte(value), &nested) == nil {
					keys = keysWithin(nested, nil)
				}
			}
		}
		for _, named := range keys {
			switch {
			case named == "" || named == "AWS_OWNED_KMS_KEY":
			case key != "" && key != named:
				return "", true
			default:
				key = named
			}
		}
	}
	return key, false
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
