package triage

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Around finds what stands around a job: whoever diagnoses one, a list or a command line,
// names what it hangs on by the same reading. Each may be nil, and what it finds too.
type Around struct {
	Vault func(in backup.VaultRef) *backup.Vault
	// Unseen says of a vault that is not found whether it is being looked up, or why it can't be.
	Unseen func(in backup.VaultRef) (seeking bool, unread string)
	Rule   func(in backup.Scope, plan, rule backup.Text) *backup.Rule
	// Restore says which key a restore job, or a copy job of a snapshot, reads with; nil is not known, with
	// whether that is being looked up.
	Restore func(j *backup.Job) (k *backup.RestoreKey, seeking bool)
	// Key is the ARN of the key of KMS that an account has in a Region under an ID, "" where no list names it.
	Key func(in backup.Scope, id string) string
}

// Context is what is known about a job: the keys of the vaults that it reads and writes, the
// limits of the one it writes, and the rule behind it.
func (a *Around) Context(j *backup.Job) Context {
	var c Context
	at := backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault}
	here := a.vault(at)
	written := here
	if here != nil {
		c.VaultKey = here.Key.String()
	} else if !at.Name.Empty() && a.Unseen != nil {
		c.Seeking, c.Unread = a.Unseen(at)
	}
	if j.Kind == backup.CopyJob {
		if written = a.vault(backup.VaultOfARN(j.DestARN.String())); written != nil {
			c.TargetKey = written.Key.String()
		}
	}
	if written != nil {
		c.MinRetention, c.MaxRetention = written.MinRetention, written.MaxRetention
	}
	if j.Kind == backup.RestoreJob && a.Restore != nil {
		k, seeking := a.Restore(j)
		if c.Restoring = seeking; k != nil {
			c.RestoreKey, c.RestoredKey, c.Unasked = a.named(j, k.Named.String()), k.Point.String(), k.Unread.String()
		}
	}
	if j.CopiesSnapshot() {
		c.VaultKey, c.Seeking, c.Unread = "", false, ""
		if a.Restore != nil {
			k, seeking := a.Restore(j)
			if c.Seeking = seeking; k != nil {
				c.PointKey = k.Point.String()
				c.More = append(c.More, Fact{KeyUnread, unreadWords(k.Unread.String()), FromPoint})
			}
		}
	}
	if by := j.By.Get(); a.Rule != nil && !by.RuleID.Empty() {
		if r := a.Rule(backup.Scope{Account: j.Account, Region: j.Region}, by.PlanID, by.RuleID); r != nil {
			if c.ofRule(r); j.Kind == backup.CopyJob {
				c.Retention = 0 // a copy has a retention of its own
			}
		}
	}
	return c
}

// named is the ARN of the key that a restore names. An ID is of the account and Region of the job (AWS KMS
// API: KeyId), and what its key is called there the lists tell; an alias may be of any key.
func (a *Around) named(j *backup.Job, key string) string {
	if a.Key == nil || key == "" || strings.ContainsAny(key, ":/") {
		return key
	}
	return orElse(a.Key(backup.Scope{Account: j.Account, Region: j.Region}, key), key)
}

func (a *Around) vault(in backup.VaultRef) *backup.Vault {
	if a.Vault == nil || in.Name.Empty() {
		return nil
	}
	return a.Vault(in)
}

func (c *Context) ofRule(r *backup.Rule) {
	c.Plan, c.Rule, c.Schedule = r.PlanName.String(), r.Name.String(), r.Schedule.String()
	c.Start, c.Completion = time.Duration(r.StartWindow)*time.Minute, time.Duration(r.CompleteWindow)*time.Minute
	c.Retention = max(r.DeleteAfter, 0)
}
