package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// barOf is a terminal of so many columns with one running job on it.
func barOf(out *bytes.Buffer, width int, noColor, ascii bool, job *backup.Job) (*watchBars, *followed) {
	j := &followed{
		thing: backup.Thing{Kind: backup.JobThing, Scope: backup.In("111122223333", "eu-west-1"), ID: job.ID, Job: job.Kind},
		job:   job, read: backup.TimeOf(time.Now()),
	}
	w := &watchBars{
		out: out, theme: ui.NewTheme("", noColor, ascii), width: func() int { return width }, said: map[*followed]string{}, over: map[*followed]bool{},
		prose: func() *prose { return &prose{width: width, bold: func(s string) string { return s }} },
	}
	w.begin([]*followed{j}, 5*time.Second)
	return w, j
}

func runningRestore() *backup.Job {
	return &backup.Job{
		ID: "1F2E3D4C-5B6A-7980-8A9B-0C1D2E3F4A5B", Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), Percent: 41.5, SizeBytes: 30 << 30, Expected: 30,
		Of:      backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:rds:eu-west-1:111122223333:db:orders\x1b[2J\u202e-primary-database-of-the-shop")}),
		Created: backup.TimeOf(time.Now().Add(-12 * time.Minute)),
	}
}

func TestTheBarOfAJobFitsItsLine(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		for width := 20; width <= 220; width++ {
			for name, set := range map[string]func(*followed){
				"running": func(*followed) {},
				"copy":    func(j *followed) { j.job.Kind, j.job.Percent, j.job.Expected = backup.CopyJob, backup.NoPercent, 0 },
				"stale":   func(j *followed) { j.read -= 40_000 },
				"trouble": func(j *followed) { j.trouble = &backup.Error{Kind: backup.Throttled} },
			} {
				var out bytes.Buffer
				w, j := barOf(&out, width, true, ascii, runningRestore())
				set(j)
				line := string(w.bar(j, width-1, backup.TimeOf(time.Now())))
				text := ansi.Strip(line)
				if ui.Width(text) >= width || strings.ContainsAny(text, "\x1b\n\u202e") {
					t.Errorf("%s at %d columns: %q", name, width, line)
				}
				if width < 80 {
					continue
				}
				want := map[string]string{"running": "41.5%", "copy": "12:0", "stale": "last known 40 s ago", "trouble": "throttled"}[name]
				if !strings.Contains(text, want) || !strings.Contains(text, "RUNNING") || name == "running" && !strings.Contains(text, ", about 16 min left") {
					t.Errorf("%s at %d columns: %q", name, width, text)
				}
				bar := w.theme.Sign(ui.BarFull)
				if strings.Contains(text, bar+bar) != (name != "copy") {
					t.Errorf("%s: a bar where AWS reports no progress, or none where it does: %q", name, text)
				}
				if ascii && strings.ContainsFunc(text, func(r rune) bool { return r > '~' && r != '\ufffd' }) {
					t.Errorf("signs in ASCII: %q", text)
				}
			}
		}
	}
}

func TestWithoutColoursTheBarHasNone(t *testing.T) {
	var plain, coloured bytes.Buffer
	barOf(&plain, 80, true, false, runningRestore())
	barOf(&coloured, 80, false, false, runningRestore())
	if strings.Contains(plain.String(), "38;5") || !strings.Contains(coloured.String(), "38;5") {
		t.Errorf("%q, %q", plain.String(), coloured.String())
	}
}

func TestAnEndStaysOnTheTerminalWithItsDiagnosis(t *testing.T) {
	var out bytes.Buffer
	w, j := barOf(&out, 80, true, true, runningRestore())
	w.tick()
	if strings.Count(out.String(), "\n") != 2 {
		t.Errorf("more than the two lines of the head stay: %q", out.String())
	}
	out.Reset()
	j.job.State, j.job.Message = backup.Intern("FAILED"), backup.Intern("words that \x1b[2J nobody has seen")
	w.news(j)
	w.tick()
	w.close()
	text := ansi.Strip(out.String())
	for _, s := range []string{"x restore ", "FAILED", "confidence", "AWS says"} {
		if strings.Count(text, s) != 1 {
			t.Errorf("not once %q: %q", s, text)
		}
	}
	if !strings.HasSuffix(strings.TrimRight(text, "\r"), "\n") || strings.Contains(text, "\x1b") {
		t.Errorf("the prompt would not stand on a line of its own: %q", text)
	}
}
