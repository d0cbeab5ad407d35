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
