package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// TestThePageOfARestoreAsksOnceWhatWasSubmitted: the answers on the page tell, and a list is wanted only for what they don't.
func TestThePageOfARestoreAsksOnceWhatWasSubmitted(t *testing.T) {
	j := &backup.Job{
		ID: "r", Kind: backup.RestoreJob, State: backup.Intern("FAILED"), Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
		Vault: backup.Intern("prod"), PointARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-1"),
		Message: backup.Intern("The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."),
	}
	unnamed := backup.RestoreKeyOf(j)
	unnamed.Unnamed = true
	denied := &backup.Error{Kind: backup.AccessDenied}
	for name, c := range map[string]struct {
		answer *backup.Document // of GetRestoreJobMetadata
		want   backup.RestoreKeyQuery
	}{
		"not answered yet": {nil, backup.RestoreKeyQuery{}},
		"a key":            {&backup.Document{JSON: []byte(`{"Metadata":{"KmsKeyId":"k"}}`)}, backup.RestoreKeyQuery{}},
		"several keys":     {&backup.Document{JSON: []byte(`{"Metadata":{"KmsKeyId":"k","KMSKey":"l"}}`)}, backup.RestoreKeyQuery{}},
		"no key":           {&backup.Document{JSON: []byte(`{"Metadata":{}}`)}, unnamed},
		"refused":          {&backup.Document{Err: denied}, backup.RestoreKeyOf(j)},
	} {
		d := &jobSide{row: j}
		if c.answer != nil {
			c.answer.Op = "GetRestoreJobMetadata"
			d.named.Take(*c.answer)
		}
		var got []backup.RestoreKeyQuery
		for _, p := range d.with(nil) {
			if p.Feed == "restore-keys" {
				got = append(got, backup.ParseRestoreKeyQuery(p.Arg))
			}
		}
		switch {
		case c.want == (backup.RestoreKeyQuery{}) && len(got) > 0, c.want != (backup.RestoreKeyQuery{}) && (len(got) != 1 || got[0] != c.want):
			t.Errorf("%s: it wants %+v", name, got)
		}
	}
	if d := (&jobSide{row: &backup.Job{Kind: backup.RestoreJob}}); d.keyPart() != (state.Part{}) {
		t.Error("a restore that failed by nothing of a key wants its key")
	}
}
