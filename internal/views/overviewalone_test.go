package views

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestTheWorstCausesStayInSightOfAConsoleLeftAlone: the cursor goes down with its cause, says what is
// above, and comes back when nobody is there.
func TestTheWorstCausesStayInSightOfAConsoleLeftAlone(t *testing.T) {
	e := sampleEnv()
	in := func(keys string) {
		e.Causes = rowsOf(strings.Split(keys, "")...)
		for _, f := range e.Causes.rows {
			f.Brief.Cause, f.Jobs = "cause "+f.key, []*backup.Job{{State: backup.Intern("FAILED")}}
		}
	}
	in("abcdefgh")
	o := &overviewScreen{s: &session{env: e}, sum: &summary{scopes: 1}}
	draws := func() string { return ansi.Strip(o.Render(e, ui.Rect{W: 120, H: 6})) }
	o.settle(e)
	o.s.keys.pressed = time.Now()
	o.move(2)()
	if draws(); o.key != "c" {
		t.Fatalf("the cursor is on %q", o.key)
	}
	in("abdefghc")
	if o.settle(e); o.key != "c" {
		t.Errorf("the cursor left its cause for %q", o.key)
	}
	if got := draws(); strings.Contains(got, "cause a") || !strings.Contains(got, " above, 2 shows ") {
		t.Errorf("above the cursor:\n%s", got)
	}
	o.s.keys.pressed = time.Now().Add(-leftAloneFor)
	o.s.dialogs = []ui.Dialog{nil}
	if o.settle(e); o.key != "c" {
		t.Errorf("below a dialog the cursor went to %q", o.key)
	}
	o.s.dialogs = nil
	o.settle(e)
	if got := draws(); o.key != "a" || !strings.Contains(got, "cause a") || strings.Contains(got, "above") {
		t.Errorf("left alone, on %q:\n%s", o.key, got)
	}
}
