package aws_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// known are the accounts of a world by name.
func known(t *testing.T, w *sim.World) map[string]backup.Account {
	t.Helper()
	return byName(all(t, fleet(t, w, nil).Accounts(t.Context())))
}

// byName keeps the last row of each account, as a table does.
func byName(rows []backup.Account) map[string]backup.Account {
	byID, out := map[backup.Text]backup.Account{}, map[string]backup.Account{}
	for _, a := range rows {
		byID[a.ID] = a
	}
	for _, a := range byID {
		name := a.Name.String()
		if name == "" {
			name = a.ID.String()
		}
		out[name] = a
	}
	return out
}

func TestAccountsAreChosenByNameOrID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		there := known(t, w)
		c := fleet(t, w, func(o *aws.Options) {
			o.Accounts = []string{"Payments", there["data-lake"].ID.String(), "sandbox"}
			o.Exclude = []string{"sandbox"}
		})
		var in []string
		for name, a := range byName(all(t, c.Accounts(t.Context()))) {
			if !a.Skipped {
				in = append(in, name)
			} else if a.Why.Empty() {
				t.Errorf("%s is left out without a reason", name)
			}
		}
		if slices.Sort(in); !slices.Equal(in, []string{"data-lake", "payments"}) {
			t.Errorf("chosen: %v", in)
		}
	})
}

func TestGivenAccountsStandInWhereTheOrganisationIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		lake := known(t, w)["data-lake"].ID.String()
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"ListAccounts"}}})
		c := fleet(t, w, func(o *aws.Options) {
			o.Accounts, o.Regions, o.AllRegions = []string{lake}, []string{"us-east-1"}, false
		})
		rows, err := gather(c.Accounts(t.Context()))
		if e := fails(t, err, backup.AccessDenied, "organizations:ListAccounts"); e.Action != "organizations:ListAccounts" {
			t.Errorf("action %q", e.Action)
		}
		if a := byName(rows)[lake]; a.ID.String() != lake || a.Role.Empty() || a.Skipped {
			t.Fatalf("accounts %+v", rows)
		}
		if err := vaults(c, lake); err != nil {
			t.Error(err)
		}
	})
}

func TestAnAccountWithoutARoleSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := fleet(t, sim.New(sim.Options{Seed: 7}), func(o *aws.Options) { o.RoleName = "" })
		for name, a := range byName(all(t, c.Accounts(t.Context()))) {
			if readable := a.Trouble == ""; readable != (a.Home || a.Skipped) || !readable && a.Remedy.Empty() {
				t.Errorf("%s: %+v", name, a)
			}
		}
	})
}

func TestTheDelegatedAdministratorSeesTheOrganisationToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		seen := 0
		for name, a := range known(t, w) {
			if a.Home || a.Skipped || name == "audit" {
				continue
			}
			newHouse(t, "[profile ops]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+a.ID.String()+
				":role/BackupReader\nsource_profile = base\n[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n")
			c := fleet(t, w, func(o *aws.Options) { o.Isolated, o.Profiles = false, []string{"ops"} })
			rows, err := gather(c.Accounts(t.Context()))
			if err != nil {
				fails(t, err, backup.AccessDenied, "")
				continue
			}
			seen++
			of := byName(rows)
			if len(of) != 7 || !of[name].Home {
				t.Errorf("from %s: %d accounts, home %+v", name, len(of), of[name])
			}
		}
		if seen != 1 {
			t.Errorf("%d accounts may list the organisation beside the management account, want 1", seen)
		}
	})
}

func TestSeveralProfilesAreOneFleet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		there := known(t, w)
		lake, audit := there["data-lake"].ID.String(), there["audit"].ID.String()
		newHouse(t, "[profile base]\nregion = us-east-1\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n"+
			"[profile again]\nregion = us-east-1\naws_access_key_id = AKIAAGAIN\naws_secret_access_key = x\n"+
			"[profile lake]\nregion = eu-west-1\nrole_arn = arn:aws:iam::"+lake+":role/BackupReader\nsource_profile = base\n"+
			"[profile audit]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+audit+":role/BackupReader\nsource_profile = base\n")
		c, err := aws.New(t.Context(), aws.Options{Profiles: []string{"base", "again", "lake", "audit"}, Transport: sim.InProcess{Handler: w}})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := gather(c.Accounts(t.Context()))
		fails(t, err, backup.AccessDenied, "sts:AssumeRole")
		of := map[string]backup.Account{}
		ids := map[backup.Text]bool{}
		for _, a := range rows {
			of[a.Profile.String()] = a
			ids[a.ID] = true
		}
		if len(ids) != 3 || of["base, again"].ID != of["base"].ID || of["lake"].ID.String() != lake || of["audit"].ID.String() != audit || of["audit"].Trouble != backup.AccessDenied || of["audit"].Refused.String() != "sts:AssumeRole" {
			t.Errorf("accounts %+v", rows)
		}
		if regions := all(t, c.Regions(t.Context(), of["lake"].ID)); len(regions) != 1 || regions[0].Name.String() != "eu-west-1" {
			t.Errorf("regions of lake: %+v", regions)
		}
		for _, id := range []string{lake, of["base"].ID.String()} {
			if err := vaults(c, id); err != nil {
				t.Errorf("vaults of %s: %v", id, err)
			}
		}
	})
}
