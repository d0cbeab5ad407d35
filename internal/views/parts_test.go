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

	add("daily", "111122223333", "")
	resource := Target{Scope: here, Arg: backup.PointQuery{Resource: "arn:x", Type: "EBS"}.Encode()}
	expectParts(t, pointParts(e, resource), "vaults 111122223333/eu-west-1", "points 111122223333/eu-west-1 resource=arn%3Ax&vault=daily")
	e.refused = map[state.Part]*backup.Error{vaultsPart(here): {Kind: backup.AccessDenied}}
	expectParts(t, pointParts(e, resource), "vaults 111122223333/eu-west-1", "points 111122223333/eu-west-1 resource=arn%3Ax&type=EBS")
	e.refused = nil

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

// sharedEnv is a fleet of accounts in one Region; those of seers list the vault of owner, in
// this order.
func sharedEnv(accounts []string, owner string, seers ...string) *Env {
	e := bareEnv()
	e.Fleet = &Fleet{names: map[backup.Text]string{}}
	for _, id := range accounts {
		e.Fleet.names[backup.Intern(id)] = "name-" + id
		e.Fleet.Scopes = append(e.Fleet.Scopes, backup.In(id, "eu-west-1"))
	}
	store := state.NewStore()
	for _, id := range seers {
		ref := backup.VaultRef{Account: backup.Intern(owner), Region: backup.Intern("eu-west-1"), Name: backup.Intern("org-airgap")}
		if id != owner {
			ref.SeenFrom = backup.Intern(id)
		}
		state.Publish(store, vaultsPart(backup.In(id, "eu-west-1")), vaultKey, []backup.Vault{{In: backup.RefTo(ref)}}, 10)
	}
	store.Flush()
	e.Snap = store.Snapshot()
	return e
}

func TestASharedVaultIsReadOnceAndAlwaysFromTheSameAccount(t *testing.T) {
	fleet := []string{"1", "2", "3"}
	denied := func(e *Env, ids ...string) {
		e.refused = map[state.Part]*backup.Error{}
		for _, id := range ids {
			e.refused[vaultsPart(backup.In(id, "eu-west-1"))] = &backup.Error{Kind: backup.AccessDenied}
		}
	}
	for _, c := range []struct {
		name, owner string
		seers       []string // in the order in which they answered
		denied      []string
		seenBy      string
		want        []string
	}{
		{"the owner reads it", "2", []string{"1", "3", "2"}, nil, "", []string{"2"}},
		{"whoever answers first", "2", []string{"2", "1", "3"}, nil, "", []string{"2"}},
		{"the owner has not answered", "2", []string{"1", "3"}, nil, "", nil},
		{"the owner can't be read", "2", []string{"3", "1"}, []string{"2"}, "", []string{"1"}},
		{"the owner is none of the fleet", "9", []string{"3", "2", "1"}, nil, "", []string{"1"}},
		{"one before has not answered", "9", []string{"3", "2"}, nil, "", nil},
		{"one before can't be read", "9", []string{"3", "2"}, []string{"1"}, "", []string{"2"}},
		{"one behind has not answered", "9", []string{"1"}, nil, "", []string{"1"}},
		{"seen from one", "2", []string{"2", "1", "3"}, nil, "seenFrom:name-3", []string{"3"}},
		{"seen from one by its ID", "9", []string{"3", "2", "1"}, nil, "seenFrom=2", []string{"2"}},
		{"seen from several", "9", []string{"1", "2", "3"}, nil, "seenFrom:name", []string{"1", "2", "3"}},
		{"seen from nobody", "9", []string{"1", "2", "3"}, nil, "seenFrom:nobody", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := sharedEnv(fleet, c.owner, c.seers...)
			denied(e, c.denied...)
			var readers []string
			for _, p := range pointParts(e, Target{SeenBy: c.seenBy}) {
				if p.Feed == "points" {
					readers = append(readers, p.Scope.Account.String())
				}
			}
			slices.Sort(readers)
			if !slices.Equal(readers, c.want) {
				t.Errorf("read from %q, want %q", readers, c.want)
			}
		})
	}
}
