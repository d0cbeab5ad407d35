package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// rows are the lines of the table on screen, without its head and without the lines
// around it.
func (u *user) rows() []string {
	lines := strings.Split(strings.TrimSuffix(u.text(), "\n"), "\n")
	if len(lines) < 5 {
		return nil
	}
	var rows []string
	for _, line := range lines[3 : len(lines)-1] {
		if strings.HasPrefix(line, " ⊘") || strings.HasPrefix(line, "⊘") || strings.HasPrefix(line, " /") || line == "" {
			break
		}
		rows = append(rows, line)
	}
	return rows
}

// underCursor is the row that the cursor is on.
func (u *user) underCursor() string {
	u.t.Helper()
	for _, row := range u.rows() {
		if rest, ok := strings.CutPrefix(row, "▌"); ok {
			return strings.TrimSpace(rest)
		}
	}
	u.t.Fatalf("no cursor:\n%s", u.text())
	return ""
}

func TestFilterFollowsWhatIsTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("vaults").sees("compliance-7y", "prod-daily")
		u.press("/").types("daily").sees("prod-daily").misses("compliance-7y", "prod-monthly")
		u.press("backspace", "backspace", "backspace", "backspace", "backspace").sees("compliance-7y", "prod-daily")

		// What is not whole yet says so, and leaves the rows as they are.
		u.types("type:air").sees("air-gapped").misses("standard")
		u.types(" ~[").sees("~[", "!", "air-gapped").misses("standard", "enter accept")
		u.press("enter").sees("/type:air ~[") // stays open: it can't be accepted
		u.press("backspace", "backspace").types("nmae:x").sees(`no column "nmae"; did you mean name?`)
		for range "nmae:x" {
			u.press("backspace")
		}
		u.press("enter").misses("did you mean").sees("/type:air", "air-gapped").misses("standard")

		// esc out of the line brings the filter back that was there; esc in the table
		// clears it.
		u.press("/").types(" account:data-lake").misses("payments").press("esc").sees("/type:air", "payments", "identity")
		u.press("esc").sees("standard").misses("/type:air")
	})
}

func TestFilterRemembersAndCompletes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("jobs")
		for _, f := range []string{"state:failed", "kind:copy"} {
			u.press("/").types(f).press("enter", "esc")
		}
		u.press("/", "up").sees("/kind:copy").press("up").sees("/state:failed").press("up").sees("/state:failed")
		u.press("down").sees("/kind:copy").press("down").misses("/kind:copy", "/state:failed")
		u.press("esc").opens("points") // each view has its own words, all share what was typed
		u.press("/", "up").sees("/kind:copy", `no column "kind"`).press("esc")

		u.opens("jobs").press("/").types("ki").press("tab").sees("/kind:")
		u.press("tab").sees("kind:backup", "kind:copy", "kind:restore", "kind:scan").press("tab", "tab").sees("/kind:restore")
		u.press("enter").after(time.Second).sees("restore").misses("backup ", "copy ")
	})
}

func TestEnterTakesNoFilterThatIsNotWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("jobs")
		u.press("/").types(`state:`).press("enter").sees("/state:", "state: needs a value")
		u.types("failed").press("enter").sees("failed").misses("needs a value", "completed ")
		u.press("/").types(` "x`).press("enter").sees("a quotation is not closed")
		u.press("esc").types(":jobs state:").press("enter").sees("state: needs a value")
	})
}

func TestFilterTypedIntoAnEmptyTableKeepsCursorAndWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("resources").press("down", "down", "down", "down")
		before, row := u.rows(), u.underCursor()
		u.press("/").types("zzz").sees("none of").press("esc").after(500 * time.Millisecond)
		if got := u.underCursor(); got != row {
			t.Errorf("the cursor went from %q to %q", row, got)
		}
		if got := u.rows(); strings.Join(got, "\n") != strings.Join(before, "\n") {
			t.Errorf("the window moved from\n%s\nto\n%s", strings.Join(before, "\n"), strings.Join(got, "\n"))
		}
		// Neither does a filter that hides the row move it for good.
		u.press("/").types("fs-").press("esc").after(500 * time.Millisecond)
		if got := u.underCursor(); got != row {
			t.Errorf("the cursor went from %q to %q", row, got)
		}
	})
}

func TestMarks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("vaults type=BACKUP_VAULT").misses("marked")
		total := len(u.rows())

		u.press("space", "space").sees("2 marked") // marks and goes down
		u.press("g", "space").sees("1 marked")
		u.press("down", "down", "down").goes("mark range").sees("4 marked") // from the one marked last
		u.press("u").misses("4 marked").press("u").sees("4 marked")         // and undo
		u.press("*").sees(" marked").press("u").misses(" marked")

		// Those that a filter hides are counted.
		u.press("g", "space", "space", "/").types("compliance").press("enter").after(time.Second)
		u.sees("2 marked, ", " not shown")
		u.press("*")
		u.goes("vaults") // a new list has no marks
		u.misses("marked")
		if total == 0 {
			t.Error("nothing to mark")
		}
	})
}

func TestAFilterThatKeepsNothingSaysWhichWordNoRowHas(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 100, 24, small(), Options{}).after(10 * time.Second)
		u.opens("jobs state:faild").sees("none of", "no row has state faild; did you mean failed?")
		u.opens("jobs kind:snapshot").sees("no row has kind snapshot; there are: backup, copy, restore, scan")
		u.opens("jobs state:failed kind:copy age<1s").sees("none of").misses("no row has")
	})
}
