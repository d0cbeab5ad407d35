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
// DELETING; ok is false for one that has no problem. When a deletion that somebody asked
// for began, its row does not tell, so that such a point is not called stuck.
func OfPoint(p *backup.RecoveryPoint, c Context, now backup.Time) (d Diagnosis, ok bool) {
	r, ok := readPoint(p, now)
	if !ok {
		return Diagnosis{Class: Unknown}, false
	}
	r.facts.ofPoint(p)
	r.facts.ofContext(&c)
	return r.diagnosis(), true
}

// readPoint reads the status of a point and its message.
func readPoint(p *backup.RecoveryPoint, now backup.Time) (reading, bool) {
	by := "point " + lower(p.Status.String())
	if p.Status.String() == "DELETING" && (p.DeleteAt == 0 || now < p.DeleteAt.Add(overdue)) {
		return reading{}, false
	}
	status := ready().fallback[by]
	if status == nil {
		return reading{}, false
	}
	r := read(p.More.Get().Message.String(), asked{})
	if r.entry == nil {
		r.entry, r.loose = status, r.words.text != ""
	}
	return r, true
}

// ofPoint appends the facts of the row of a point.
func (f *facts) ofPoint(p *backup.RecoveryPoint) {
	in, of, by := p.In.Get(), p.Of.Get(), p.By.Get()
	f.addClean("point", p.ARN.String(), FromPoint)
	f.text("vault", in.Name, FromPoint)
	f.text("resource", of.ARN, FromPoint)
	f.text("resource name", of.Name, FromPoint)
	f.text("type", of.Type, FromPoint)
	f.text("key", p.More.Get().Key, FromPoint)
	f.text("account", in.Account, FromPoint)
	f.text("region", in.Region, FromPoint)
	f.addClean("scope", backup.Scope{Account: in.Account, Region: in.Region}.String(), FromPoint)
	if !in.Name.Empty() {
		f.addClean("vault in scope", in.Account.String()+"/"+in.Region.String()+"/"+in.Name.String(), FromPoint)
	}
	f.text("plan", by.PlanName, FromPoint)
	f.text("rule", by.RuleName, FromPoint)
}
