package aws

import "time"

// deadline is a time that stands still while something waits for its turn here: what AWS, or the
// way to it, takes is counted and nothing else. One goroutine pauses and resumes it.
type deadline struct {
	timer *time.Timer
	left  time.Duration
	since time.Time
}

// newDeadline calls over, in a goroutine of its own, once d has passed.
func newDeadline(d time.Duration, over func()) *deadline {
	return &deadline{timer: time.AfterFunc(d, over), left: d, since: time.Now()}
}

// pause stops the clock until resume; false: the time is over.
func (d *deadline) pause() bool {
	if !d.timer.Stop() {
		return false
	}
	d.left -= time.Since(d.since)
	return true
}

func (d *deadline) resume() {
	d.since = time.Now()
	d.timer.Reset(d.left)
}

func (d *deadline) stop() { d.timer.Stop() }
