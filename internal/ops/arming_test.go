package ops

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestArmingEndsAfterItsTimeOrWithoutAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := NewArming(Policy{})
		if s := a.State(); s.Armed || s.Why == "" {
			t.Errorf("at the start: %+v", s)
		}
		if err := a.Arm("INC-1"); err != nil {
			t.Fatal(err)
		}
		if s := a.State(); !s.Armed || s.Minutes != 30 || s.Reason != "INC-1" || s.Why != "" {
			t.Errorf("armed: %+v", s)
		}
		time.Sleep(30 * time.Second)
		if s := a.State(); s.Minutes != 30 {
			t.Errorf("after half a minute %d minutes", s.Minutes)
		}
		for range 3 { // at 9:30, 18:30, 27:30
			time.Sleep(9 * time.Minute)
			a.Touch()
		}
		if s := a.State(); !s.Armed || s.Minutes != 3 {
			t.Errorf("after 27:30 with keys: %+v", s)
		}
		time.Sleep(149 * time.Second)
		if s := a.State(); !s.Armed || s.Minutes != 1 {
			t.Errorf("a second before the end: %+v", s)
		}
		time.Sleep(time.Second)
		if s := a.State(); s.Armed || s.Reason != "" || s.Why != "30 minutes are over" {
			t.Errorf("at the end: %+v", s)
		}
		a.Touch()
		if a.State().Armed {
			t.Error("a key armed it")
		}
		if err := a.Arm("INC-2"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		a.Touch() // too late
		if s := a.State(); s.Armed || s.Why != "10 minutes without a key" {
			t.Errorf("idle: %+v", s)
		}
	})
}

func TestArmingObeysItsPolicyAndTheOperator(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := NewArming(Policy{ArmFor: time.Minute, DisarmIdle: 20 * time.Second})
		if err := a.Arm("x"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		if s := a.State(); s.Armed || s.Why != "20s without a key" {
			t.Errorf("%+v", s)
		}
		if err := a.Arm("y"); err != nil {
			t.Fatal(err)
		}
		a.Disarm()
		if s := a.State(); s.Armed || s.Why != "disarmed" {
			t.Errorf("%+v", s)
		}
		readOnly := NewArming(Policy{ReadOnly: true})
		if err := readOnly.Arm("INC-1"); !errors.Is(err, ErrReadOnly) || readOnly.State().Armed || !strings.Contains(readOnly.State().Why, "read-only") {
			t.Errorf("%v %+v", err, readOnly.State())
		}
	})
}

func TestAClockSetBackDisarms(t *testing.T) {
	a := NewArming(Policy{})
	if err := a.Arm("INC-1"); err != nil {
		t.Fatal(err)
	}
	a.look(time.Now().Add(-10 * time.Second)) // as clocks are adjusted
	if !a.State().Armed {
		t.Error("an adjustment disarmed it")
	}
	a.look(time.Now().Add(-time.Hour))
	if s := a.State(); s.Armed || !strings.Contains(s.Why, "clock") {
		t.Errorf("%+v", s)
	}
}

func TestAReasonIsCheckedAndThePatternExplained(t *testing.T) {
	for _, tc := range []struct{ pattern, reason, says string }{
		{"", "disk full", ""},
		{"", "  ", "a reason is needed"},
		{"", "a\x1bb", "can't be printed"},
		{"", strings.Repeat("x", 501), "longer than 500"},
		{`^INC-\d+`, "INC-4711 disk full", ""},
		{`^INC-\d+`, "disk full", `must match ^INC-\d+, such as INC-1`},
		{`^INC-\d+`, "", "a reason is needed, such as INC-1"},
		{`^(CHG|INC)\d{7}$`, "x", "such as CHG1111111"},
		{`^[A-Z]{3,}-[0-9]+( .*)?$`, "x", "such as AAA-1"},
		{`(?i)^ticket #\d+$`, "x", "such as TICKET #1"},
		{`^.+@.+$`, "x", "such as a@a"},
		{`x\bx`, "y", `must match x\bx`}, // nothing matches it: no example
	} {
		p := Policy{}
		if tc.pattern != "" {
			p.ReasonPattern = regexp.MustCompile(tc.pattern)
		}
		switch err := p.CheckReason(tc.reason); {
		case tc.says == "" && err != nil:
			t.Errorf("%q against %q: %v", tc.reason, tc.pattern, err)
		case tc.says != "" && (err == nil || !strings.HasSuffix(err.Error(), tc.says) && !strings.Contains(err.Error(), tc.says+" ")):
			if err == nil || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), "such as") {
				t.Errorf("%q against %q: %v", tc.reason, tc.pattern, err)
			}
		}
	}
}

func TestOneMinuteIsNamedAsOne(t *testing.T) {
	for d, want := range map[time.Duration]string{time.Minute: "1 minute is over", 30 * time.Minute: "30 minutes are over", 90 * time.Second: "1m30s are over"} {
		if got := over(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
}
