package sim

import "strings"

// A point is a recovery point at a moment.
type point struct {
	item
	vault    *vault
	status   string
	reason   string // StatusMessage, where a request is its cause
	run      run
	keep     int   // days, 0 = always
	cold     int   // days until cold storage, 0 = never
	deletes  int64 // DeleteAt, 0 = kept always
	chills   int64 // MoveToColdStorageAt, 0 = never
	detached bool  // from the composite one that it was nested in
}

// Recovery point statuses.
const (
	pointCompleted = "COMPLETED"
	pointPartial   = "PARTIAL"
	pointDeleting  = "DELETING"
	pointExpired   = "EXPIRED"
	pointAvailable = "AVAILABLE"
	pointStopped   = "STOPPED"
	pointCreating  = "CREATING"
)

// oldestPoint is the creation time before which none of the stream's points
// can exist now.
func (s *stream) oldestPoint(now int64) int64 {
	if s.keep == 0 || s.kind == continuous || s.window > 0 {
		return s.since
	}
	return max(s.since, now-int64(s.keep)*day-deletionRandomly-expiredStayFor)
}

// point is the recovery point that an item made; false when there is none: the
// job failed, has not begun, or the point was deleted.
func (it item) point(now int64) (point, bool) {
	e := it.edited()
	p, ok := it.untouched(now, e)
	if e != nil && ok {
		return e.onto(p, now)
	}
	return p, ok
}

// untouched is the point as it is by itself, for as long as it is kept now.
func (it item) untouched(now int64, e *edit) (point, bool) {
	it = it.born()
	p := point{item: it, vault: it.vault(), status: pointCompleted}
	p.keep, p.cold = it.lifecycle()
	if e != nil && e.relived > 0 && now >= e.relived {
		p.keep, p.cold = e.keep, e.cold
	}
	switch it.s.kind {
	case continuous:
		p.status = pointAvailable
		if it.resource().kind.name == "S3" && it.roll(3)%4 == 0 {
			p.status = pointStopped
		}
		p.run = run{created: it.at, started: it.at, ended: it.at + minute, outcome: stateCompleted}
		return p, true
	case copies:
		var ok bool
		if p.run, ok = it.copyRun(); !ok {
			return p, false
		}
	default:
		p.run = it.backup()
	}
	switch {
	case now < p.run.started && it.s.window == 0, p.run.outcome == stateExpired:
		return p, false // of a window they are counted as soon as they are due
	case now < p.run.ended:
		p.status = pointCreating
		return p, true
	case p.run.outcome == statePartial:
		p.status = pointPartial
	case p.run.outcome != stateCompleted:
		return p, false
	}
	if p.cold > 0 && it.resource().kind.cold {
		p.chills = it.at + int64(p.cold)*day
	}
	if p.keep > 0 {
		p.deletes = it.at + int64(p.keep)*day
	}
	if it.s.window > 0 || p.keep == 0 {
		return p, true
	}
	roll := it.roll(3)
	switch gone := p.deletes + int64(roll%uint64(deletionRandomly)); {
	case now < gone:
	case now < gone+25*minute:
		p.status = pointDeleting
	case roll>>32%300 == 0 && now < gone+expiredStayFor:
		p.status = pointExpired
	default:
		return p, false
	}
	return p, true
}

// arn is the point's ARN: that of its service's own snapshot, or AWS Backup's.
func (p point) arn() string {
	r, template := p.resource(), ""
	switch m := p.member(); {
	case m > 0:
		template = childTemplate(r.kind, m)
	case p.vault.kind == airGapped && r.kind.name != "S3":
		template = ownPoint
	case p.s.kind == continuous && r.kind.name == "S3":
		template = "arn:aws:backup:{R}:{A}:recovery-point:{n}-{h}"
	case p.s.kind == continuous:
		template = "arn:aws:backup:{R}:{A}:recovery-point:continuous:{u}"
	case p.s.kind == copies:
		template = copyTemplate(r.kind)
	default:
		template = r.kind.point
	}
	return r.fill(template, p.vault.scope, p.code(), p.at)
}

// coldAt says whether the point lies in cold storage.
func (p point) coldAt(now int64) bool { return p.chills > 0 && now >= p.chills }

// key is what the point is encrypted with, "" = not at all.
func (p point) key() string {
	r := p.resource()
	if p.made != nil && p.s.kind == copies && p.made.source.key() == "" && p.staysUnencrypted() {
		return ""
	}
	if !r.kind.full && p.s.kind != copies && p.vault.kind != airGapped {
		return r.key
	}
	if strings.HasPrefix(p.arn(), "arn:aws:backup:") {
		return p.vault.key
	}
	return p.vault.scope.ofService(p.vault.key, p.kindName())
}

func (p point) encrypted() bool { return p.key() != "" || p.vault.keyType == "AWS_OWNED_KMS_KEY" }

// bytes is BackupSizeInBytes; false where AWS leaves it out.
func (p point) bytes() (int64, bool) { return p.size(p.run.outcome) }

func (it item) size(outcome string) (int64, bool) {
	r := it.resource()
	switch {
	case it.member() > 0:
		return r.bytes/int64(4*it.member()) + 1<<20, true
	case r.kind.size == sizeMissing:
		return 0, false
	case r.kind.size == sizeZero || outcome != stateCompleted && outcome != statePartial:
		return 0, true
	case r.kind.size == sizeVolume:
		return r.bytes, true
	}
	return r.bytes + r.bytes/1000*int64(it.wave%97), true
}
