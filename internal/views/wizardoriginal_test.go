package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestCtrlEPutsBackWhatStoodInAField empties every field of a restore and of a copy that
// holds something, backed up, proposed or looked up, and puts it back.
func TestCtrlEPutsBackWhatStoodInAField(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ points, key string }{
		"volume":   {"points type:ebs status:completed", "R"},
		"database": {"points type:rds status:completed", "R"},
		"copy":     {"points type:s3 status:completed", "C"},
	} {
		t.Run(name, func(t *testing.T) {
			acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 100}, func(u *user) {
				u.goes(c.points).after(3 * time.Second).press(c.key).rests(10 * time.Second)
				proposed := 0
				for _, f := range u.wizard().act.fields() {
					if f.Value == "" || f.ReadOnly || f.Key == specField {
						continue
					}
					u.toField(f.Key).press("ctrl+u", "ctrl+e").after(5 * time.Second)
					now, ok := u.wizard().field(f.Key)
					if !ok || now.Value != f.Value || now.Origin != f.Origin {
						t.Errorf("%s holds %q (%s), and held %q (%s)", f.Label, now.Value, now.Origin, f.Value, f.Origin)
					}
					if f.Origin != string(restore.AsBackedUp) {
						proposed++
					}
				}
				if proposed == 0 {
					t.Error("nothing of it was proposed")
				}
				if set := u.wizard().act.values(); len(set) > 1 || len(set) == 1 && set[specField] == "" {
					t.Errorf("counts as set: %v", set)
				}
			})
		})
	}
}

// TestWhatIsPutBackMayComeLater puts back a field whose proposal a look-up brings later.
func TestWhatIsPutBackMayComeLater(t *testing.T) {
	in := backup.In("111122223333", "us-east-1")
	form := restore.NewCopyForm(restore.Point{}, nil, nil, in, 1)
	f := formed{model: form}
	f.set(restore.RoleField, "arn:aws:iam::111122223333:role/other")
	f.reset(restore.RoleField)
	const role = "arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole"
	form.Offer(restore.Query{Kind: restore.Roles}, []restore.Choice{{Value: role}}, nil)
	if got := form.Value(restore.RoleField); got != role {
		t.Errorf("the role is %q", got)
	}
}
