package aws_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// signed notes with which keys each Region's vaults are read.
func signed(w *sim.World, by map[string][]string) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		if strings.HasPrefix(r.URL.Path, "/backup-vaults") {
			_, credential, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
			scope := strings.Split(credential, "/")
			by[scope[2]] = append(by[scope[2]], scope[0])
		}
		return sim.InProcess{Handler: w}.RoundTrip(r)
	})
}

const twoProfiles = `[profile base]
region = us-east-1
aws_access_key_id = AKIABASE
aws_secret_access_key = x
[profile cp]
region = eu-west-1
aws_access_key_id = AKIACP
aws_secret_access_key = x
`

func TestProfilesOfOneAccountReadTheirRegionsEach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		by := map[string][]string{}
		c := newHouse(t, twoProfiles).client(signed(w, by), func(o *aws.Options) { o.Profiles = []string{"base", "cp"} })
		accounts := all(t, c.Accounts(t.Context()))
		last := accounts[len(accounts)-1]
		if last.ID.String() != w.HomeAccount() || last.Profile.String() != "base, cp" {
			t.Errorf("account %+v", last)
		}
		regions := all(t, c.Regions(t.Context(), last.ID))
		want := []backup.Region{
			{Account: last.ID, Name: backup.Intern("us-east-1"), Profile: backup.Intern("base")},
			{Account: last.ID, Name: backup.Intern("eu-west-1"), Profile: backup.Intern("cp")},
		}
		if !slices.Equal(regions, want) {
			t.Errorf("Regions %+v", regions)
		}
		for _, r := range regions {
			if len(all(t, c.Vaults(t.Context(), r.Scope(), backup.VaultQuery{}))) == 0 {
				t.Errorf("no vaults in %s", r.Name)
			}
		}
		if !slices.Equal(by["us-east-1"], []string{"AKIABASE"}) || !slices.Equal(by["eu-west-1"], []string{"AKIACP"}) {
			t.Errorf("read with %v", by)
		}
	})
}

func TestAnAccountIsReadByTheProfileThatWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		id := w.HomeAccount()
		config := strings.Replace(twoProfiles, "aws_access_key_id = AKIABASE\naws_secret_access_key = x\n",
			"sso_session = corp\nsso_account_id = "+id+"\nsso_role_name = BackupReader\n", 1) +
			"[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n"
		by := map[string][]string{}
		c := newHouse(t, config).client(signed(w, by), func(o *aws.Options) {
			o.Profiles, o.Regions = []string{"base", "cp"}, []string{"us-east-1"}
		})
		if err := vaults(c, id); err == nil { // before anything is known of the second one
			t.Error("read without a login")
		}
		rows, err := gather(c.Accounts(t.Context()))
		fails(t, err, backup.Credentials, "aws sso login --profile base")
		if last := rows[len(rows)-1]; last.ID.String() != id || last.Trouble != "" || last.Profile.String() != "base, cp" {
			t.Errorf("account %+v", last)
		}
		if err := vaults(c, id); err != nil || !slices.Equal(by["us-east-1"], []string{"AKIACP"}) {
			t.Errorf("%v, read with %v", err, by)
		}
	})
}

func TestCredentialsThatHangHoldNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, "[profile hung]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+w.HomeAccount()+":role/BackupReader\nsource_profile = slow\n"+
			"[profile slow]\naws_access_key_id = AKIASLOW\naws_secret_access_key = x\n"+twoProfiles)
		hang := roundTripper(func(r *http.Request) (*http.Response, error) {
			if strings.Contains(r.Header.Get("Authorization"), "AKIASLOW") {
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			return sim.InProcess{Handler: w}.RoundTrip(r)
		})
		c := h.client(hang, func(o *aws.Options) { o.Profiles = []string{"hung", "base"} })
		began := time.Now()
		var order []string
		for rows, err := range c.Accounts(t.Context()) {
			if err != nil {
				e := fails(t, err, backup.Credentials, "profile slow")
				if e.Message != "no credentials came within 30 s" {
					t.Errorf("message %q", e.Message)
				}
				break
			}
			order = append(order, rows[0].Profile.String())
			if len(order) == 1 && time.Since(began) > 2*time.Second {
				t.Errorf("the account that can be read came after %s", time.Since(began))
			}
		}
		if !slices.Equal(order, []string{"hung, base", "hung, base"}) {
			t.Errorf("accounts by %q", order)
		}
		time.Sleep(time.Hour) // until the SDK gives up as well
	})
}

func TestNamesThatNoAccountHasAreRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, func(o *aws.Options) { o.Accounts = []string{"payments", "nosuch", "999999999999"} })
		var missing []string
		read := 0
		for _, a := range all(t, c.Accounts(t.Context())) {
			switch {
			case a.Trouble == backup.NotFound:
				missing = append(missing, a.Name.String())
				if !a.ID.Empty() || !strings.Contains(a.Why.String(), "no account of the organisation") {
					t.Errorf("%+v", a)
				}
			case !a.Skipped && !a.State.Empty():
				read++
			}
		}
		if !slices.Equal(missing, []string{"nosuch", "999999999999"}) || read != 1 {
			t.Errorf("%d accounts, and nobody is called %q", read, missing)
		}
	})
}
