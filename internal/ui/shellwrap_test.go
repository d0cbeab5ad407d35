package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestACommandIsTheSameWhenItIsMarkedOnTheScreenAndPasted has a shell run what stands on
// screens of every width, with a command that writes its words down.
func TestACommandIsTheSameWhenItIsMarkedOnTheScreenAndPasted(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	const arn = "arn:aws:backup:us-east-1:875638377934:recovery-point:31cc963f-4d0e-4a51-9d6a-6f1f6dd6a1c4"
	text := "(\nset -e\n" + `: "${SECRET_X:?is not set: read -rs SECRET_X, type it, and paste this again}"` + "\n" +
		`json() { printf %s "$1" | sed 's/[\\"]/\\&/g'; }` + "\n" +
		`credentials=$(printf '%s\t' one "two  three" 'four' \` + "\n  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)\n" +
		"read -r A B <<END\n$credentials\nEND\n" +
		`printf %s '{"plain":"it'\''s  a   long text with '"'"' \" \\ in it","MasterUserPassword":"'"$(json "$SECRET_X")"'","nested":"{\"a\":\"'"$(json "$(json "$SECRET_X")")"'\"}"}' |` + "\n" +
		"aws backup start-restore-job --region us-east-1 \\\n  --recovery-point-arn " + arn + " \\\n  --iam-role-arn " + strings.Repeat(arn, 3) + " \\\n" +
		`  --reason 'a b  c '\''d'\'' ` + strings.Repeat("x ", 40) + `' "$A" "$B" \` + "\n  --metadata file:///dev/stdin\n)\n"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte("#!/bin/sh\nfor w in \"$@\"; do printf '<%s>\\n' \"$w\"; done; cat\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(text string) string {
		cmd := exec.CommandContext(t.Context(), shell)
		cmd.Stdin = strings.NewReader(text)
		cmd.Env = []string{"PATH=" + dir + ":" + os.Getenv("PATH"), `SECRET_X=p"a\s's  $x`}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v: %s\n%s", err, out, text)
		}
		return string(out)
	}
	want := run(text)
	if !strings.Contains(want, "<"+arn+">") || !strings.Contains(want, `p\"a\\s's  $x`) {
		t.Fatalf("the command itself says %s", want)
	}
	for width := 16; width <= 200; width += 1 + width/40 {
		d := NewDocument()
		d.SetBlocks(Code(text))
		var marked strings.Builder
		for line := range strings.Lines(d.Render(Rect{W: width, H: 400}, NewTheme("dark", false, false))) {
			line = strings.TrimRight(ansi.Strip(line), " \n")
			if Width(line) > width {
				t.Fatalf("%d cells in a line of %d: %q", Width(line), width, line)
			}
			marked.WriteString(line + "\n")
		}
		if got := run(marked.String()); got != want {
			t.Errorf("at %d columns:\n%s\nsays\n%s\nnot\n%s", width, marked.String(), got, want)
		}
	}
}
