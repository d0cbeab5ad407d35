package ops

import (
	"errors"
	"strconv"
	"sync"
	"time"
)

// Arming says whether actions may be confirmed now, and why. It gates the
// confirmation, not what was already confirmed. Its methods may be called from any
// goroutine. Time is that of the wall, so that a suspended machine wakes up disarmed.
type Arming struct {
	policy Policy

	mu      sync.Mutex
	reason  string
	since   time.Time
	touched time.Time
	why     string // not armed
}

// ErrReadOnly is why a console can't be armed.
var ErrReadOnly = errors.New("this console is read-only: it was started so, or its context says so")

// NewArming returns a disarmed one.
func NewArming(p Policy) *Arming { return &Arming{policy: p, why: "not armed yet"} }

// Arm lets actions be confirmed from now on, for that reason. Arming again starts the
// time anew. Its errors say what is wrong with the reason.
func (a *Arming) Arm(reason string) error {
	if a.policy.ReadOnly {
		return ErrReadOnly
	}
	if err := a.policy.CheckReason(reason); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	now := wall()
	a.reason, a.since, a.touched, a.why = reason, now, now, ""
	return nil
}

// Disarm ends it.
func (a *Arming) Disarm() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.disarm("disarmed")
}

// Touch says that a key was pressed.
func (a *Arming) Touch() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.look(wall())
	a.touched = wall()
}

// ArmingState is whether actions may be confirmed.
type ArmingState struct {
	Armed   bool
	Reason  string
	Minutes int    // left, begun ones counted: never 0 while armed
	Why     string // not armed: what ended it
}

// State returns how it is now.
func (a *Arming) State() ArmingState {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := wall()
	a.look(now)
	if a.reason == "" {
		why := a.why
		if a.policy.ReadOnly {
			why = ErrReadOnly.Error()
		}
		return ArmingState{Why: why}
	}
	left := a.policy.armFor() - now.Sub(a.since)
	return ArmingState{Armed: true, Reason: a.reason, Minutes: int((left + time.Minute - 1) / time.Minute)}
}

// look ends what has come to its end by now. A clock that was set back, by more than
// clocks are adjusted, ends it too.
func (a *Arming) look(now time.Time) {
	switch {
	case a.reason == "":
	case now.Before(a.since.Add(-time.Minute)) || now.Before(a.touched.Add(-time.Minute)):
		a.disarm("the clock was set back")
	case now.Sub(a.since) >= a.policy.armFor():
		a.disarm(over(a.policy.armFor()))
	case now.Sub(a.touched) >= a.policy.disarmIdle():
		a.disarm(minutes(a.policy.disarmIdle()) + " without a key")
	}
}

func (a *Arming) disarm(why string) {
	if a.reason != "" {
		a.reason, a.why = "", why
	}
}

// wall is now without the monotonic clock, which stands still while a machine sleeps.
func wall() time.Time { return time.Now().Round(0) }

// over says that so much time has passed.
func over(d time.Duration) string {
	if d == time.Minute {
		return minutes(d) + " is over"
	}
	return minutes(d) + " are over"
}

func minutes(d time.Duration) string {
	if d%time.Minute != 0 {
		return d.String()
	}
	if d == time.Minute {
		return "1 minute"
	}
	return strconv.Itoa(int(d/time.Minute)) + " minutes"
}
