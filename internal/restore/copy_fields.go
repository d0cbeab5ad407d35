package restore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Fields returns what the form asks with the values as they are, in order: AWS's rules
// stand beside the values that they are about.
func (f *CopyForm) Fields() []FieldState {
	states := []FieldState{f.destination(), f.keep()}
	if f.Value(KeepField) == KeepDays {
		states = append(states, f.days())
	}
	return append(states, f.cold(), f.role())
}

// Field returns one field, ok false where it is not shown.
func (f *CopyForm) Field(key string) (FieldState, bool) {
	for _, s := range f.Fields() {
		if s.Key == key {
			return s, true
		}
	}
	return FieldState{}, false
}

// Problems returns what keeps the form from being sent.
func (f *CopyForm) Problems() Problems {
	var found Problems
	for _, s := range f.Fields() {
		if s.Problem != "" {
			found = append(found, Problem{s.Key, s.Label, s.Problem})
		}
	}
	return found
}

// start is what all fields have.
func (f *CopyForm) start(key, label, section string, kind FieldKind, help string) FieldState {
	s := FieldState{Key: key, Label: label, Section: section, Kind: kind, Help: help, Value: f.Value(key), Preset: f.preset(key), Origin: Proposed}
	if v, ok := f.set[key]; ok {
		s.Origin = f.sent.Origin(key, v)
	} else if s.Value == "" {
		s.Origin = "" // nothing is proposed
	}
	return s
}

func (f *CopyForm) destination() FieldState {
	s := f.start(DestinationField, "Destination", "Copy to", Pick, "a vault of any account and Region: choose one, or type its ARN")
	s.Required, s.Choices = true, f.choices
	n, ok := parseVault(s.Value)
	source, _ := parseVault(f.point.VaultARN)
	b, known := f.Binding()
	switch {
	case s.Value == "":
		s.Problem = "needed: " + s.Help
	case !ok:
		s.Problem = "choose a vault from the list, or type its ARN: arn:aws:backup:REGION:ACCOUNT:backup-vault:NAME"
	case source.partition != "" && n.partition != source.partition:
		s.Problem = "no copy leaves its partition, " + source.partition
	case s.Value == f.point.VaultARN:
		s.Warning = "this is where it is"
	case !known:
		s.Warning = "not a vault that is known here: what holds for it is looked up before it is sent"
	case b.Binds && b.Until.IsZero() && !slices.Contains([]string{KeepSource, KeepForever}, f.Value(KeepField)):
		s.Warning = "the copy can't be deleted by anyone before the end that is to be chosen (" + b.Because + ")"
	case b.Binds && f.noEnd():
		s.Warning = "the copy can't be deleted by anyone before its end, which is to be mended below (" + b.Because + ")"
	case b.Binds:
		s.Warning = "the copy " + b.String()
	default:
		s.Note = "the copy " + b.String()
	}
	return s
}

func (f *CopyForm) keep() FieldState {
	s := f.start(KeepField, "Keep", "Lifecycle", Pick, "days count from the creation of the source, "+date(f.point.Created)+", not from the copy")
	s.Choices, s.Closed = []Choice{{Value: KeepSource}, {Value: KeepDays}, {Value: KeepForever}}, true
	switch s.Value {
	case KeepDays:
		return s // the days speak for themselves
	case KeepSource, KeepForever:
	default:
		s.Problem = "one of: " + KeepSource + ", " + KeepDays + ", " + KeepForever
		return s
	}
	if s.Problem = f.againstLock(); s.Problem == "" {
		s.Note = "kept " + f.KeptUntil()
	}
	return s
}

func (f *CopyForm) days() FieldState {
	s := f.start(DaysField, "Days", "Lifecycle", Number, "from the creation of the source on")
	s.Required = true
	v, known := f.Vault()
	s.judgeDays(v, known, f.Lifetime(), f.point.Created)
	if s.Problem == "" && f.Lifetime().DeleteAt <= f.now {
		s.Warning = "the copy would be deleted at once"
	}
	return s
}

// judgeDays says of the days that something is kept what the lock of its vault has
// against them, and what they come to from the creation of the point on.
func (s *FieldState) judgeDays(v Vault, known bool, t Lifetime, created backup.Time) {
	s.Min, s.Max = 1, daysMost
	if known && v.Locked {
		s.Min, s.Max = max(s.Min, int64(v.MinRetention)), limit(v.MaxRetention)
	}
	if s.Value != "" || s.Required {
		if s.Problem = number(*s); s.Problem != "" {
			if v.Locked && s.Value != "" && limitWords(v) != "" {
				s.Problem += ": the vault takes " + limitWords(v)
			}
			return
		}
	}
	if s.Problem = wrongForLock(v, t); s.Problem == "" {
		s.Note = "kept " + keptUntil(t, created)
	}
}

func limit(most int32) int64 {
	if most > 0 {
		return int64(most)
	}
	return daysMost
}

// number says what is wrong with a number that is needed.
func number(s FieldState) string {
	n, err := strconv.ParseInt(s.Value, 10, 64)
	switch {
	case err != nil:
		return "a whole number of days is needed"
	case n < s.Min:
		return fmt.Sprintf("at least %d", s.Min)
	case n > s.Max:
		return fmt.Sprintf("at most %d", s.Max)
	}
	return ""
}

// noEnd reports whether the end that the lifecycle comes to is none: the lock or AWS
// would refuse it, or it is past. A date of it would be that of no copy.
func (f *CopyForm) noEnd() bool {
	if l := f.Lifecycle(); l != nil && wrongLifecycle(*l) != "" {
		return true
	}
	end := f.Lifetime().DeleteAt
	return f.againstLock() != "" || !end.IsZero() && end <= f.now
}

// againstLock says what the destination's lock has against the retention.
func (f *CopyForm) againstLock() string {
	v, _ := f.Vault()
	return wrongForLock(v, f.Lifetime())
}

// KeptUntil says what the lifecycle comes to: "until it is deleted".
func (f *CopyForm) KeptUntil() string { return keptUntil(f.Lifetime(), f.point.Created) }

func keptUntil(t Lifetime, from backup.Time) string {
	if t.DeleteAt.IsZero() {
		return "until it is deleted"
	}
	return fmt.Sprintf("until %s: %d days from %s", date(t.DeleteAt), t.Days, date(from))
}

func (f *CopyForm) cold() FieldState {
	s := f.start(ColdField, "Cold after", "Lifecycle", Number, coldHelp())
	s.Min, s.Max, s.Empty = 1, daysMost, "it stays warm"
	if s.Value == "" {
		return s
	}
	if s.Problem = number(s); s.Problem != "" {
		return s
	}
	if s.Problem = wrongLifecycle(*f.Lifecycle()); s.Problem != "" {
		return s
	}
	if c := copyCold(f.Plan(&backup.StartCopyJob{}), *f.Lifecycle()); c.Outcome == OK {
		s.Note = c.Evidence
	} else {
		s.Warning = c.Evidence
	}
	return s
}

// coldHelp is what every form says of cold storage.
func coldHelp() string {
	return fmt.Sprintf("days; what is cold stays so for %d days at least, before it can be deleted", coldLeast)
}

func (f *CopyForm) role() FieldState {
	s := f.start(RoleField, "Role", "Access", Pick, "the role that AWS Backup assumes to copy, of the source's account; it trusts backup.amazonaws.com")
	s.Required, s.Query, s.Lookup = true, Query{Kind: Roles}, true
	if f.roles != nil {
		s.Asked, s.Refused, s.Choices = true, whyRefused(f.roles.err), f.roles.choices
	}
	if s.Value == "" {
		s.Problem, s.Origin = "needed: "+s.Help, NotRecorded
	} else {
		s.Problem = WrongRole(s.Value)
	}
	return s
}

// WrongRole says that a value names no role, "" where it does.
func WrongRole(value string) string {
	if arn, ok := backup.SplitARN(value); !ok || arn.Service != "iam" || !strings.HasPrefix(arn.Resource, "role/") {
		return "the ARN of a role is needed: arn:aws:iam::ACCOUNT:role/NAME"
	}
	return ""
}

func date(t backup.Time) string {
	if t.IsZero() {
		return "an unknown day"
	}
	return t.Time().Format(time.DateOnly)
}
