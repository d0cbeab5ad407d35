package ops

import (
	"strconv"

	"github.com/bkpui/bkpui/internal/backup"
)

// Action is a record as a row of the actions view: small and comparable.
type Action struct {
	File    backup.Text // the journal that it is in
	Seq     uint64      // within the file
	Time    backup.Time
	Op      backup.Text
	Item    int32
	Attempt int32
	Phase   backup.Text
	Kind    backup.Text
	Actor   backup.Text // user@host as AWS identity
	Console backup.Text // its process
	Account backup.Text
	Region  backup.Text
	Target  backup.ARN
	Thing   backup.ThingKind // of the target, for the way to its page
	Vault   backup.Text
	Owner   backup.Text
	Name    backup.Text
	Reason  backup.Text
	Job     string
	Outcome backup.Text // of a look-up what it found
	Error   backup.Text // kind and words
	Came    backup.Text // of an intent: what came of it, by later records; "" = none says anything
	Settled bool        // a later record says the end of it, or has seen to it
}

// Key tells actions apart, also those of several journals.
func (a *Action) Key() string { return a.File.String() + "#" + strconv.FormatUint(a.Seq, 10) }

// Action returns the record as a row, which knows nothing of later ones: Rows does.
func (r *Record) Action() Action {
	text := backup.Intern
	outcome := string(r.Outcome)
	if outcome == "" {
		outcome = string(r.Finding)
	}
	trouble := string(r.Error)
	switch {
	case trouble == "":
		trouble = r.Message
	case r.Message != "":
		trouble += ": " + r.Message
	}
	return Action{
		Seq: r.Seq, Time: backup.Time(r.Time), Op: text(r.Op), Item: int32(r.Item), Attempt: int32(r.Attempt),
		Phase: text(string(r.Phase)), Kind: text(string(r.Kind)), Actor: text(r.Actor.String()), Console: text(r.Actor.Console),
		Account: text(r.Account), Region: text(r.Region), Target: backup.ParseARN(r.Target), Thing: r.Thing,
		Vault: text(r.Vault), Owner: text(r.Owner), Name: text(r.Name), Reason: text(r.Reason),
		Job: r.Job, Outcome: text(outcome), Error: text(trouble),
	}
}
