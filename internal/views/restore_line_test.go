package views

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// clipped presses a key and returns what the terminal is told to put into the clipboard.
func (u *user) clipped(key string) string {
	u.t.Helper()
	u.out.take()
	u.press(key).after(time.Second)
	_, rest, _ := strings.Cut(u.out.take(), "\x1b]52;c;")
	text, _, ends := strings.Cut(rest, "\a")
	b, err := base64.StdEncoding.DecodeString(text)
	if !ends || err != nil || len(b) == 0 {
		u.t.Fatalf("%s copies nothing (%v):\n%s", key, err, u.text())
	}
	return string(b)
}

// pasted is a command line of a review, and what it should start.
type pasted struct {
	name string
	way  way
	copy bool   // to the vault that the field of the destination gets
	role string // the write role; "" = none

	env  []string // what has to be set before it is pasted
	line string
	want map[string]string // members of the metadata in the request that AWS gets
}

// selfManaged makes the Active Directory of file systems one's own: no recovery point of
// the simulator has such a one, and no other restore asks for a secret.
func selfManaged(answer []byte) []byte {
	var doc map[string]any
	if json.Unmarshal(answer, &doc) != nil {
		return answer
	}
	metadata, _ := doc["RestoreMetadata"].(map[string]any)
	if _, ok := metadata["WindowsConfiguration"].(string); !ok {
		return answer
	}
	metadata["WindowsConfiguration"] = `{"ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2","SelfManagedActiveDirectoryConfiguration":{"DomainName":"corp.example.com","DnsIps":["10.0.0.10"],"UserName":"joiner"}}`
	b, err := json.Marshal(doc)
	if err != nil {
		return answer
	}
	return b
}

// TestTheCommandOfAReviewStartsTheJobWhenPasted copies the command of reviews with the
// key that does so, and has a shell run it with the aws command.
func TestTheCommandOfAReviewStartsTheJobWhenPasted(t *testing.T) {
	t.Parallel()
	aws := awsCommand(t)
	w := sim.New(sim.Options{Seed: 5, Accounts: 1, Regions: 1, Resources: 120, Jobs: 100})
	account := w.HomeAccount()
	s3 := []string{restore.RoleField, "arn:aws:iam::" + account + ":role/AWSBackupS3Role"}
	const password = `pass'word "\ $HOME` + "`é`"
	lines := []pasted{
		{name: "a volume", way: way{spec: "ebs"}},
		{name: "a volume, through the write role", way: way{spec: "ebs"}, role: "BackupOperator"},
		{name: "an instance, whose metadata is JSON within JSON", way: way{spec: "ec2"}},
		{name: "objects with quotes in their names", way: way{spec: "s3-items", typed: append([]string{"ItemsToRestore", `it's "new"/`}, s3...)}, want: map[string]string{"ItemsToRestore": `["it's \"new\"/"]`}},
		{
			name: "a file system with a secret to be filled in", way: way{spec: "fsx-windows", typed: []string{"WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.Password", "typed here"}},
			env: []string{password}, want: map[string]string{"WindowsConfiguration": password},
		},
		{name: "a copy", way: way{spec: "ebs", typed: []string{restore.DestinationField, "→Default"}}, copy: true},
	}
	points := restorables(t, w)
	from := time.Now().Add(-5 * time.Minute)
	for i := range lines {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(from)) // the world is that of the shell, which has no other clock
			lines[i].line = reviewed(t, w, points, &lines[i])
		})
	}
	if got := w.Started(); len(got) > 0 {
		t.Fatalf("reviews alone sent %+v", got)
	}
	for i := range lines {
		t.Run(lines[i].name, func(t *testing.T) { paste(t, w, aws, &lines[i]) })
	}
}

// reviewed leads to a review, copies its command, and returns it as it is marked on a screen of
// 80 columns.
func reviewed(t *testing.T, w *sim.World, points []restorable, p *pasted) string {
	t.Helper()
	point, spec, first := fitting(points, p.way)
	if spec.Name == "" {
		t.Fatalf("no point fits %s", p.way.spec)
	}
	u := startAs(t, 120, 60, w, Options{Command: "points arn:" + point.ARN}, ops.Policy{}, p.role).after(5 * time.Second).arms()
	u.wire.alter(selfManaged)
	key := "R"
	if p.copy {
		key = "C"
	}
	if u.press(key).after(5 * time.Second); !first && !p.copy {
		u.fills(specField, "→"+spec.Title)
	}
	for i := 0; i < len(p.way.typed); i += 2 {
		u.fills(p.way.typed[i], p.way.typed[i+1])
	}
	u.submits().after(5 * time.Second)
	line := u.clipped("c")
	u.resize(80, 120).press("G")
	_, marked, there := strings.Cut(u.text(), "c copies it\n")
	marked, _, ends := strings.Cut(marked, "\n enter ")
	if !there || !ends || relined(marked) != relined(line) {
		t.Errorf("%s\nis not what is on the screen:\n%s", line, u.text())
	}
	return marked // pasted as it stands there, which is what is left where no clipboard is reached
}

// relined is text of a shell without its blanks, and without where its lines are broken.
func relined(text string) string {
	text = strings.NewReplacer("'\\\n'", "", "\\\n", "").Replace(text)
	return strings.Join(strings.Fields(text), "")
}

// awsCommand finds the aws command, behind the shim of a version manager where there
// is one: it takes as long as the command itself.
func awsCommand(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("aws")
	if err != nil {
		t.Skip("the aws command is not on PATH: there is nothing to paste into")
	}
	if filepath.Base(filepath.Dir(path)) == "shims" {
		if found, err := exec.CommandContext(t.Context(), "pyenv", "which", "aws").Output(); err == nil {
			path = strings.TrimSpace(string(found))
		}
	}
	return path
}

// paste has a shell run the line, as whoever the console asks as, and looks at what AWS
// got.
func paste(t *testing.T, w *sim.World, aws string, p *pasted) {
	t.Helper()
	srv := httptest.NewServer(w)
	defer srv.Close()
	home := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", p.line)
	cmd.Env = []string{
		"PATH=" + filepath.Dir(aws) + ":" + os.Getenv("PATH"), "HOME=" + home, "LC_ALL=C", "NO_PROXY=127.0.0.1", "AWS_ENDPOINT_URL=" + srv.URL,
		"AWS_CONFIG_FILE=" + filepath.Join(home, "config"), "AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(home, "credentials"), "AWS_EC2_METADATA_DISABLED=true",
		"AWS_MAX_ATTEMPTS=1", "AWS_PAGER=", "AWS_ACCESS_KEY_ID=AKIA" + w.HomeAccount(), "AWS_SECRET_ACCESS_KEY=test", "AWS_DEFAULT_OUTPUT=json",
	}
	if len(p.env) > 0 {
		if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "is not set") {
			t.Errorf("without its secret it says %q", out)
		}
		_, rest, _ := strings.Cut(relined(p.line), "${")
		name, _, _ := strings.Cut(rest, ":")
		again := exec.CommandContext(ctx, "sh", "-c", p.line)
		again.Env = append(cmd.Env, name+"="+p.env[0])
		cmd = again
	}
	before := len(w.Started())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, p.line)
	}
	started := w.Started()[before:]
	if len(started) != 1 || !started[0].Taken || started[0].Job == "" || !strings.Contains(string(out), started[0].Job) {
		t.Fatalf("it printed %s, AWS got %+v", out, started)
	}
	if role := p.role; role != "" && !strings.Contains(started[0].Caller, role) {
		t.Errorf("it was sent as %s", started[0].Caller)
	}
	var sent struct{ Metadata map[string]string }
	if err := json.Unmarshal([]byte(started[0].Body), &sent); err != nil {
		t.Fatal(err)
	}
	for key, want := range p.want {
		got := sent.Metadata[key]
		if inner, ok := password(got); ok {
			got = inner
		}
		if got != want {
			t.Errorf("%s is sent as %q, want %q", key, got, want)
		}
	}
}

// password is that of the Active Directory of one's own, ok false where there is none.
func password(configuration string) (word string, ok bool) {
	var c struct {
		SelfManagedActiveDirectoryConfiguration struct{ Password string }
	}
	err := json.Unmarshal([]byte(configuration), &c)
	return c.SelfManagedActiveDirectoryConfiguration.Password, err == nil && c.SelfManagedActiveDirectoryConfiguration.Password != ""
}
