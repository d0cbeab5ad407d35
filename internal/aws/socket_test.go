package aws_test

import (
	"net/http/httptest"
	"testing"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestTheChainAndTheListsWorkOverASocket(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7, Points: 2000, Jobs: 200})
	srv := httptest.NewServer(w)
	defer srv.Close()
	h := newHouse(t, "[profile ops]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+w.HomeAccount()+
		":role/BackupReader\nsource_profile = base\n[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n")
	t.Setenv("AWS_ENDPOINT_URL", srv.URL)
	w.SetFaults(sim.Faults{{Kind: sim.Reset, Fraction: 0.1}, {Kind: sim.CutShort, Fraction: 0.1}, {Kind: sim.Garbled, Fraction: 0.1}})
	c := h.client(nil, func(o *aws.Options) { o.Org, o.RoleName = true, "BackupReader" })
	read := 0
	for name, a := range byName(all(t, c.Accounts(t.Context()))) {
		if a.Skipped || name == "audit" {
			continue
		}
		in := backup.In(a.ID.String(), "us-east-1")
		if rows := all(t, c.Vaults(t.Context(), in, backup.VaultQuery{})); len(rows) == 0 {
			t.Errorf("no vaults in %s", name)
		}
		read++
	}
	if read < 4 {
		t.Errorf("%d accounts read", read)
	}
}

func TestTheDemoDependsOnNothingOutside(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	newHouse(t, "[profile ops\nthis is no file of AWS's")
	t.Setenv("AWS_PROFILE", "nowhere")
	t.Setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
	t.Setenv("AWS_ENDPOINT_URL_BACKUP", "http://127.0.0.1:1")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAREAL")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "x")
	c := fleet(t, w, func(o *aws.Options) { o.Org, o.AllRegions = false, false })
	home := all(t, c.Accounts(t.Context()))[0]
	if err := vaults(c, home.ID.String()); err != nil {
		t.Error(err)
	}
}
