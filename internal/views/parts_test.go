package views

import (
	"slices"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

func partNames(parts []state.Part) []string {
	var names []string
	for _, p := range parts {
		name := p.Feed + " " + p.Scope.String()
		if p.Arg != "" {
			name += " " + p.Arg
		}
		names = append(names, name)
	}
	return names
}

func expectParts(t *testing.T, got []state.Part, want ...string) {
	t.Helper()
	if names := partNames(got); !slices.Equal(names, want) {
		t.Errorf("parts\n%q\nwant\n%q", names, want)
	}
}

func TestJobsOfAnOrganizationAreOneListARegion(t *testing.T) {
	e := sampleEnv()
	expectParts(t, jobParts(e, Target{}, "backup-jobs", "copy-jobs"),
		"backup-jobs 111122223333/eu-west-1 org=1", "backup-jobs 111122223333/us-east-1 org=1",
		"copy-jobs 111122223333/eu-west-1", "copy-jobs 111122223333/us-east-1", "copy-jobs 444455556666/eu-west-1", "copy-jobs 444455556666/us-east-1")

	e.Focus = Focus{Accounts: []backup.Text{backup.Intern("444455556666")}}
	expectParts(t, jobParts(e, Target{}, "backup-jobs"), "backup-jobs 111122223333/eu-west-1 org=1", "backup-jobs 111122223333/us-east-1 org=1")
}

func TestJobsAreReadScopeByScopeWhereTheOrganizationsListIsRefused(t *testing.T) {
	e := sampleEnv()
	refusedPart := state.Part{Feed: "backup-jobs", Scope: backup.In("111122223333", "eu-west-1"), Arg: "org=1"}
	e.refused = map[state.Part]*backup.Error{refusedPart: {Kind: backup.AccessDenied}}
	expectParts(t, jobParts(e, Target{}, "backup-jobs"),
		"backup-jobs 111122223333/us-east-1 org=1", "backup-jobs 111122223333/eu-west-1", "backup-jobs 444455556666/eu-west-1")

	e.refused = map[state.Part]*backup.Error{refusedPart: {Kind: backup.Throttled}}
	if got := jobParts(e, Target{}, "backup-jobs"); len(got) != 2 || !isOrganization(got[0]) {
		t.Errorf("a throttled list is given up: %q", partNames(got))
	}
}

func TestJobsAreReadScopeByScopeOutsideOfAnOrganization(t *testing.T) {
	perScope := []string{
		"backup-jobs 111122223333/eu-west-1", "backup-jobs 111122223333/us-east-1",
		"backup-jobs 444455556666/eu-west-1", "backup-jobs 444455556666/us-east-1",
	}
	for name, change := range map[string]func(*Fleet){
		"Organizations was not asked":     func(f *Fleet) { f.Accounts[1].State = backup.Text{} },
		"the own account is not known":    func(f *Fleet) { f.Home = backup.Account{} },
		"the own account can't be read":   func(f *Fleet) { f.Home.Trouble = backup.Credentials },
		"the own account is left out":     func(f *Fleet) { f.Home.Skipped = true },
		"the own account is the only one": func(f *Fleet) { f.Accounts = f.Accounts[:1] },
	} {
		t.Run(name, func(t *testing.T) {
			e := sampleEnv()
			change(e.Fleet)
			expectParts(t, jobParts(e, Target{}, "backup-jobs"), perScope...)
		})
	}
}

func TestJobsOfAStateAreAskedOfTheKindsThatHaveIt(t *testing.T) {
	e := sampleEnv()
	in := Target{Scope: backup.In("111122223333", "eu-west-1"), Arg: backup.JobQuery{State: "EXPIRED"}.Encode()}
	expectParts(t, jobParts(e, in, jobFeeds()...), "backup-jobs 111122223333/eu-west-1 state=EXPIRED")
	in.Arg = backup.JobQuery{Type: "RDS"}.Encode()
	expectParts(t, jobParts(e, in, jobFeeds()...),
		"backup-jobs 111122223333/eu-west-1 type=RDS", "copy-jobs 111122223333/eu-west-1 type=RDS", "restore-jobs 111122223333/eu-west-1 type=RDS")
}

func TestPointsAreThoseOfOneVaultOrOfAll(t *testing.T) {
	e := sampleEnv()
	here := backup.In("111122223333", "eu-west-1")
	add := func(name, owner, seenFrom string) {
		ref := backup.VaultRef{Account: backup.Intern(owner), Region: here.Region, SeenFrom: backup.Intern(seenFrom), Name: backup.Intern(name)}
		store := state.NewStore()
		state.Publish(store, vaultsPart(here), vaultKey, []backup.Vault{{In: backup.RefTo(ref)}}, 10)
		e.Snap = store.Snapshot()
	}
	one := Target{Scope: here, Arg: backup.PointQuery{Vault: "a b", Owner: "9"}.Encode()}
	expectParts(t, pointParts(e, one), "points 111122223333/eu-west-1 owner=9&vault=a+b")

	resource := Target{Scope: here, Arg: backup.PointQuery{Resource: "arn:x"}.Encode()}
	expectParts(t, pointParts(e, resource), "points 111122223333/eu-west-1 resource=arn%3Ax")

	add("daily", "111122223333", "")
	in := Target{Scope: here, Arg: backup.PointQuery{Type: "EBS"}.Encode()}
	expectParts(t, pointParts(e, in), "vaults 111122223333/eu-west-1", "points 111122223333/eu-west-1 type=EBS&vault=daily")

	add("shared", "444455556666", "111122223333")
	expectParts(t, pointParts(e, Target{Scope: here}), "vaults 111122223333/eu-west-1", "points 111122223333/eu-west-1 owner=444455556666&vault=shared")
}

func TestTargetsNarrowToTheirScope(t *testing.T) {
	e := sampleEnv()
	expectParts(t, vaultParts(e, Target{Scope: backup.In("444455556666", "")}), "vaults 444455556666/eu-west-1", "vaults 444455556666/us-east-1")
	expectParts(t, planParts(e, Target{Scope: backup.In("", "us-east-1")}), "plans 111122223333/us-east-1", "plans 444455556666/us-east-1")
	e.Focus = Focus{Regions: []backup.Text{backup.Intern("us-east-1")}}
	expectParts(t, resourceParts(e, Target{}), "resources 111122223333/us-east-1", "resources 444455556666/us-east-1")
}
