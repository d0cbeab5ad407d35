package triage

import (
	"strconv"
	"time"
)

// Context is what the caller knows beyond the row of a job or point. Every field may be
// empty; each that is not becomes a fact with its source.
type Context struct {
	VaultKey     string // ARN of the key of the vault that is written to; of copies and scans: that is read
	RestoreKey   string // restore jobs: ARN or ID of the key that they name
	RestoredKey  string // restore jobs that name none: ARN of the key of the recovery point that they read
	TargetKey    string // copy jobs: ARN of the key of the destination vault
	PointKey     string // of points, and of copies of snapshots: ARN of the key that the recovery point is encrypted with
	ResourceKey  string // ARN of the key of the protected resource
	Plan, Rule   string // names
	Schedule     string // of the rule
	Start        time.Duration
	Completion   time.Duration // the rule's windows
	Retention    int32         // days that the rule keeps; 0 = not known
	MinRetention int32         // days; the limits of the vault that is written to, 0 = none
	MaxRetention int32
	More         []Fact

	// Seeking says that VaultKey is being looked up, so that nobody knows yet what a cause
	// hangs on that has a key; Unread why it can't be.
	Seeking bool
	Unread  string
	// Restoring says of a restore job that RestoreKey and RestoredKey are being looked up, and
	// Unasked why they can't be.
	Restoring bool
	Unasked   string

	blamed string // TargetKey, where other jobs tell that a copy hangs on it
}

// KeyUnread is the name of the fact that says why the key of a vault is not known.
const KeyUnread = "key unknown"

// each yields the facts of c. The key of a recovery point is nearer to the cause than that
// of the vault around it.
func (c *Context) each(yield func(Fact) bool) {
	limits := FromVault
	if c.TargetKey != "" {
		limits = FromTarget
	}
	for _, f := range [...]Fact{
		{"key", c.RestoreKey, FromRestore},
		{"key", c.RestoredKey, FromRestored},
		{"key", c.PointKey, FromPoint},
		{"key", c.VaultKey, FromVault},
		{"key", c.ResourceKey, FromResource},
		{"destination key", c.TargetKey, FromTarget},
		{"plan", c.Plan, FromRule},
		{"rule", c.Rule, FromRule},
		{"schedule", c.Schedule, FromRule},
		{"start window", span(c.Start), FromRule},
		{"completion window", span(c.Completion), FromRule},
		{"retention", days(c.Retention), FromRule},
		{"min retention", days(c.MinRetention), limits},
		{"max retention", days(c.MaxRetention), limits},
		{KeyUnread, unreadWords(c.Unread), FromLists},
		{KeyUnread, unreadWords(c.Unasked), FromRestore},
	} {
		if f.Value != "" && !yield(f) {
			return
		}
	}
	for _, f := range c.More {
		if f.Value != "" && !yield(f) {
			return
		}
	}
}

// unreadWords say whose trouble it is that a key is unknown: that of whoever reads, not of the vault.
func unreadWords(why string) string {
	if why == "" {
		return ""
	}
	return "can't be read: " + why
}

// span is a window of a rule, which AWS takes in minutes.
func span(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d%day == 0:
		return days(int32(d / day))
	case d%time.Hour == 0:
		return counted(int32(d/time.Hour), "hour")
	}
	return counted(int32(d/time.Minute), "minute")
}

func days(n int32) string { return counted(n, "day") }

func counted(n int32, what string) string {
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "1 " + what
	}
	return strconv.Itoa(int(n)) + " " + what + "s"
}
