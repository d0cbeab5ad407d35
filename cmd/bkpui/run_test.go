package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/pflag"

	"github.com/bkpui/bkpui/internal/sim"
)

// try runs the program without AWS, files or a terminal.
func try(t *testing.T, ctx context.Context, env []string, args ...string) (status int, out, errs string) {
	t.Helper()
	home := t.TempDir()
	env = append([]string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_STATE_HOME=" + filepath.Join(home, "state")}, env...)
	var o, e bytes.Buffer
	status = run(ctx, args, env, &o, &e)
	return status, o.String(), e.String()
}

func TestWrongUsageSaysTheWayOut(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  []string
		says []string
	}{
		{args: []string{"--versoin"}, says: []string{"unknown flag --versoin", "did you mean --version?"}},
		{args: []string{"-x"}, says: []string{"unknown flag -x", "bkpui --help"}},
		{args: []string{"dmeo"}, says: []string{`unknown command "dmeo"`, "did you mean demo?"}},
		{args: []string{"jobs"}, says: []string{"jobs is a view", "bkpui get jobs"}},
		{args: []string{"sim", "now"}, says: []string{`got "now"`, "bkpui sim --help"}},
		{args: []string{"completion", "bosh"}, says: []string{"zsh"}},
		{args: []string{"get"}, says: []string{"name of a view", "vaults"}},
		{args: []string{"get", "jobs", "failed"}, says: []string{"--filter"}},
		{args: []string{"get", "jobs", "-o", "xml"}, says: []string{`"xml"`, "jsonl"}},
		{args: []string{"get", "jobs", "--limit", "-1"}, says: []string{"--limit"}},
		{args: []string{"diagnose"}, says: []string{"needs a message", "bkpui diagnose -"}},
		{args: []string{"diagnose", "access", "denied"}, says: []string{"in quotes", "2 words"}},
		{args: []string{"diagnose", "x", "-o", "jsno"}, says: []string{`"jsno"`, "did you mean json?"}},
		{args: []string{"diagnose", "x", "--kind", "bakup"}, says: []string{"--kind", "did you mean backup?"}},
		{args: []string{"watch"}, says: []string{"ID of a job", "bkpui get jobs"}},
		{args: []string{"watch", "arn:aws:backup:us-east-1:111122223333:x"}, says: []string{"not the ID of a job"}},
		{args: []string{"watch", "\x1b[2J"}, says: []string{"not the ID of a job"}},
		{args: []string{"watch", "X", "--kind", "restores"}, says: []string{"--kind", "did you mean restore?"}},
		{args: []string{"watch", "X", "-o", "json"}, says: []string{"did you mean jsonl?"}},
		{args: []string{"watch", "X", "-c", "jobs"}, says: []string{"watch has none"}},
		{args: []string{"watch", "X", "--refresh", "1ms"}, says: []string{"--refresh"}},
		{args: []string{"get", "jobs", "--region", "us-eest-1"}, says: []string{`"us-eest-1"`, "did you mean us-east-1?"}},
		{args: []string{"get", "jobs"}, env: []string{"AWS_REGION=us-esat-1"}, says: []string{`AWS_REGION="us-esat-1"`, "did you mean us-east-1?"}},
		{args: []string{"get", "vaults"}, env: []string{"AWS_DEFAULT_REGION=us-east-1; rm"}, says: []string{"AWS_DEFAULT_REGION=", "no region"}},
		{args: []string{"get", "jobs", "--account", "12"}, says: []string{"--account", "12 digits"}},
		{args: []string{"--region", "all,us-east-1"}, says: []string{"all does not go with others"}},
		{args: []string{"--region", ""}, says: []string{"--region is empty"}},
		{args: []string{"--profile="}, says: []string{"--profile is empty"}},
		{args: []string{"--org"}, says: []string{"--role-name NAME"}},
		{args: []string{"--account", "111122223333"}, says: []string{"--role-name NAME"}},
		{args: []string{"--role-name", "Reader"}, says: []string{"--org"}},
		{args: []string{"--org", "--role-name", "arn:aws:iam::111122223333:role/Reader"}, says: []string{"name after role/"}},
		{args: []string{"--theme", "drak"}, says: []string{"did you mean dark?"}},
		{args: []string{"--refresh", "5"}, says: []string{"--refresh", "such as 5s"}},
		{args: []string{"--refresh", "10ms"}, says: []string{"between 1s and"}},
		{args: []string{"--log-level", "loud"}, says: []string{"debug"}},
		{args: []string{"--context", "prod"}, says: []string{`no context "prod"`}},
		{args: []string{"-c", "jbos"}, says: []string{"-c", "jbos"}},
		{args: []string{"demo", "-c", "jobs sise>1"}, says: []string{"-c", "sise"}},
		{args: []string{"demo"}, says: []string{"needs a terminal", "bkpui get"}},
		{args: []string{"demo", "--throttle", "2"}, says: []string{"--throttle", "between 0 and 1"}},
		{args: []string{"demo", "--throttle", "0.6", "--errors", "0.6"}, says: []string{"more than 1"}},
		{args: []string{"demo", "--faults", "throtling=20%"}, says: []string{"--faults", "throtling", "bad-day"}},
		{args: []string{"demo", "--break", "fire@2m"}, says: []string{"--break", "fire", "key-disabled"}},
		{args: []string{"demo", "--throttle", "0.6", "--faults", "error=60%"}, says: []string{"more than 1"}},
		{args: []string{"demo", "--speed", "-1"}, says: []string{"--speed"}},
		{args: []string{"demo", "--accounts", "-1"}, says: []string{"--accounts"}},
		{args: []string{"demo", "--latency", "-1s"}, says: []string{"--latency"}},
		{args: []string{"sim", "--listen", "0.0.0.0:4599"}, says: []string{"not a loopback address", "127.0.0.1"}},
		{args: []string{"sim", "--listen", "4599"}, says: []string{"127.0.0.1:4599"}},
		{env: []string{"BKPUI_THEME=drak"}, says: []string{"BKPUI_THEME: ", "did you mean dark?"}},
		{env: []string{"BKPUI_REFRESH=often"}, says: []string{`BKPUI_REFRESH="often"`}},
	} {
		t.Run(strings.Join(append(c.env, c.args...), " "), func(t *testing.T) {
			status, out, errs := try(t, t.Context(), c.env, c.args...)
			if status != exitUsage {
				t.Errorf("exit status %d, want %d", status, exitUsage)
			}
			if out != "" {
				t.Errorf("standard output: %q", out)
			}
			for _, s := range c.says {
				if !strings.Contains(errs, s) {
					t.Errorf("does not say %q: %q", s, errs)
				}
			}
		})
	}
}

func TestUnknownProfileNamesTheOnesThereAre(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile staging]\nregion = eu-west-1\n[profile prod]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	status, _, errs := try(t, t.Context(), nil, "get", "vaults", "--profile", "prud")
	if status != exitUsage || !strings.Contains(errs, "prud") || !strings.Contains(errs, "prod, staging") {
		t.Errorf("exit status %d, %q", status, errs)
	}
}

func TestBrokenConfigIsNamedWithItsPlace(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "bkpui", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("defaults:\n  refersh: 5s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := try(t, t.Context(), []string{"XDG_CONFIG_HOME=" + home}, "info")
	if status != exitUsage || !strings.Contains(errs, path+":2:3:") || !strings.Contains(errs, "did you mean refresh?") {
		t.Errorf("exit status %d, %q", status, errs)
	}
	if !strings.Contains(out, path) {
		t.Errorf("info does not say where the file is: %q", out)
	}
}

func TestInfoNamesTheJournalAndWhoseKeysAreUsed(t *testing.T) {
	a := &app{env: environment{"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "hush"}, places: places{State: "/state"}}
	facts := map[string]string{}
	for _, f := range a.facts(settings{}) {
		facts[f.Name] = f.Value
		if strings.Contains(f.Value, "AKIA") || strings.Contains(f.Value, "hush") {
			t.Errorf("%s shows %q", f.Name, f.Value)
		}
	}
	if facts["journal"] != a.places.journalFile() || facts["AWS_ACCESS_KEY_ID"] != "(set)" {
		t.Errorf("it says %v", facts)
	}
}

func TestArmedAndReadOnlyLeavesOneOut(t *testing.T) {
	a := &app{places: places{State: t.TempDir()}}
	_, err := a.newChanging(newLate(), settings{Arm: "x", ReadOnly: true})
	var usage *usageError
	if !errors.As(err, &usage) || !strings.Contains(usage.hint, "leave one of the two out") {
		t.Errorf("%+v", err)
	}
}

func TestCommandsThatNeedNoAWS(t *testing.T) {
	for _, c := range []struct {
		args []string
		says []string
	}{
		{[]string{"version"}, []string{"bkpui ", "go1."}},
		{[]string{"--version"}, []string{"bkpui"}},
		{[]string{"man"}, []string{".TH BKPUI 1", "role-name"}},
		{[]string{"completion", "bash"}, []string{"__start_bkpui"}},
		{[]string{"--help"}, []string{"--role-name", "demo", "get NAME"}},
		{[]string{"get", "--help"}, []string{"--filter", "bkpui get NAME"}},
		{[]string{"help", "sim"}, []string{"--throttle", "--lost", "--speed", "--faults"}},
		{[]string{"help", "diagnose"}, []string{"--category", "unknown", "exit status"}},
		{[]string{"help", "watch"}, []string{"--kind", "Exit status", "completed with issues"}},
		{[]string{"man"}, []string{"diagnose", "watch"}},
		{[]string{"__complete", "watch", "X", "--kind", ""}, []string{"restore\n", "scan\n"}},
		{[]string{"__complete", "diagnose", "-o", ""}, []string{"jsonl\n"}},
		{[]string{"__complete", "get", ""}, []string{"vaults\n", "points\n"}},
		{[]string{"__complete", "--region", "us-east-1,eu-w"}, []string{"us-east-1,eu-west-1\n"}},
		{[]string{"__complete", "--theme", ""}, []string{"contrast\n"}},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			status, out, errs := try(t, t.Context(), nil, c.args...)
			if status != exitDone {
				t.Errorf("exit status %d: %q", status, errs)
			}
			for _, s := range c.says {
				if !strings.Contains(out, s) {
					t.Errorf("does not say %q: %q", s, out)
				}
			}
		})
	}
}

func TestASignalIsTheExitStatus(t *testing.T) {
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGQUIT: 131} {
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(signalError{signal})
		if status, _, _ := try(t, ctx, nil, "sim", "--listen", "127.0.0.1:0"); status != want {
			t.Errorf("%v: exit status %d, want %d", signal, status, want)
		}
	}
}

func TestWhatIsPrintedNeverReachesTheTerminalAsCommands(t *testing.T) {
	if status, _, errs := try(t, t.Context(), nil, "get", "jobs", "--region", "\x1b]0;owned\a\u202e"); status != exitUsage || strings.ContainsAny(errs, "\x1b\a\u202e") {
		t.Errorf("exit status %d, %q", status, errs)
	}
	if got := printable("a\x1b[2Jb\u202ec\nd"); got != "a\ufffd[2Jb\ufffdc\nd" {
		t.Errorf("%q", got)
	}
}

func TestWhatNothingCanMeetIsAnError(t *testing.T) {
	var w world
	w.add(pflag.NewFlagSet("sim", pflag.ContinueOnError), 0, 0, false)
	w.incidents = []sim.Planned{{Kind: sim.KeyDisabled}, {Kind: "flood"}}
	if made, err := w.make(); made != nil || err == nil || !strings.Contains(err.Error(), "flood") {
		t.Errorf("%v, %v; want an error that names it", made, err)
	}
}
