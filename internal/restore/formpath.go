package restore

import (
	"bytes"
	"encoding/json"
	"strings"
)

// path splits the key of a field into the key of the metadata and the members of the
// JSON text below it.
func (fl *Field) path() (base string, members []string) {
	if fl.plain || strings.HasPrefix(fl.Key, "@") {
		return fl.Key, nil
	}
	base, rest, nested := strings.Cut(fl.Key, ".")
	if nested {
		members = strings.Split(rest, ".")
	}
	return base, members
}

// keyOf returns the key as AWS returned it, which may be in another case than
// documented; the documented one where it returned none.
func (f *Form) keyOf(documented string) string {
	if _, ok := f.original[documented]; ok {
		return documented
	}
	if key, ok := f.cased[strings.ToLower(documented)]; ok {
		return key
	}
	return documented
}

// cased finds keys whatever their case; of several the first in order.
func cased(metadata map[string]string) map[string]string {
	keys := make(map[string]string, len(metadata))
	for key := range metadata {
		low := strings.ToLower(key)
		if have, ok := keys[low]; !ok || key < have {
			keys[low] = key
		}
	}
	return keys
}

// doc is the JSON object that a key of the metadata holds, nil where it holds none.
func (f *Form) doc(key string) map[string]any {
	d, ok := f.docs[key]
	if !ok {
		d = decode(f.original[key])
		f.docs[key] = d
	}
	m, _ := d.(map[string]any)
	return m
}

// decode reads JSON text with its numbers as they are written, nil where it is none,
// or longer than any that AWS takes back.
func decode(text string) any {
	if len(text) > most {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil || d.More() {
		return nil
	}
	return v
}

// encode writes v as AWS writes JSON text in metadata: without spaces and escapes
// for HTML.
func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// member returns the name that a member has in an object, whatever its case.
func member(object map[string]any, name string) string {
	if _, ok := object[name]; ok {
		return name
	}
	best := name
	for have := range object {
		if strings.EqualFold(have, name) && (best == name || have < best) {
			best = have
		}
	}
	return best
}

// reach returns what stands at a path, nil where nothing does.
func reach(object map[string]any, members []string) any {
	var v any = object
	for _, name := range members {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[member(m, name)]
	}
	return v
}

// put sets what stands at a path, making objects on the way; nil removes it, with
// objects that it leaves empty. What is no object and stands in the way stays.
func put(object map[string]any, members []string, v any) {
	name := member(object, members[0])
	if len(members) == 1 {
		if v == nil {
			delete(object, name)
		} else {
			object[name] = v
		}
		return
	}
	next, ok := object[name].(map[string]any)
	if !ok {
		if object[name] != nil || v == nil {
			return
		}
		next = map[string]any{}
		object[name] = next
	}
	put(next, members[1:], v)
	if v == nil && len(next) == 0 {
		delete(object, name)
	}
}

// inTheWay names what the metadata holds on the path of a field and is no object, ""
// where the field can be set.
func (f *Form) inTheWay(fl *Field) string {
	base, members := fl.path()
	if members == nil {
		return ""
	}
	key := f.keyOf(base)
	if text := f.original[key]; text == "" || text == "null" {
		return ""
	}
	object := f.doc(key)
	if object == nil {
		return base
	}
	for i, name := range members[:len(members)-1] {
		v := object[member(object, name)]
		next, ok := v.(map[string]any)
		switch {
		case v == nil:
			return ""
		case !ok:
			return strings.Join(append([]string{base}, members[:i+1]...), ".")
		}
		object = next
	}
	return ""
}

// plainText is a JSON value as the text of a field.
func plainText(v any, fl *Field) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	case []any:
		if items, ok := texts(v); ok && (fl.Kind == List || fl.Kind == Paths) {
			return fl.join(items)
		}
	}
	return encode(v)
}

func texts(list []any) ([]string, bool) {
	items := make([]string, 0, len(list))
	for _, item := range list {
		s, ok := item.(string)
		if !ok {
			return nil, false
		}
		items = append(items, s)
	}
	return items, true
}
