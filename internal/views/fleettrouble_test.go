package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

func TestAnAccountThatRefusesIsMissingOnlyWhereItIsLacked(t *testing.T) {
	refuses, other := backup.Intern("111122223333"), backup.Intern("444455556666")
	in := backup.In("444455556666", "eu-west-1")
	org := state.Part{Feed: "backup-jobs", Scope: in, Arg: backup.JobQuery{Organization: true}.Encode()}
	each := state.Part{Feed: "copy-jobs", Scope: in}
	bad := &backup.Error{Kind: backup.AccessDenied, Op: "sts:AssumeRole"}
	for name, c := range map[string]struct {
		in      backup.Scope
		parts   []state.Part
		refused *backup.Error
		missing int
	}{
		"a list a scope":                     {parts: []state.Part{each}, missing: 1},
		"the organisation's list":            {parts: []state.Part{org}},
		"the organisation's, and others":     {parts: []state.Part{org, each}, missing: 1},
		"the organisation's, refused":        {parts: []state.Part{org}, refused: bad, missing: 1},
		"a list of another account":          {in: backup.Scope{Account: other}, parts: []state.Part{each}},
		"a list of the account that refuses": {in: backup.Scope{Account: refuses}, missing: 1},
		"nothing is known to be read as yet": {missing: 1},
	} {
		e := &Env{
			Snap: state.NewStore().Snapshot(), refused: map[state.Part]*backup.Error{regionsPart(refuses): bad},
			Fleet: &Fleet{Accounts: []backup.Account{{ID: refuses}, {ID: other}}},
		}
		if c.refused != nil {
			e.refused[org] = c.refused
		}
		if got := missingFrom(e, c.in, c.parts); len(got) != c.missing {
			t.Errorf("%s: %d accounts are missing, want %d", name, len(got), c.missing)
		}
		var l lists
		l.in = c.in
		l.update(e, c.parts)
		if got := len(l.failed) - l.own; got != c.missing {
			t.Errorf("%s: the table says %d, want %d", name, got, c.missing)
		}
	}
}
