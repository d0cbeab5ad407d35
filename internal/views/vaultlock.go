package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// lockMode is "", "governance" or "compliance". Air-gapped vaults are in compliance
// mode from the start, with or without a date.
func lockMode(v *backup.Vault) string {
	if v.Locked && v.In.Get().Type.String() == airGappedVault {
		return "compliance"
	}
	return v.LockMode()
}

// lockPending reports whether a lock becomes permanent at a date still to come.
func lockPending(v *backup.Vault, now backup.Time) bool { return v.Locked && v.LockDate > now }

// appendLock appends none, governance, compliance, or in how long the
// lock becomes permanent: until then it can still be taken away.
func appendLock(b []byte, v *backup.Vault, e *Env) []byte {
	switch {
	case !v.Locked:
		return append(b, "none"...)
	case lockPending(v, e.Now):
		b = append(append(b, e.Theme.Sign(ui.Attention)...), " locks in "...)
		return appendShort(b, query.Duration, int64(v.LockDate-e.Now), e)
	}
	return append(b, lockMode(v)...) // since when is of another column: it never ends
}

func lockTone(v *backup.Vault, e *Env) ui.Tone {
	switch {
	case !v.Locked:
		return ui.Muted
	case lockPending(v, e.Now):
		return ui.Warn
	}
	return ui.Plain
}

// appendRetention appends the limits for new backups and copies: "7–365 d".
func appendRetention(b []byte, low, high int64, e *Env) []byte {
	switch {
	case low <= 0 && high <= 0:
		return append(b, e.Theme.Sign(ui.None)...)
	case high <= 0:
		return appendDays(append(b, "from "...), low)
	case low <= 0:
		return appendDays(append(b, "to "...), high)
	}
	return append(appendRange(b, low, high, e), " d"...)
}

// appendKey appends which key encrypts: its owner where that is known without
// asking KMS, else its alias or the end of its ID.
func appendKey(b []byte, arn, keyType string, e *Env) []byte {
	switch {
	case keyType == "AWS_OWNED_KMS_KEY":
		return append(b, "AWS owned"...)
	case arn == "":
		return append(b, e.Theme.Sign(ui.None)...)
	}
	if p, ok := backup.SplitARN(arn); ok {
		if name, isAlias := strings.CutPrefix(p.Resource, "alias/"); isAlias {
			return append(b, name...) // aws/backup is AWS's own
		}
	}
	return appendARN(b, arn)
}
