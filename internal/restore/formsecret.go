package restore

import "github.com/bkpui/bkpui/internal/backup"

// typeAgain is what a draft, or an earlier request, leaves of a secret.
const typeAgain = "secret, not kept: type it again"

// Hide makes a key that no guide knows one for a secret, whatever it is called, with what
// stands there; it reports whether there is such a key that is none yet.
func (f *Form) Hide(key string) bool {
	fl := f.field(key)
	if fl == nil || !fl.extra || fl.Kind == Secret {
		return false
	}
	typed, set := f.set[key]
	delete(f.set, key)
	fl.hide()
	if set {
		f.SetSecret(key, backup.NewSecret(typed.value))
	}
	return true
}

func (fl *Field) hide() {
	fl.Kind, fl.Help = Secret, "it may hold passwords: it is sent as it stands, and neither shown nor kept"
}

// askAgain is for a secret that was set once: its row is there, and must not stay empty.
// Typed and emptied, it is left out.
func (f *Form) askAgain(key string) bool {
	if f.field(key) == nil && !f.Add(key) {
		return false
	}
	f.Hide(key)
	if fl := f.field(key); fl.Kind == Secret {
		delete(f.secrets, key)
		f.again[key] = true
	}
	return true
}

// secretsSent is how many secrets the request will hold.
func (f *Form) secretsSent() int {
	n := 0
	for _, fl := range f.fields {
		if _, ok := f.secret(fl); ok && f.shown(fl) {
			n++
		}
	}
	return n
}

// secret returns the secret of a field.
func (f *Form) secret(fl *Field) (backup.Secret, bool) {
	if f.again[fl.Key] {
		return backup.Secret{}, false
	}
	if s, ok := f.secrets[fl.Key]; ok {
		return s, !s.Empty()
	}
	return f.kept(fl)
}

// kept is the secret that the point itself records, where it is sent back unless it is
// set: it needs not be shown for that.
func (f *Form) kept(fl *Field) (backup.Secret, bool) {
	if fl.Kind != Secret || fl.LeftOut != "" || !fl.extra {
		return backup.Secret{}, false
	}
	was := f.asBackedUp(fl)
	return backup.NewSecret(was), was != ""
}

// stands is what stands for the secret of a field, and where that is from.
func (f *Form) stands(fl *Field) (string, Origin) {
	s, ok := f.secret(fl)
	_, set := f.secrets[fl.Key]
	switch {
	case ok && set:
		return s.String(), SetByYou
	case ok:
		return s.String(), AsBackedUp
	case set:
		return "", SetByYou
	case f.asBackedUp(fl) != "" && fl.LeftOut != "":
		return "", LeftOut
	}
	return "", NotRecorded
}

// masked is a value of the field as it may be read.
func (fl *Field) masked(value string) string {
	if fl.Kind == Secret && value != "" {
		return backup.NewSecret(value).String()
	}
	return value
}
