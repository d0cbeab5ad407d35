package views

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestABackupIsProposedIntoAVaultThatTakesIt opens the form of resources whose last point
// lies in an air-gapped vault, which takes no backup on demand.
func TestABackupIsProposedIntoAVaultThatTakesIt(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		u.goes("resources type:ebs").after(3 * time.Second).press("B").after(5 * time.Second).toField("vault")
		d, ok := u.wizard().act.(*doing)
		if !ok {
			u.t.Fatal("no form")
		}
		like := again{in: d.of.Scope, vault: "airgap"}
		known := d.known
		for name, c := range map[string]struct {
			like         again
			known        likeJob
			want, origin string
			note         string
		}{
			"no good backup known":         {like, likeJob{}, "", "", "not airgap, where its last one lies: air-gapped"},
			"a last good backup":           {like, likeJob{usual: usualRole{vault: "prod-daily", origin: "last good backup"}}, "prod-daily", "last good backup", "not airgap, where its last one lies: air-gapped"},
			"a good one into an air gap":   {like, likeJob{usual: usualRole{vault: "airgap", origin: "last good backup"}}, "", "", "air-gapped"},
			"a job into an air gap":        {again{in: d.of.Scope, vault: "airgap", job: backup.Thing{Kind: backup.JobThing}}, likeJob{}, "", "", "where the job's went"},
			"a vault that takes backups":   {again{in: d.of.Scope, vault: "Default"}, likeJob{}, "Default", "last backup", ""},
			"one that is not known (yet)":  {again{in: d.of.Scope, vault: "new-one"}, likeJob{}, "new-one", "last backup", ""},
			"a job into an ordinary vault": {again{in: d.of.Scope, vault: "Default", job: backup.Thing{Kind: backup.JobThing}}, likeJob{}, "Default", likeTheJob, ""},
			"a resource without a point":   {again{in: d.of.Scope}, likeJob{}, "", "", ""},
		} {
			d.known = c.known
			f := backUpVault(d, c.like)
			if f.Original != c.want || f.Origin != c.origin || !strings.Contains(f.Note, c.note) || c.note == "" && f.Note != "" {
				u.t.Errorf("%s: proposes %q, %q, %q", name, f.Original, f.Origin, f.Note)
			}
			i := slices.IndexFunc(f.Options, func(o ui.Option) bool { return o.Value == "airgap" })
			if i != len(f.Options)-1 || f.Options[i].Why == "" || f.Options[0].Why != "" {
				u.t.Errorf("%s: %+v does not say why airgap is not offered", name, f.Options)
			}
		}
		d.known = known
		u.press("ctrl+o").after(time.Second).sees("airgap", "air-gapped: it takes copies, no backup on demand").press("esc")
	})
}

// TestAFailedBackupThatIsDoneAgainSaysWhyItFailed: the values are those of the job, and what
// made it fail may do so again.
func TestAFailedBackupThatIsDoneAgainSaysWhyItFailed(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		u.goes("bj state:failed vault:prod-daily").after(3 * time.Second).tries("B").after(5 * time.Second)
		u.sees("from job ", ", which failed: ", likeTheJob)
		d, ok := u.wizard().act.(*doing)
		if !ok {
			u.t.Fatal("no form")
		}
		for _, f := range d.fields() {
			if f.Origin != likeTheJob {
				u.t.Errorf("%s is %q", f.Label, f.Origin)
			}
		}
		u.submits().after(3*time.Second).sees(", which failed: ", "what is not mended fails again")
		u.press("esc", "esc").goes("bj state:completed vault:prod-daily").after(3 * time.Second).tries("B").after(5 * time.Second)
		u.sees("from job ", ", which completed", likeTheJob).misses("failed")
	})
}

func TestWhatAJobCameToIsSaidWithItsCause(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ state, message, want string }{
		{"FAILED", "", "from job 1a2b, which failed: AWS does not say why"},
		{"FAILED", "something that nobody knows", "from job 1a2b, which failed: something that nobody knows"},
		{"ABORTED", "", "from job 1a2b, which ended ABORTED: stopped"},
		{"RUNNING", "", "from job 1a2b, which has not ended"},
		{"COMPLETED", "", "from job 1a2b, which completed"},
	} {
		j := &backup.Job{ID: "1a2b-3c4d", Kind: backup.BackupJob, State: backup.Intern(c.state), Message: backup.Intern(c.message)}
		if got, _ := fromJob(j, &Env{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestOnlyAVaultThatIsReadyAndOrdinaryTakesABackup(t *testing.T) {
	t.Parallel()
	for v, takes := range map[restore.Vault]bool{
		{Type: "BACKUP_VAULT", State: "AVAILABLE"}: true, {}: true, {Type: "BACKUP_VAULT", State: "CREATING"}: false,
		{Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", State: "AVAILABLE"}: false, {Type: "RESTORE_ACCESS_BACKUP_VAULT"}: false,
	} {
		if why := restore.WhyNoBackups(v); (why == "") != takes {
			t.Errorf("%+v: %q", v, why)
		}
	}
}
