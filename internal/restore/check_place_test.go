package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestNewerPointsAreNamedNotChosen(t *testing.T) {
	p := plan()
	newer := func(status string, age time.Duration) backup.RecoveryPoint {
		return backup.RecoveryPoint{Status: backup.Intern(status), Created: noon.Add(-age)}
	}
	for name, c := range map[string]struct {
		points []backup.RecoveryPoint
		want   Outcome
		says   string
	}{
		"none":               {nil, OK, "5 h old; no newer point in this account and Region"},
		"two":                {[]backup.RecoveryPoint{newer("COMPLETED", 3*time.Hour), newer("AVAILABLE", 68*time.Minute)}, Warning, "2 points are newer, the newest 1 h 8 min old"},
		"one":                {[]backup.RecoveryPoint{newer("COMPLETED", 3*time.Hour)}, Warning, "1 point is newer"},
		"one that is no use": {[]backup.RecoveryPoint{newer("DELETING", time.Hour)}, OK, "no newer"},
		"its own members": {[]backup.RecoveryPoint{
			{ARN: backup.ParseARN("arn:aws:backup:eu-west-1:111122223333:recovery-point:member"), Parent: backup.Intern(p.Point.ARN), Status: backup.Intern("COMPLETED"), Created: p.Point.Created + 1},
		}, OK, "no newer"},
		"this one and one old": {[]backup.RecoveryPoint{newer("COMPLETED", 5*time.Hour), newer("COMPLETED", 9*time.Hour)}, OK, "no newer"},
	} {
		found := runs(t, ageCheck(), &answers{newer: func(backup.Thing) ([]backup.RecoveryPoint, error) { return c.points, nil }}, p)
		expect(t, name, found, verdict{"age", c.want})
		if !strings.Contains(found[0].Evidence, c.says) {
			t.Errorf("%s: %q", name, found[0].Evidence)
		}
	}
	other := newer("COMPLETED", time.Hour)
	other.In = backup.RefTo(backup.VaultRef{Name: backup.Intern("Offsite")})
	found := runs(t, ageCheck(), &answers{newer: func(backup.Thing) ([]backup.RecoveryPoint, error) { return []backup.RecoveryPoint{other}, nil }}, p)
	if !strings.HasSuffix(found[0].Evidence, "the newest 1 h old, in Offsite") {
		t.Errorf("in another vault: %q", found[0].Evidence)
	}
	lent, nameless := p, p
	lent.Point.Thing.Owner, nameless.Point.ResourceARN = "444455556666", ""
	none := &answers{newer: func(backup.Thing) ([]backup.RecoveryPoint, error) { return nil, nil }}
	expect(t, "of a vault that another account shares", runs(t, ageCheck(), none, lent), verdict{"age", CannotTell})
	expect(t, "of no known resource", runs(t, ageCheck(), none, nameless), verdict{"age", CannotTell})
	found = runs(t, ageCheck(), &answers{}, p)
	expect(t, "refused", found, verdict{"age", CannotTell})
	if !strings.Contains(found[0].Evidence, "5 h old") {
		t.Errorf("the age is a fact: %q", found[0].Evidence)
	}
	cut := func(backup.Thing) ([]backup.RecoveryPoint, error) {
		return []backup.RecoveryPoint{newer("COMPLETED", time.Hour)}, &backup.Error{Kind: backup.Quota}
	}
	expect(t, "some, then an error", runs(t, ageCheck(), &answers{newer: cut}, p), verdict{"age", Warning})
}

func TestTheAgeOfAContinuousBackupIsThatOfTheChosenTime(t *testing.T) {
	window := Window{From: noon.Add(-10 * 24 * time.Hour), To: noon.Add(-5 * time.Minute), Known: "reckoned"}
	for name, c := range map[string]struct {
		moment Moment
		status string
		want   Outcome
		says   string
	}{
		"the latest":               {Moment{At: window.To, Latest: true, Window: window}, "AVAILABLE", OK, "the latest there is when AWS begins: about 2026-11-26 11:55 UTC, 5 min old"},
		"the latest, stopped":      {Moment{At: window.To, Latest: true, Window: window}, "STOPPED", CannotTell, "how far its data reaches is not known"},
		"a time":                   {Moment{At: noon.Add(-72 * time.Hour), Window: window}, "AVAILABLE", OK, "of 2026-11-23 12:00 UTC, 3 d old; later can be chosen, up to 2026-11-26 11:55 UTC"},
		"the end of the window":    {Moment{At: window.To, Window: window}, "AVAILABLE", OK, "of 2026-11-26 11:55 UTC, 5 min old"},
		"a time that has left":     {Moment{At: window.From.Add(-time.Second), Window: window}, "AVAILABLE", Blocks, "can no longer be restored to"},
		"the first there is":       {Moment{At: window.From, Window: window}, "AVAILABLE", OK, "later can be chosen"},
		"a time that is not known": {Moment{Why: "put in by hand"}, "COMPLETED", CannotTell, "not known: put in by hand"},
		"nothing is said":          {Moment{}, "AVAILABLE", CannotTell, "not known"},
	} {
		p := plan()
		p.Moment, p.Point.Status, p.Point.Created = c.moment, c.status, noon.Add(-90*24*time.Hour)
		found := runs(t, ageCheck(), &answers{}, p)
		expect(t, name, found, verdict{"age", c.want})
		if !strings.Contains(found[0].Evidence, c.says) || strings.Contains(found[0].Evidence, "90 days") {
			t.Errorf("%s: %q", name, found[0].Evidence)
		}
	}
}

func TestLegalHoldsAreNamed(t *testing.T) {
	for name, titles := range map[string][]string{"none": nil, "kept by case 7": {"case 7"}} {
		found := runs(t, holdCheck(), &answers{holds: func(backup.Thing) ([]string, error) { return titles, nil }}, plan())
		expect(t, name, found, verdict{"legal hold", OK})
		if found[0].Evidence != name {
			t.Errorf("%q, want %q", found[0].Evidence, name)
		}
	}
	expect(t, "refused", runs(t, holdCheck(), &answers{}, plan()), verdict{"legal hold", CannotTell})
}

func TestTheVaultsPolicyMayDeny(t *testing.T) {
	deny := func(action, more string) string { return statements(says("Deny", `"*"`, `"`+action+`"`, more)) }
	for name, c := range map[string]struct {
		policy string
		err    error
		plan   Plan
		want   Outcome
	}{
		"no policy":                {"", nil, plan(), OK},
		"not readable":             {"", refused("backup:GetBackupVaultAccessPolicy"), plan(), CannotTell},
		"denies restores":          {deny("backup:StartRestoreJob", ""), nil, plan(), Blocks},
		"denies deletes":           {deny("backup:Delete*", ""), nil, plan(), OK},
		"denies on a condition":    {deny("backup:StartRestoreJob", `,"Condition":{"StringNotLike":{"aws:userid":"AROA*"}}`), nil, plan(), CannotTell},
		"only allows":              {statements(says("Allow", everybody, `"backup:CopyIntoBackupVault"`, `,"Condition":{"StringEquals":{"aws:x":"o"}}`)), nil, plan(), OK},
		"a copy, denies restores":  {deny("backup:StartRestoreJob", ""), nil, copyPlan(), OK},
		"a copy, denies copies":    {deny("backup:StartCopyJob", ""), nil, copyPlan(), Blocks},
		"a copy, denies the role":  {deny("backup:CopyFromBackupVault", ""), nil, copyPlan(), Blocks},
		"a copy, but for the role": {deny("backup:CopyFromBackupVault", `,"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/service-role/*"}}`), nil, copyPlan(), OK},
	} {
		a := &answers{vault: func(backup.Scope, string) (Vault, error) { return Vault{Policy: c.policy, PolicyErr: c.err}, nil }}
		expect(t, name, runs(t, vaultPolicyCheck(), a, c.plan), verdict{"vault policy", c.want})
	}
	nobody := plan()
	nobody.By = ""
	for policy, want := range map[string]Outcome{
		deny("backup:StartRestoreJob", ""):                                Blocks,
		deny("backup:DeleteRecoveryPoint", ""):                            OK,
		statements(says("Deny", theRole, `"backup:StartRestoreJob"`, "")): CannotTell,
	} {
		a := &answers{vault: func(backup.Scope, string) (Vault, error) { return Vault{Policy: policy}, nil }}
		expect(t, "who asks is not known: "+policy, runs(t, vaultPolicyCheck(), a, nobody), verdict{"vault policy", want})
	}
	expect(t, "refused", runs(t, vaultPolicyCheck(), &answers{}, plan()), verdict{"vault policy", CannotTell})
}

// TestTheVaultPolicyIsReadForWhoDeletes asks about deleting a point, of which EFS's own
// vault is known to deny it where its policy can't be read.
func TestTheVaultPolicyIsReadForWhoDeletes(t *testing.T) {
	deny := func(who string) string { return statements(says("Deny", who, `"backup:DeleteRecoveryPoint"`, "")) }
	unread := refused("backup:GetBackupVaultAccessPolicy")
	for name, c := range map[string]struct {
		vault string
		is    Vault
		err   error
		want  Outcome
	}{
		"no policy":              {"prod", Vault{}, nil, OK},
		"denies":                 {"prod", Vault{Policy: deny(everybody)}, nil, Blocks},
		"may deny":               {"prod", Vault{Policy: deny(`{"AWS":"AROAX"}`)}, nil, CannotTell},
		"for copies":             {"prod", Vault{Policy: goodVault().Policy}, nil, OK},
		"policy not read":        {"prod", Vault{PolicyErr: unread}, nil, CannotTell},
		"vault not read":         {"prod", Vault{}, unread, CannotTell},
		"EFS's, vault not read":  {automaticVault, Vault{}, unread, Warning},
		"EFS's, policy not read": {automaticVault, Vault{PolicyErr: unread}, nil, Warning},
	} {
		p := plan()
		p.Request = &backup.DeleteRecoveryPoint{BackupVaultName: c.vault, RecoveryPointArn: p.Point.ARN}
		pt := p.Point
		pt.Vault = c.vault
		a := &answers{
			vault: func(backup.Scope, string) (Vault, error) { return c.is, c.err },
			point: func(backup.Thing) (Point, error) { return pt, nil },
		}
		expect(t, name, runs(t, VaultPolicyCheck(pt.Thing), a, p), verdict{"vault policy", c.want})
	}
}
