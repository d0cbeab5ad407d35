package restore

import "github.com/bkpui/bkpui/internal/backup"

// LifecycleFields are the two fields of a lifecycle with the values as they are typed, ""
// for none: they speak the words of the form of a copy. The days count from the creation
// of the point, of one without an ARN from now on; v is its vault, nil where it could not
// be read.
func LifecycleFields(pt Point, v *Vault, keep, cold string, now backup.Time) (k, c FieldState) {
	fresh := pt.ARN == ""
	if fresh {
		pt.Created = now
	}
	l := backup.Lifecycle{DeleteAfterDays: days(keep), MoveToColdStorageAfterDays: days(cold)}
	is, was := LifetimeOf(l, pt.Created), Lifetime{DeleteAt: pt.DeleteAt, ColdAt: pt.ColdAt}
	k = FieldState{Value: keep, Help: "Days count from the creation of the point, " + date(pt.Created), Empty: "kept until it is deleted"}
	c = FieldState{Value: cold, Help: coldHelp(), Empty: "it stays warm", Min: 1, Max: daysMost}
	if fresh {
		k.Help = "Days count from now"
	}
	var vault Vault
	if v != nil {
		vault = *v
	}
	k.judgeDays(vault, v != nil, is, pt.Created)
	switch {
	case k.Problem != "" || wrongLifecycle(l) != "": // an end that AWS refuses is none
	case fresh && v != nil:
		k.say(newLock(v, is, false, now))
	case !fresh && (keep != "" || !was.DeleteAt.IsZero()):
		k.say(newEnd(v, was, is, now)...)
	}
	if cold != "" {
		c.Problem = number(c)
	}
	if c.Problem == "" && k.Problem == "" {
		c.Problem = wrongLifecycle(l)
	}
	if c.Problem == "" {
		c.say(newCold(pt, l, now))
	}
	return k, c
}

// say takes over what findings have against a value, and where the field says nothing of
// it yet, what they say for it.
func (s *FieldState) say(findings ...Finding) {
	for _, f := range findings {
		switch {
		case f.Outcome == Blocks && s.Problem == "":
			s.Problem = f.Evidence
		case f.Outcome == Warning && s.Warning == "":
			s.Warning = f.Evidence
		case s.Note == "" && s.Value != "":
			s.Note = f.Evidence
		}
	}
}
