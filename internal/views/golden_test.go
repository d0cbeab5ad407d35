package views

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/sim"
)

var update = flag.Bool("update", false, "write the golden files anew")

// small is a world that is always the same: three accounts, one of them denied a
// Region, and jobs of every kind.
func small() sim.Options {
	return sim.Options{
		Seed: 7, Accounts: 3, Regions: 2, Resources: 60, Jobs: 600,
		Start: time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC), // when bubbles begin
	}
}

// looks returns the frame as cells: its text, and with styles under it a letter for
// the style of every cell, and what the letters mean.
func (u *user) looks(styles bool) string {
	if !styles {
		return u.text()
	}
	defer u.screen.looked()
	buf := uv.NewScreenBuffer(u.w, u.h)
	uv.NewStyledString(u.screen.last.Content).Draw(buf, buf.Bounds())
	var looks, legend strings.Builder
	letters := map[string]byte{"": '.'}
	for y := range u.h {
		line := ""
		for x := range u.w {
			c := buf.CellAt(x, y)
			if c == nil || c.Width == 0 {
				continue
			}
			style := strings.TrimSuffix(strings.TrimPrefix(c.Style.String(), "\x1b["), "m")
			letter, ok := letters[style]
			if !ok {
				letter = 'a' + byte(len(letters)-1)
				letters[style] = letter
				fmt.Fprintf(&legend, "%c %s\n", letter, style)
			}
			line += strings.Repeat(string(letter), c.Width)
		}
		looks.WriteString(strings.TrimRight(line, ".") + "\n")
	}
	return u.text() + "\n" + looks.String() + "\n" + legend.String()
}

// Tenths of a percent, and the rates and minutes left that rest on them, depend on when in its
// tenth of a second a list was read.
var (
	tenths = regexp.MustCompile(`\.\d%`)
	rests  = regexp.MustCompile(`\d[\d.]* (min left|.iB/s)`)
)

// golden compares the frame with testdata/NAME.golden.
func (u *user) golden(name string, styles bool) *user {
	u.t.Helper()
	got := rests.ReplaceAllStringFunc(tenths.ReplaceAllString(u.looks(styles), ".x%"), func(words string) string {
		number, unit, _ := strings.Cut(words, " ")
		return strings.Repeat("x", len(number)) + " " + unit
	})
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			u.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			u.t.Fatal(err)
		}
		return u
	}
	want, err := os.ReadFile(path)
	if err != nil {
		u.t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		u.t.Errorf("%s differs (-want +got); go test -update takes it as right:\n%s", name, diff)
	}
	return u
}

// sizes are those that every screen is looked at in: the least terminal that a view has
// to be whole on, a large one, and one that nothing may break.
func (u *user) allSizes(name string) *user {
	u.t.Helper()
	u.resize(80, 24).golden(name+"-80x24", true)
	u.resize(200, 50).golden(name+"-200x50", false)
	u.resize(20, 6).golden(name+"-20x6", false)
	u.resize(0, 0)
	u.resize(1, 1)
	return u.resize(80, 24)
}

func TestEveryViewInEverySize(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).after(27300 * time.Millisecond) // between two reads
		for _, v := range Catalog() {
			name := v.Info().Name
			u.opens(name)
			if name == "calls" { // of calls at the same moment none is the first
				u.types("/ListBackupVaults region=eu-west-1 account:payments").press("enter")
			}
			u.press("g").allSizes(name) // the row that came first stays under the cursor, and which one that is is chance
		}
	})
}

func TestEveryLook(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"light": {Theme: "light"}, "contrast": {Theme: "contrast"}, "no-colour": {NoColor: true}, "ascii": {ASCII: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := start(t, 80, 24, small(), o).after(27300*time.Millisecond).golden("overview-"+name, true)
				u.press("3").after(3*time.Second).golden("jobs-"+name, true)
				u.press("4").after(3*time.Second).press("space", "?").golden("help-"+name, true)
			})
		})
	}
}

func TestPagesAndWhatFloats(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{})
		u.after(27300*time.Millisecond).press(":").golden("palette", true).press("esc")
		for _, at := range []struct{ command, page string }{
			{"vaults prod-daily account:payments region:us-east-1", "page-vault"},
			{"points vault:prod-daily account:payments", "page-point"},
			{"jobs state:failed kind:backup", "page-job"},
			{"plans prod-daily account:payments region:us-east-1", "page-plan"},
			{"resources account:payments", "page-resource"},
			{"accounts payments", "page-account"},
		} {
			u.opens(at.command).press("g", "d").after(3 * time.Second).allSizes(at.page)
		}
		u.opens("vaults prod-daily account:payments region:us-east-1").press("y").after(3 * time.Second).allSizes("json")
		u.opens("jobs").types("/state:fai siez>1").golden("filter-error", true).press("esc")
		u.types("/sta").press("tab").golden("filter-completion", true).press("esc")
		u.press("space", "space").types("/completed").press("enter").after(time.Second).golden("marks-hidden", true)
	})
}
