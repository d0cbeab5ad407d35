package restore

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/bkpui/bkpui/internal/backup"
)

// Request returns what will be sent, without a token: the review mints it. The error
// is Problems: what is missing or wrong.
func (f *Form) Request() (*backup.StartRestoreJob, error) {
	if p := f.Problems(); len(p) > 0 {
		return nil, p
	}
	r := &backup.StartRestoreJob{
		RecoveryPointArn: f.point.ARN,
		Metadata:         f.metadata(),
		IamRoleArn:       f.Value(RoleField),
		ResourceType:     f.spec.Type,

		CopySourceTagsToRestoredResource: f.Is(TagsField),
	}
	for _, fl := range f.fields {
		if s, ok := f.secret(fl); ok && f.shown(fl) {
			if r.Secrets == nil {
				r.Secrets = map[string]backup.Secret{}
			}
			r.Secrets[fl.Key] = s
		}
	}
	return r, nil
}

// metadata is what the form would send as it stands.
func (f *Form) metadata() map[string]string {
	out := map[string]string{}
	edits := map[string]map[string]any{} // copies of the JSON values that fields reach into
	for _, fl := range f.fields {
		base, members := fl.path()
		if members == nil {
			f.writeTop(out, fl)
			continue
		}
		base = f.keyOf(base)
		if text := f.original[base]; text != "" && text != "null" && !f.spec.Only {
			out[base] = text
		}
		f.edit(edits, base, members, fl)
	}
	for base, doc := range edits {
		if len(doc) == 0 {
			delete(out, base)
			continue
		}
		out[base] = encode(doc)
	}
	maps.Copy(out, f.spec.Fixed)
	return out
}

// sent is the value of a field in the request, "" where it is left out.
func (f *Form) sent(fl *Field) string {
	if !f.shown(fl) {
		if fl.Hidden == "original" {
			return f.asBackedUp(fl)
		}
		return fl.Hidden
	}
	if fl.Kind == Secret {
		if _, ok := f.secret(fl); !ok {
			return ""
		}
		return backup.SecretRef(fl.Key)
	}
	v, _ := f.value(fl)
	return v
}

func (f *Form) writeTop(out map[string]string, fl *Field) {
	value := f.sent(fl)
	switch {
	case fl.Write != nil:
		if f.shown(fl) {
			fl.Write(f, out, value)
		}
	case value == "" || fl.Key[0] == '@':
	case fl.Kind == List || fl.Kind == Paths:
		out[f.keyOf(fl.Key)] = encode(fl.split(value))
	case fl.plain:
		out[fl.Key] = value
	default:
		out[f.keyOf(fl.Key)] = value
	}
}

// edit puts a value into the JSON text that the metadata holds at base. A member that
// stays as backed up is not touched, so that text nobody changed is sent as it came.
func (f *Form) edit(edits map[string]map[string]any, base string, members []string, fl *Field) {
	value := f.sent(fl)
	was := ""
	if v, ok := f.recorded(fl.Key, fl); ok {
		was = fl.normal(v)
	}
	if value == was {
		return
	}
	doc := edits[base]
	if doc == nil {
		doc, _ = decode(encode(f.doc(base))).(map[string]any)
		if doc == nil {
			doc = map[string]any{}
		}
		edits[base] = doc
	}
	put(doc, members, typed(fl, value))
}

// typed is a value as JSON has it: numbers and yes or no are not text there.
func typed(fl *Field, value string) any {
	_, err := strconv.ParseInt(value, 10, 64)
	switch {
	case value == "":
		return nil
	case fl.Kind == Number && err == nil:
		return json.Number(value)
	case fl.Kind == YesNo:
		return value == "true"
	case fl.Kind == List || fl.Kind == Paths:
		return fl.split(value)
	case fl.JSON:
		return decode(value)
	}
	return value
}

// Dropped returns what AWS returned and the request does not hold, with why.
func (f *Form) Dropped() []Drop { return slices.Clone(f.dropped) }

// Target returns what the restore makes or writes into.
func (f *Form) Target() Target {
	if f.spec.Target != nil {
		return f.spec.Target(f)
	}
	for _, fl := range f.fields {
		if fl.New && f.shown(fl) {
			q, _ := f.query(fl)
			name, _ := f.value(fl)
			return Target{Kind: q.Kind, ID: name, Effect: MakesNew}
		}
	}
	return Target{}
}

// After returns the command lines that the restore leaves to the operator, filled in.
func (f *Form) After() []Command {
	if f.spec.After == nil {
		return nil
	}
	return f.spec.After(f)
}

func gib(bytes int64) string { return strconv.FormatInt((bytes+1<<30-1)>>30, 10) }
