//go:build darwin || linux

package ops

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// victim is the environment variable that makes this binary a console which dies: at a
// step, the how-manieth time it comes there, in which folder.
const victim = "TEST_BKPUI_OPS_VICTIM"

func TestMain(m *testing.M) {
	if orders := os.Getenv(victim); orders != "" {
		os.Exit(beVictim(strings.Split(orders, "|")))
	}
	os.Exit(m.Run())
}

// beVictim runs an op of two restores, or what it comes to of it.
func beVictim(orders []string) int {
	where, dir := orders[0], orders[2]
	where, deletes := strings.CutPrefix(where, "delete ")
	op := diskOp()
	if deletes {
		op = diskDelete(5)
	}
	nth, err := strconv.Atoi(orders[1])
	if err != nil {
		return 2
	}
	if where == "full" {
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: uint64(nth), Max: uint64(nth)}
		if syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit) != nil {
			return 2
		}
	}
	_, err = console(dir, func(name string) {
		if name != where {
			return
		}
		if nth--; nth == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}).run(op)
	var trouble *JournalError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &trouble) && trouble.Trouble == Full:
		return 3
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// seat is a console on the journal and the cloud of a folder.
type seat struct {
	*Runner
	cloud *diskCloud
}

func console(dir string, step func(string)) seat {
	c := &diskCloud{dir: filepath.Join(dir, "cloud"), journal: filepath.Join(dir, "state", "journal.jsonl"), step: step}
	j := NewJournal(c.journal)
	j.open = func(path string) (file, error) {
		step("before append")
		f, err := openFile(path)
		if err != nil {
			return nil, err
		}
		return &steppedFile{f, step}, nil
	}
	return seat{NewRunner(Options{API: c, Finder: c, Journal: j, User: "ada", Host: "bastion"}), c}
}

// do arms, confirms and runs an op.
func (s seat) do() ([]Result, error) { return s.run(diskOp()) }

func (s seat) run(op Op) ([]Result, error) {
	if err := s.Arming.Arm("INC-1"); err != nil {
		return nil, err
	}
	c, err := s.Confirm(op, Circumstances{}, s.Demand(op, Circumstances{}).Phrase)
	if err != nil {
		return nil, err
	}
	return s.Do(context.Background(), c, nil)
}

// steps are all the places where a console can die in an op of two items.
func steps() []string {
	var all []string
	for _, name := range []string{"before append", "before write", "half written", "written", "synced"} {
		for n := range 5 { // begun, intent, outcome, intent, outcome
			all = append(all, fmt.Sprintf("%s|%d", name, n+1))
		}
	}
	return append(all, "before send|1", "after send|1", "before send|2", "after send|2")
}

func start(t *testing.T, dir, step string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), victim+"="+step+"|"+dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func newDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "cloud"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Two hundred consoles (fewer under the race detector) are killed, four at a time on one journal, each at one of the steps;
// between them others are killed at any moment.
func TestNoKillLosesAnIntentOrStartsAnythingTwice(t *testing.T) {
	t.Parallel()
	dir := newDisk(t)
	all, kills := steps(), 0
	for round := range rounds {
		var batch []*exec.Cmd
		for i := range 4 {
			batch = append(batch, start(t, dir, all[(round*4+i)%len(all)]))
		}
		if round%5 == 0 {
			stray := start(t, dir, "never|1")
			time.AfterFunc(time.Duration(round)*time.Millisecond, func() { _ = stray.Process.Kill() })
			defer func() { _ = stray.Wait() }()
		}
		for _, cmd := range batch {
			_ = cmd.Wait()
			if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
				t.Fatalf("a console ended by itself: %v", cmd.ProcessState)
			}
			kills++
		}
		if round%10 == 9 || round == rounds-1 {
			restarted(t, dir)
		}
	}
	if kills != 4*rounds {
		t.Fatalf("%d kills", kills)
	}
	nothingLost(t, dir)
}

// restarted is the next start after some kills: nothing is sent, every open intent is told
// apart, and what is not there is sent again.
func restarted(t *testing.T, dir string) {
	t.Helper()
	s := console(dir, func(string) {})
	before := len(s.cloud.list("arrived"))
	pending, err := s.Journal().Pending()
	if err != nil || len(pending) == 0 {
		t.Fatalf("%d pending, %v", len(pending), err)
	}
	agrees(t, s.Journal(), pending)
	jobs := s.cloud.byToken(t)
	for i, in := range pending {
		f, err := s.LookUp(t.Context(), in)
		job, there := jobs[in.Token]
		if err != nil || there && (f.Verdict != Found || f.Job != job.ID) || !there && (f.Verdict != CantTell || !strings.HasPrefix(f.Evidence, "not found yet")) {
			t.Fatalf("a job is there: %v; the look says %+v, %v", there, f, err)
		}
		if got := len(s.cloud.list("arrived")); got != before {
			t.Fatalf("a start sent %d requests", got-before)
		}
		if there || i%2 == 0 {
			continue
		}
		op, err := s.Again(in)
		if err != nil {
			t.Fatal(err)
		}
		if results, err := s.run(op); err != nil || results[0].Outcome != Accepted || results[0].Attempt < 2 {
			t.Fatalf("again: %+v, %v", results, err)
		}
		before = len(s.cloud.list("arrived"))
	}
}

// agrees fails unless the rows of the actions view say of the same items that nothing is
// known of them.
func agrees(t *testing.T, j *Journal, pending []Intent) {
	t.Helper()
	rows := new(Rows).Add(&Batch{Path: j.Path(), Records: records(t, j)})
	open := Unsettled(func(yield func(*Action) bool) {
		for i := range rows {
			if !yield(&rows[i]) {
				return
			}
		}
	}, time.Now())
	items := map[ActionItem]Standing{}
	for _, in := range pending {
		items[ActionItem{backup.Intern(j.Path()), backup.Intern(in.Op), int32(in.Item)}] = Standing{Until: in.Until()}
	}
	if !maps.Equal(open, items) {
		t.Fatalf("the rows say %v, the journal %v", open, items)
	}
}

// nothingLost checks what must be true whatever was killed when.
func nothingLost(t *testing.T, dir string) {
	t.Helper()
	s := console(dir, func(string) {})
	if _, err := s.do(); err != nil { // mends what the last kill tore
		t.Fatal(err)
	}
	report, err := Verify(t.Context(), s.cloud.journal)
	if err != nil || len(report.Faults) != 0 || report.Torn != 0 {
		t.Errorf("verify: %+v, %v", report, err)
	}
	if len(report.Mended) < rounds/10 {
		t.Errorf("only %d lines were torn and mended: the kills miss their mark", len(report.Mended))
	}
	if lost := s.cloud.list("unwritten"); len(lost) > 0 {
		t.Errorf("sent before their intents were on disk: %q", lost)
	}
	tokens := map[itemKey]string{} // of the item's first intent
	for _, r := range records(t, s.Journal()) {
		item := itemKey{r.Op, r.Item}
		if r.Phase != Intended {
			continue
		}
		if first, known := tokens[item]; known && first != r.Token {
			t.Errorf("item %v was sent with two tokens", item)
		}
		tokens[item] = r.Token
	}
	written := map[string]bool{}
	for _, token := range tokens {
		written[token] = true
	}
	for _, token := range s.cloud.list("arrived") {
		if !written[token] {
			t.Errorf("the intent of token %s is lost", token)
		}
	}
	var volumes []string
	for token, job := range s.cloud.byToken(t) {
		if !written[token] {
			t.Errorf("job %s has no intent", job.ID)
		}
		volumes = append(volumes, job.Metadata["volumeName"])
	}
	if slices.Sort(volumes); len(slices.Compact(slices.Clone(volumes))) != len(volumes) || len(volumes) < rounds {
		t.Errorf("%d jobs, some for the same volume, or too few", len(volumes))
	}
}

func TestConsolesOfSeveralProcessesMakeOneChain(t *testing.T) {
	dir := newDisk(t)
	var all []*exec.Cmd
	for range 6 {
		all = append(all, start(t, dir, "never|1"))
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	whole(t, NewJournal(filepath.Join(dir, "state", "journal.jsonl")), 6*5)
}

func TestAFullDiskRefusesAndLeavesNothingBehind(t *testing.T) {
	dir := newDisk(t)
	s := console(dir, func(string) {})
	if _, err := s.do(); err != nil {
		t.Fatal(err)
	}
	before := read(t, s.Journal())
	arrived := len(s.cloud.list("arrived"))
	cmd := start(t, dir, fmt.Sprintf("full|%d", len(before)+100)) // a hundred bytes of the line still fit
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("it ended with %v", err)
	}
	if string(read(t, s.Journal())) != string(before) || len(s.cloud.list("arrived")) != arrived {
		t.Error("something was written or sent")
	}
	if _, err := s.do(); err != nil {
		t.Error(err)
	}
	whole(t, s.Journal(), 10)
}
