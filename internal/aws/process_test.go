package aws_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestACredentialProcessIsRun(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	h := newHouse(t, "[profile ops]\nregion = us-east-1\ncredential_process = cat "+"\"$HOME/.aws/made\"\n")
	h.write("made", `{"Version": 1, "AccessKeyId": "AKIAMADE", "SecretAccessKey": "x"}`)
	c := h.client(sim.InProcess{Handler: w}, nil)
	if rows := all(t, c.Accounts(t.Context())); len(rows) != 1 || rows[0].ID.String() != w.HomeAccount() {
		t.Errorf("accounts %+v", rows)
	}
}

func TestTheRoleOfACredentialProcessIsAssumed(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	h := newHouse(t, "[profile ops]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+w.HomeAccount()+":role/BackupReader\nsource_profile = base\n"+
		"[profile base]\ncredential_process = cat "+"\"$HOME/.aws/made\"\n")
	h.write("made", `{"Version": 1, "AccessKeyId": "AKIAMADE", "SecretAccessKey": "x"}`)
	c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) { o.SessionName = "bkpui-ada" })
	if who := all(t, c.Accounts(t.Context()))[0].Principal.String(); !strings.HasSuffix(who, "/BackupReader/bkpui-ada") {
		t.Errorf("%s, want a session of the role", who)
	}
}

// TestWhatACredentialProcessSaysIsInItsErrorAndNotOnTheScreen has processes that say why
// they fail, and that print a key which is not one.
func TestWhatACredentialProcessSaysIsInItsErrorAndNotOnTheScreen(t *testing.T) {
	said, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	terminal := os.Stderr
	os.Stderr = said
	t.Cleanup(func() { os.Stderr = terminal })
	for _, c := range []struct {
		screen       bool
		script, want string
		written      string
	}{
		{true, "echo first >&2; echo the vault is sealed >&2; cat >&2; exit 1", "exit status 1: the vault is sealed", ""},
		{true, `echo '{"Version": 1, "SecretAccessKey": "hush"'; echo careful >&2`, "not the JSON of credentials", ""},
		{false, "echo the vault is sealed >&2; exit 1", "exit status 1", "the vault is sealed\n"},
		{false, `echo '{"Version": 1, "SecretAccessKey": "hush"'`, "not the JSON of credentials", ""},
	} {
		h := newHouse(t, "[profile ops]\nregion = us-east-1\ncredential_process = sh \"$HOME/.aws/helper\"\n")
		h.write("helper", c.script)
		client := h.client(sim.InProcess{Handler: sim.New(sim.Options{Seed: 7})}, func(o *aws.Options) { o.Screen = c.screen })
		before, _ := os.ReadFile(said.Name())
		_, err := gather(client.Accounts(t.Context()))
		fails(t, err, backup.Credentials, "make the credential_process of profile ops work again")
		if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", c.script, err)
		}
		if now, _ := os.ReadFile(said.Name()); string(now[len(before):]) != c.written {
			t.Errorf("%q: on the terminal: %q", c.script, now[len(before):])
		}
	}
}
