package ops

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Lease says which console has a draft open. It lies beside the draft, and is only good
// for as long as that console beats: one that died lets go within a minute, on this host
// at once.
type Lease struct {
	Host    string `json:"host"`
	PID     int    `json:"pid"`
	User    string `json:"user"`
	Console string `json:"console"` // names the process where PIDs come again
	Since   Stamp  `json:"since"`
	Beat    Stamp  `json:"beat"`
}

// leaseLife is how long a lease is good without a beat.
const leaseLife = time.Minute

// BeatEvery is how often whoever has a draft open calls Hold.
const BeatEvery = 20 * time.Second

// ErrOpenElsewhere is why a draft is not held: another live console has it open.
var ErrOpenElsewhere = errors.New("another console has the draft open")

// Hold says that this console has the draft open, and says so again on every call. Where
// another live one has, it returns the lease of that one with ErrOpenElsewhere.
func (d *Drafts) Hold(id string) (Lease, error) {
	if !isID(id) {
		return Lease{}, fmt.Errorf("hold a draft: %q is no ID", id)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	var mine Lease
	err := d.alone(func() error {
		have, ok := d.lease(id)
		if ok && have.Console != d.console {
			mine = have
			return ErrOpenElsewhere
		}
		mine = Lease{Host: d.host, PID: os.Getpid(), User: d.user, Console: d.console, Since: stampNow(), Beat: stampNow()}
		if ok {
			mine.Since = have.Since
		}
		b, err := json.Marshal(mine)
		if err != nil {
			return err
		}
		return replaceFile(d.leasePath(id), b)
	})
	if err != nil {
		return mine, fmt.Errorf("hold a draft: %w", err)
	}
	d.held[id] = true
	return mine, nil
}

// Elsewhere reports whether another live console has the draft open.
func (d *Drafts) Elsewhere(id string) bool {
	l, ok := d.lease(id)
	return ok && l.Console != d.console
}

// Release lets go of a draft that this console holds, and of nothing else.
func (d *Drafts) Release(id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.release(id)
}

func (d *Drafts) release(id string) error {
	if !d.held[id] {
		return nil
	}
	delete(d.held, id)
	if have, ok := d.lease(id); ok && have.Console != d.console {
		return nil // it was taken over while this one slept
	}
	if err := os.Remove(d.leasePath(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("release a draft: %w", err)
	}
	return nil
}

// Close lets go of every draft that this console holds, at its end.
func (d *Drafts) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var err error
	for id := range d.held {
		err = errors.Join(err, d.release(id))
	}
	return err
}

// lease reads the lease of a draft; not ok where there is none that is good.
func (d *Drafts) lease(id string) (Lease, bool) {
	var l Lease
	b, err := os.ReadFile(d.leasePath(id))
	if err != nil || json.Unmarshal(b, &l) != nil {
		return Lease{}, false
	}
	age := time.Since(l.Beat.Time())
	good := age < leaseLife && age > -leaseLife // or by a clock that is another's
	return l, good && (l.Host != d.host || l.Console == d.console || running(l.PID))
}

// running reports whether a process of that ID may be running on this host: only one that
// is known to be gone is not. Another that has the ID by now keeps the lease until it is
// silent. Consoles in containers of one host name may not see each other's processes: then
// both hold the draft, and ErrSavedElsewhere keeps what each has typed.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil || pid <= 0 {
		return true // it can't be asked: time tells
	}
	defer func() { _ = p.Release() }()
	err = p.Signal(syscall.Signal(0)) // EPERM: it is another user's, and runs
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}

func (d *Drafts) leasePath(id string) string { return filepath.Join(d.dir, id+leaseSuffix) }

const leaseSuffix = ".lease"

// sweepLease removes the lease of a console that died a day ago or longer.
func (d *Drafts) sweepLease(name string) {
	id, ok := strings.CutSuffix(name, leaseSuffix)
	if info, err := os.Stat(filepath.Join(d.dir, name)); ok && isID(id) && err == nil && time.Since(info.ModTime()) > 24*time.Hour {
		_ = os.Remove(filepath.Join(d.dir, name))
	}
}

// alone calls do while no other console reads and writes the folder so. Where the file
// system has no locks it does without: what is at stake is a form.
func (d *Drafts) alone(do func() error) error {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(d.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	for deadline := time.Now().Add(lockTime); ; {
		taken, err := tryLock(f.Fd())
		if taken || err != nil || !time.Now().Before(deadline) {
			return do()
		}
		time.Sleep(5 * time.Millisecond)
	}
}
