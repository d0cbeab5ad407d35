package restore

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestUserDataIsASecretOfEveryForm(t *testing.T) {
	const recorded, typed = "cGFzc3dvcmQ9aHVudGVyMjI=", "cGFzc3dvcmQ9aHVudGVyMzM="
	for name, tt := range map[string]struct {
		spec Spec
		kept bool // it is sent as the point records it
	}{
		"EC2, which does not restore what was backed up":       {spec: ec2()[0]},
		"a virtual machine, whose keys are sent as they stand": {spec: raw("VirtualMachine"), kept: true},
	} {
		t.Run(name, func(t *testing.T) {
			metadata := with(ec2Metadata(), "UserData", recorded)
			f := NewForm(tt.spec, ec2Point(), metadata, backup.In("111122223333", "eu-west-1"), 0)
			f.Set(RoleField, testRole)
			f.Set("RestoreTo", "EC2Instance")
			silent := func(step string, words string) {
				t.Helper()
				request, err := f.Request()
				if err != nil {
					t.Fatal(step, err)
				}
				body, _ := json.Marshal(request)
				said := string(body) + fmt.Sprintf("%+v %+v %v %#v", f.Fields(), f.Diff(), f.Values(), f.Problems())
				if strings.Contains(said, recorded) || strings.Contains(said, typed) {
					t.Errorf("%s: it stands in clear: %s", step, said)
				}
				if got := request.Fill(func(s string) string { return s })["UserData"]; got != words {
					t.Errorf("%s: AWS gets %q, want %q", step, got, words)
				}
			}
			was := ""
			if tt.kept {
				was = recorded
			}
			silent("as recorded", was)
			f.Set("UserData", typed)
			silent("which is not typed as text", was)
			f.SetSecret("UserData", backup.NewSecret(typed))
			silent("typed", typed)
			f.SetSecret("UserData", backup.Secret{})
			silent("emptied", "")
			f.Default("UserData")
			silent("as it was again", was)
		})
	}
	f := NewForm(ec2()[0], ec2Point(), ec2Metadata(), backup.In("111122223333", "eu-west-1"), 0)
	f.SetSecret("UserData", backup.NewSecret("#!/bin/sh"))
	if s := state(t, f, "UserData"); !strings.HasPrefix(s.Problem, "base64 is needed") {
		t.Errorf("of what is no base64 it says %q", s.Problem)
	}
}

func TestANameOfWhichNothingCanBeKeptIsReplaced(t *testing.T) {
	p := pointOf("Storage Gateway", "arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-1/volume/vol-1", "データ湖")
	f := NewForm(SpecsFor(p, nil)[0], p, nil, here(), testNow)
	if s := state(t, f, "targetName"); s.Value != "restored" || s.Problem != "" {
		t.Errorf("proposed is %q: %s", s.Value, s.Problem)
	}
}

// added is a form without a guide with keys that were added.
func added(t *testing.T, keys ...string) *Form {
	t.Helper()
	f := NewForm(raw("VirtualMachine"), ec2Point(), map[string]string{"VMName": "web"}, backup.In("111122223333", "eu-west-1"), 0)
	f.Set(RoleField, testRole)
	for _, key := range keys {
		if !f.Add(key) {
			t.Fatal(key, "is not added")
		}
	}
	return f
}

func TestAnAddedKeyIsASecretByItsNameByWhatStandsThereOrByHand(t *testing.T) {
	f := added(t, "MasterUserPwd", "GuestConfig", "Seed", "Colour")
	f.SetSecret("MasterUserPwd", backup.NewSecret("hunter2222"))
	f.Set("GuestConfig", `{"Password":"`)
	f.Set("GuestConfig", `{"Password":"hunter2222"}`)
	f.Set("Seed", "hunter2222")
	if !f.Hide("Seed") || f.Hide("Seed") || f.Hide("VolumeId") {
		t.Error("what is hidden by hand is not what is there")
	}
	f.Set("RestoreTo", "Tape")
	for _, key := range []string{"MasterUserPwd", "GuestConfig", "Seed"} {
		if s := state(t, f, key); s.Kind != Secret || s.Problem != "" {
			t.Errorf("%s is a %s: %s", key, s.Kind, s.Problem)
		}
	}
	r, err := f.Request()
	if err != nil {
		t.Fatal(err)
	}
	body, _ := json.Marshal(r)
	if said := string(body) + fmt.Sprintf("%+v %v %v", f.Fields(), f.Values(), f.Diff()); strings.Contains(said, "hunter") {
		t.Error("it stands in clear:", said)
	}
	sent := r.Fill(func(s string) string { return s })
	if sent["MasterUserPwd"] != "hunter2222" || sent["GuestConfig"] != `{"Password":"hunter2222"}` || sent["Seed"] != "hunter2222" || sent["RestoreTo"] != "Tape" {
		t.Errorf("AWS gets %q", sent)
	}

	again := added(t)
	if lost := again.SetValues(f.Values()); len(lost) != 0 {
		t.Error("lost:", lost)
	}
	for _, key := range []string{"MasterUserPwd", "GuestConfig", "Seed"} {
		if s := state(t, again, key); s.Kind != Secret || !s.Required || s.Problem != "secret, not kept: type it again" {
			t.Errorf("from a draft, %s is %+v", key, s)
		}
	}
	if _, err := again.Request(); err == nil || again.Value("RestoreTo") != "Tape" {
		t.Error("it can be sent without its secrets")
	}
	resent := added(t)
	resent.UseRequest(r)
	if p := resent.Problems(); len(p) != 3 {
		t.Errorf("done again, it says %v", p)
	}
	again.SetSecret("MasterUserPwd", backup.NewSecret("hunter3333"))
	again.SetSecret("Seed", backup.Secret{})
	again.SetSecret("GuestConfig", backup.Secret{})
	if r, err := again.Request(); err != nil || len(r.Secrets) != 1 {
		t.Errorf("typed again, or emptied: %v, %v", r, err)
	}
}

func TestNoGuideShowsAKeyThatNamesASecret(t *testing.T) {
	for _, s := range Specs() {
		for _, fl := range s.Fields {
			if fl.Kind != Secret && fl.Kind != YesNo && fl.Key[0] != '@' && backup.NamesSecret(fl.Key) {
				t.Errorf("%s asks %s in clear, which is refused when it is sent", s.Name, fl.Key)
			}
		}
	}
}
