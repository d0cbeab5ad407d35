package restore

import (
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// SpecSent returns the way of restoring that a request was made with: of those that
// fit the point, the one that knows most of what was sent. ok is false where none
// does.
func SpecSent(r *backup.StartRestoreJob, p Point, metadata map[string]string) (best Spec, ok bool) {
	most := -1
	for _, s := range SpecsFor(p, metadata) {
		if s.Type != r.ResourceType && r.ResourceType != "" || !s.sent(r.Metadata) {
			continue
		}
		known := 0
		for i := range s.Fields {
			if base, _ := s.Fields[i].path(); cased(r.Metadata)[strings.ToLower(base)] != "" {
				known++
			}
		}
		if known > most {
			best, most = s, known
		}
	}
	return best, most >= 0
}

// sent reports whether metadata holds what is sent with every request.
func (s *Spec) sent(metadata map[string]string) bool {
	for key, value := range s.Fixed {
		if metadata[key] != value {
			return false
		}
	}
	return true
}

// UseRequest fills the form in as a request was: all but names of what was made, which
// have to be new again, and secrets, which have to be typed again. What it left out is left
// out again.
func (f *Form) UseRequest(r *backup.StartRestoreJob) {
	sent := &Form{original: r.Metadata, cased: cased(r.Metadata), docs: map[string]any{}}
	for _, fl := range f.fields {
		was, _ := f.value(fl)
		v, ok := sent.recorded(fl.Key, fl)
		switch {
		case fl.Sent != nil:
			v = fl.Sent(r.Metadata)
		case fl.New:
			continue
		case backup.SecretRefs(v) > 0:
			if _, recorded := f.kept(fl); !recorded {
				f.askAgain(fl.Key)
			}
			continue
		case fl.Kind == Secret:
			continue
		case !ok && (fl.Write != nil || !f.shown(fl) || strings.HasPrefix(fl.Key, "@")):
			continue
		}
		if v = fl.normal(v); v != was {
			f.asSent(fl.Key, v)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.Metadata)) {
		switch v := r.Metadata[key]; {
		case !f.Add(key):
		case backup.SecretRefs(v) > 0:
			f.askAgain(key)
		default:
			f.asSent(key, v)
		}
	}
	if r.IamRoleArn != "" && r.IamRoleArn != f.Value(RoleField) {
		f.asSent(RoleField, r.IamRoleArn)
	}
	if r.CopySourceTagsToRestoredResource {
		f.asSent(TagsField, "true")
	}
}

// asSent sets a field to what was sent.
func (f *Form) asSent(key, value string) {
	if fl := f.field(key); fl != nil {
		value = fl.normal(value)
	}
	f.before = f.before.With(key, value)
	f.Set(key, value)
}
