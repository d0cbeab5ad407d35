package triage

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// overdue is how long after its end of life a recovery point may be DELETING before it
// counts as stuck: lifecycle deletion runs within about eight hours, and a deletion that
// hangs for two or three days may become EXPIRED.
const overdue = 8*time.Hour + 48*time.Hour

// OfPoint diagnoses a recovery point that is EXPIRED, STOPPED, PARTIAL or stuck in
// DELETING, or in which a malware scan has findings; ok is false for one that has no problem. When a deletion that somebody asked
// for began, its row does not tell, so that such a point is not called stuck.
func OfPoint(p *backup.RecoveryPoint, c Context, now backup.Time) (d Diagnosis, ok bool) {
	var r reading
	if !r.readPoint(p, now) {
		return Diagnosis{Brief: Brief{Class: Unknown}}, false
	}
	return r.diagnosis(&about{point: p, c: &c}), true
}

// arose is when the problem of a point arose, as far as AWS tells: it was not deleted when
// it should have been, it has been DELETING for too long, or it was made without some of its
// parts. When the state changed no row tells. It is never later than now.
func arose(p *backup.RecoveryPoint, now backup.Time) backup.Time {
	made := max(p.Created, p.Completed)
	due := p.DeleteAt
	switch {
	case p.ScanFindings:
		return min(max(made, p.More.Get().Found), now)
	case due == 0:
		return made
	case p.Status.String() == "DELETING":
		due = due.Add(overdue)
	case p.Status.String() != "EXPIRED":
		return made
	}
	if due > now {
		return made
	}
	return due
}

// lasts reports whether what is the matter with a point is so now, whenever it arose: it is there and
// paid for, or nothing goes into it any more, until somebody does something.
func lasts(p *backup.RecoveryPoint) bool {
	switch p.Status.String() {
	case "EXPIRED", "STOPPED", "DELETING":
		return !p.ScanFindings
	}
	return false
}

// readPoint reads the status of a point and its message; false = no problem.
func (r *reading) readPoint(p *backup.RecoveryPoint, now backup.Time) bool {
	if p.ScanFindings {
		r.read("", asked{})
		r.loose = false
		r.fall(malwarePoint)
		return true
	}
	if p.Status.String() == "DELETING" && (p.DeleteAt == 0 || now < p.DeleteAt.Add(overdue)) {
		return false
	}
	status := ready().fallback["point "+lower(p.Status.String())]
	if status == nil {
		return false
	}
	r.read(p.More.Get().Message.String(), asked{})
	if r.entry == nil {
		r.entry, r.loose = status, r.words.text != ""
	}
	return true
}
