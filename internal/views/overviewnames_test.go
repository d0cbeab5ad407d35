package views

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestTheNameOfACauseIsWholeAt80Columns where what it hangs on gives way to it.
func TestTheNameOfACauseIsWholeAt80Columns(t *testing.T) {
	e := sampleEnv()
	for _, entry := range triage.Catalogue() {
		f := keyRow("key", someKey, "", e.Now)
		f.Diagnosis.Cause, _, _ = strings.Cut(entry.Cause, "\n")
		name := f.Diagnosis.Cause
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
