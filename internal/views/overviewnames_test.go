package views

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestTheNameOfACauseIsWholeAt80Columns where what it hangs on gives way to it.
func TestTheNameOfACauseIsWholeAt80Columns(t *testing.T) {
	e := sampleEnv()
	for _, entry := range triage.Catalogue() {
		f := keyRow("key", someKey, "", e.Now)
		f.Brief.Cause, _, _ = strings.Cut(entry.Cause, "\n")
		name := f.Brief.Cause
		if strings.Contains(name, "{") || ui.Width(name) > 35 {
			continue
		}
		line := ansi.Strip(string(drawCause(&drawing{e: e, r: ui.Rect{W: 80, H: 1}}, f)))
		if !strings.Contains(line, name+" ") || ui.Width(line) != 80 {
			t.Errorf("%q is %q", name, line)
		}
		if roots := strings.Contains(line, "0ab "); roots != (ui.Width(name) <= 25) {
			t.Errorf("%q: what it hangs on is shown: %v", line, roots)
		}
	}
}

// TestEveryCauseHasItsRateAt80Columns up to 9,999 jobs: it is what tells a bad night from a large fleet.
func TestEveryCauseHasItsRateAt80Columns(t *testing.T) {
	e := sampleEnv()
	for _, c := range []struct {
		n, of int
		want  string
	}{{16, 28, "✗ 16 57.1% "}, {105, 184, "✗ 105 57% "}, {105, 0, "✗ 105 "}, {1_054, 2_000, "✗ 1,054 53% "}, {9_999, 9_999, "✗ 9,999 100% "}, {9_999, 10_000, "✗ 9,999 99% "}, {105, 184_000, "✗ 105 <1% "}} {
		f := keyRow("key", someKey, "", e.Now)
		f.Jobs, f.Of = slices.Repeat([]*backup.Job{{State: backup.Intern("FAILED")}}, c.n), c.of
		small := keyRow("key", someKey, "", e.Now)
		small.Of = 40
		d := drawing{e: e, r: ui.Rect{W: 80, H: 1}, countW: widestCount([]*failure{f, small})}
		line := ansi.Strip(string(drawCause(&d, f)))
		if !strings.Contains(line, c.want) || ui.Width(line) != 80 {
			t.Errorf("%d of %d: %q lacks %q", c.n, c.of, line, c.want)
		}
		column := func(line string) int { return ui.Width(line[:strings.Index(line, "encryption")]) }
		if under := ansi.Strip(string(drawCause(&d, small))); column(under) != column(line) {
			t.Errorf("not one column: %q above %q", line, under)
		}
	}
}
