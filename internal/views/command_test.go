package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestALoneExclamationMarkOfACommandIsProblemsOnly(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]Target{
		"health !":             {View: "health", Only: true},
		"jobs ! kind:backup":   {View: "jobs", Filter: "kind:backup", Only: true},
		"jobs kind:backup !":   {View: "jobs", Filter: "kind:backup", Only: true},
		"jobs !completed":      {View: "jobs", Filter: "!completed"},
		`vaults "prod daily!"`: {View: "vaults", Filter: `"prod daily!"`},
	} {
		name, filter := splitCommand(line)
		if got := commanded(name, filter); got != want {
			t.Errorf("%q leads to %+v", line, got)
		}
		if err := Check(line); err != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
	if err := Check("calls !completed !"); err != nil {
		t.Error(err)
	}
	if err := Check("rules !"); err == nil || !strings.Contains(err.Error(), "rules has no problems only") {
		t.Errorf("rules, which know none: %v", err)
	}
	if err := Check("overview !"); err == nil {
		t.Error("the overview takes it")
	}
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{Command: "jobs !"}).after(10 * time.Second)
		u.sees("! problems only").misses("✓ COMPLETED")
		u.goes("health !").after(time.Second).sees("\n health", "! problems only", "denied").misses("✓ whole")
		u.goes("vaults").after(time.Second).sees("\n vaults").misses("problems only")
		u.press("[").after(time.Second).sees("\n health", "! problems only") // it comes back as it was left
		u.press("esc").sees("✓ whole")
	})
}
