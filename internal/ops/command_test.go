package ops

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

// nasty is what a shell, a terminal or the aws command could take for something else.
const nasty = "it's $HOME `id` \"q\" \\n\n\ttab !! ~ * größe 漢字 \U0001f512 \u202e %s ; & | < > #{}$(id)"

// requests are one of each operation, all members set.
func requests() []backup.Change {
	role, point, vault := "arn:aws:iam::111122223333:role/service-role/Restore", snapshot, "daily"
	life := backup.Lifecycle{MoveToColdStorageAfterDays: 30, DeleteAfterDays: 365}
	return []backup.Change{
		&backup.StartRestoreJob{
			RecoveryPointArn: point, IamRoleArn: role, ResourceType: "Storage Gateway", CopySourceTagsToRestoredResource: true, IdempotencyToken: NewToken(),
			Metadata: map[string]string{"plain": "a", "nasty": nasty, "nested": `{"a":["it's","\"b\""]}`, "empty": ""},
		},
		&backup.StartCopyJob{
			RecoveryPointArn: point, SourceBackupVaultName: vault, DestinationBackupVaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:clean-dr",
			IamRoleArn: role, Lifecycle: &life, IdempotencyToken: NewToken(),
		},
		&backup.StartBackupJob{
			BackupVaultName: vault, ResourceArn: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", IamRoleArn: role, Lifecycle: &backup.Lifecycle{DeleteAfterDays: 7},
			RecoveryPointTags: map[string]string{"why": nasty}, BackupOptions: map[string]string{"WindowsVSS": "enabled"},
			StartWindowMinutes: 60, CompleteWindowMinutes: 180, IdempotencyToken: NewToken(),
		},
		&backup.StopBackupJob{BackupJobId: NewID()},
		&backup.DeleteRecoveryPoint{BackupVaultName: "aws/efs/automatic-backup-vault", RecoveryPointArn: point},
		&backup.UpdateRecoveryPointLifecycle{BackupVaultName: vault, RecoveryPointArn: point, Lifecycle: backup.Lifecycle{DeleteAfterDays: 35}},
		&backup.DisassociateRecoveryPoint{BackupVaultName: vault, RecoveryPointArn: point},
		&backup.DisassociateRecoveryPointFromParent{BackupVaultName: vault, RecoveryPointArn: point},
		&backup.PutRestoreValidationResult{RestoreJobId: NewID(), ValidationStatus: "FAILED", ValidationStatusMessage: nasty},
	}
}

// stub stands for the aws command: it writes its words, and the standard input that it is
// told to read, one after the other with a NUL behind each.
const stub = `#!/bin/sh
case "$1" in
sts) printf 'AKIA\tsecret/key\ttoken==\n' ;;
esac
{ for w in "$@"; do printf '%s\0' "$w"; done
  printf 'env %s %s %s\0' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN"
  case "$*" in *file:///dev/stdin*) cat; printf '\0' ;; esac
  printf 'end\0'
} >> "$AWS_STUB_LOG"
`

// shells are those of this machine.
func shells(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, name := range []string{"sh", "bash", "dash", "zsh", "ksh"} {
		if path, err := exec.LookPath(name); err == nil {
			found = append(found, path)
		}
	}
	return found
}

// paste runs text in a shell with the stub, and returns what each call of it got.
func paste(t *testing.T, shell, text string, env ...string) (calls [][]string, output string, err error) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte(stub), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), shell)
	cmd.Stdin = strings.NewReader(text)
	cmd.Env = append([]string{"PATH=" + dir + ":" + os.Getenv("PATH"), "AWS_STUB_LOG=" + log, "HOME=" + dir}, env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	b, _ := os.ReadFile(log)
	var call []string
	for word := range strings.SplitSeq(strings.TrimSuffix(string(b), "\x00"), "\x00") {
		if word == "end" {
			calls, call = append(calls, call), nil
			continue
		}
		call = append(call, word)
	}
	return calls, out.String(), err
}

// sentBy reads the words of a call back as AWS's request.
func sentBy(t *testing.T, c backup.Change, call []string) map[string]any {
	t.Helper()
	request := map[string]any{}
	for i := 2; i < len(call); i++ {
		flag, ok := strings.CutPrefix(call[i], "--")
		switch {
		case !ok: // the environment and standard input
		case flag == "region", flag == "profile":
			i++
		case flag == "copy-source-tags-to-restored-resource":
			request[member(flag)] = true
		default:
			i++
			text := call[i]
			if text == "file:///dev/stdin" {
				text = call[len(call)-1]
			}
			var v any = text
			if strings.HasPrefix(text, "{") || strings.HasSuffix(flag, "-minutes") {
				if err := json.Unmarshal([]byte(text), &v); err != nil {
					t.Errorf("%s --%s %s: %v", c.Operation(), flag, text, err)
				}
			}
			if flag == "cli-input-json" {
				for key, value := range v.(map[string]any) {
					request[key] = value
				}
				continue
			}
			request[member(flag)] = v
		}
	}
	return request
}

// member is the member that a flag is made from.
func member(flag string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(flag, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func TestAPastedCommandSendsTheVeryRequest(t *testing.T) {
	found := shells(t)
	if len(found) == 0 {
		t.Fatal("there is no shell")
	}
	for _, shell := range found {
		for _, c := range requests() {
			text := Shell{Profile: "prod"}.Command(home, c)
			calls, out, err := paste(t, shell, text)
			if err != nil || out != "" || len(calls) != 1 {
				t.Errorf("%s in %s: %v %q %q", c.Operation(), shell, err, out, calls)
				continue
			}
			if head := calls[0][:2]; head[0] != "backup" || !slices.Contains(calls[0], "prod") || !slices.Contains(calls[0], "eu-west-1") {
				t.Errorf("%s: %q", c.Operation(), calls[0])
			}
			b, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]any
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, sentBy(t, c, calls[0])); d != "" {
				t.Errorf("%s in %s: %s", c.Operation(), shell, d)
			}
		}
	}
}

func TestTheWriteRoleIsAssumedFirstAndGoesNoFurther(t *testing.T) {
	s := Shell{Profile: "prod", Role: "arn:aws:iam::111122223333:role/BackupOperator", Session: "bkpui-ada-INC-1"}
	for _, shell := range shells(t) {
		calls, out, err := paste(t, shell, s.Command(home, requests()[3])+`echo "after: $AWS_ACCESS_KEY_ID."`, "AWS_ACCESS_KEY_ID=mine")
		if err != nil || strings.TrimSpace(out) != "after: mine." || len(calls) != 2 {
			t.Errorf("%s: %v %q %q", shell, err, out, calls)
			continue
		}
		assume, call := calls[0], calls[1]
		for _, want := range []string{"sts", "assume-role", s.Role, s.Session, "prod", "eu-west-1"} {
			if !slices.Contains(assume, want) {
				t.Errorf("%s: %q lacks %q", shell, assume, want)
			}
		}
		if slices.Contains(call, "--profile") || !slices.Contains(call, "env AKIA secret/key token==") {
			t.Errorf("%s: %q", shell, call)
		}
		broken := strings.Replace(s.Command(home, requests()[3]), "aws sts", "false sts", 1)
		if calls, _, err := paste(t, shell, broken); err == nil || len(calls) != 0 {
			t.Errorf("%s: a role that can't be assumed: %v, %q", shell, err, calls)
		}
	}
}

func TestSecretsOfACommandAreToBeFilledInAndReachNoListOfProcesses(t *testing.T) {
	c := &backup.StartRestoreJob{
		RecoveryPointArn: snapshot, IamRoleArn: "arn:aws:iam::111122223333:role/Restore", IdempotencyToken: NewToken(),
		Metadata: map[string]string{
			"MasterUserPassword": backup.SecretRef("Password"), "plain": "it's",
			"nested": `{"user":"it's","password":"` + backup.SecretRef("Password") + `","other":"` + backup.SecretRef("pass-word") + `"}`,
		},
		Secrets: map[string]backup.Secret{"Password": backup.NewSecret("hunter22"), "pass-word": backup.NewSecret("hunter33")},
	}
	text := Shell{Role: "arn:aws:iam::111122223333:role/BackupOperator", Session: "bkpui-ada"}.Command(home, c)
	if strings.Contains(text, "hunter") {
		t.Errorf("the text holds the secret: %s", text)
	}
	one, two := `p"a\s's $x `+"`id` %s é", "word2"
	for _, shell := range shells(t) {
		if calls, out, err := paste(t, shell, text, "SECRET_PASS_WORD="+two); err == nil || len(calls) != 0 || !strings.Contains(out, "SECRET_PASSWORD") {
			t.Errorf("%s, not set: %v %q %q", shell, err, out, calls)
		}
		if calls, _, err := paste(t, shell, text, "SECRET_PASSWORD=", "SECRET_PASS_WORD="+two); err == nil || len(calls) != 0 {
			t.Errorf("%s, empty: %v %q", shell, err, calls)
		}
		calls, out, err := paste(t, shell, text, "SECRET_PASSWORD="+one, "SECRET_PASS_WORD="+two)
		if err != nil || out != "" || len(calls) != 2 {
			t.Errorf("%s: %v %q %q", shell, err, out, calls)
			continue
		}
		calls = calls[1:]                       // the role comes first
		arguments := calls[0][:len(calls[0])-2] // the environment and standard input follow
		if s := strings.Join(arguments, " "); strings.Contains(s, "p\"a") || strings.Contains(s, two) {
			t.Errorf("%s: the secret is among the arguments: %q", shell, arguments)
		}
		got := sentBy(t, c, calls[0])["Metadata"].(map[string]any)
		var nested map[string]string
		if err := json.Unmarshal([]byte(got["nested"].(string)), &nested); err != nil {
			t.Errorf("%s: %v", shell, err)
		}
		if got["MasterUserPassword"] != one || got["plain"] != "it's" || nested["password"] != one || nested["other"] != two || nested["user"] != "it's" {
			t.Errorf("%s: %q, nested %q", shell, got, nested)
		}
	}
}

func TestATextThatTheCommandWouldReadAsSomethingElseGoesAsJSON(t *testing.T) {
	for _, message := range []string{"-x", "--help", "file:///etc/passwd", "https://example.com/result", "a\x1b[2Jb", "größe"} {
		c := &backup.PutRestoreValidationResult{RestoreJobId: "j", ValidationStatus: "FAILED", ValidationStatusMessage: message}
		text := Shell{}.Command(home, c)
		if strings.Contains(text, "--validation-status-message") || strings.ContainsFunc(text, func(r rune) bool { return r >= 0x7f || r < ' ' && r != '\n' }) {
			t.Errorf("%q: %s", message, text)
		}
		calls, _, err := paste(t, "sh", text)
		if err != nil || len(calls) != 1 || sentBy(t, c, calls[0])["ValidationStatusMessage"] != message {
			t.Errorf("%q: %v %q", message, err, calls)
		}
	}
}

func TestLongMetadataGoesThroughStandardInput(t *testing.T) {
	c := &backup.StartRestoreJob{RecoveryPointArn: snapshot, IdempotencyToken: "t", Metadata: map[string]string{"long": strings.Repeat("x", 190_000)}}
	calls, out, err := paste(t, "sh", Shell{}.Command(home, c))
	if err != nil || len(calls) != 1 || len(sentBy(t, c, calls[0])["Metadata"].(map[string]any)["long"].(string)) != 190_000 {
		t.Errorf("%v %.200q", err, out)
	}
}

// The real command checks the names and shapes of what it is given, and calls nothing when
// it is asked for a skeleton of the answer. It takes its time to start: the requests with
// the most kinds of members stand for all, whose flags it makes from the members' names.
func TestTheAWSCommandTakesWhatIsPasted(t *testing.T) {
	t.Parallel()
	path, err := exec.LookPath("aws")
	if err != nil {
		t.Skip("the aws command is not on PATH: its flags were not checked")
	}
	if filepath.Base(filepath.Dir(path)) == "shims" { // a version manager's, which is slow
		if real, err := exec.CommandContext(t.Context(), "pyenv", "which", "aws").Output(); err == nil {
			path = strings.TrimSpace(string(real))
		}
	}
	try := func(t *testing.T, text string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "sh")
		cmd.Stdin = strings.NewReader(strings.Replace(strings.TrimSuffix(text, "\n"), "aws ", path+" ", 1) + " --generate-cli-skeleton output >/dev/null || echo refused")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Error(err)
		}
		return string(out)
	}
	all := requests()
	for _, c := range []backup.Change{all[0], all[2], all[8]} {
		t.Run(c.Operation(), func(t *testing.T) {
			t.Parallel()
			if out := try(t, Shell{}.Command(home, c)); out != "" {
				t.Error(out)
			}
		})
	}
	t.Run("an unknown flag", func(t *testing.T) {
		t.Parallel()
		text := strings.Replace(Shell{}.Command(home, all[3]), "--backup-job-id", "--job-id", 1)
		if out := try(t, text); !strings.Contains(out, "refused") {
			t.Errorf("taken: %q", out)
		}
	})
}
