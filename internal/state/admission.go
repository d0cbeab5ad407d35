package state

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Whether an account can be read is told by the list of its Regions, which is read rarely.
// A list of the account that meets the contrary has it read again, so that no screen calls
// an account readable that another one shows to be refused, or the other way round.

// doubted has the Regions of an account read again where a list of it disagrees with them.
func (p *Poller) doubted(t *task, err *backup.Error) {
	t.barred = bars(err)
	of := p.tasks[Part{Feed: "regions", Scope: backup.Scope{Account: t.part.Scope.Account}}]
	if of == nil || of == t || of.running || of.barred == t.barred {
		return
	}
	if at := time.Now().Add(p.options.Refresh); at.Before(of.next.due) {
		of.next.due = at
		p.wait(of)
	}
}

// bars reports whether an error keeps an account from being read at all.
func bars(err *backup.Error) bool {
	return err != nil && (err.Kind == backup.Credentials || err.Kind.Refusal() && err.Op == "sts:AssumeRole")
}
