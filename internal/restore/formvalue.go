package restore

import (
	"slices"
	"strconv"
	"strings"
)

// value is what a field holds now: what was set, or its preset.
// That of a secret is what stands for it.
func (f *Form) value(fl *Field) (string, Origin) {
	if fl.Kind == Secret {
		return f.stands(fl)
	}
	if s, ok := f.set[fl.Key]; ok && f.fixed(fl) == "" {
		return s.value, s.origin
	}
	return f.preset(fl)
}

// preset is what a field holds while nothing is set.
func (f *Form) preset(fl *Field) (string, Origin) {
	if fl.New && fl.Preset == nil {
		return f.proposal(fl)
	}
	if fl.Preset != nil {
		if v, o := fl.Preset(f); o != "" {
			return v, o
		}
	}
	original := f.asBackedUp(fl)
	switch {
	case original != "" && fl.LeftOut != "":
		return "", LeftOut
	case original != "" && f.foreign(fl, original) != "":
		return "", NotCarried
	case original != "":
		return original, AsBackedUp
	}
	if v := f.source.Facts[fl.Fact]; fl.Fact != "" && v != "" {
		return fl.normal(v), LookedUp
	}
	if fl.Else != "" {
		return fl.Else, Proposed
	}
	return "", NotRecorded
}

// asBackedUp is the value at backup time, "" where it is not recorded.
func (f *Form) asBackedUp(fl *Field) string {
	v, ok := f.backedUp[fl]
	if !ok {
		v = f.readBackedUp(fl)
		f.backedUp[fl] = v
	}
	return v
}

func (f *Form) readBackedUp(fl *Field) string {
	if strings.HasPrefix(fl.Key, "@") && fl.From == nil {
		return ""
	}
	for _, key := range append([]string{fl.Key}, fl.Also...) {
		if v, ok := f.recorded(key, fl); ok {
			if fl.Read != nil {
				v = fl.Read(v)
			}
			return fl.normal(v)
		}
	}
	if fl.From != nil {
		return fl.normal(fl.From(f))
	}
	return ""
}

// recorded returns what the metadata holds at a key or path: AWS writes "" and null
// for what it does not know.
func (f *Form) recorded(key string, fl *Field) (string, bool) {
	base, members := (&Field{Key: key, plain: fl.plain}).path()
	base = f.keyOf(base)
	v := f.original[base]
	if members != nil {
		v = plainText(reach(f.doc(base), members), fl)
	}
	if v == "" || v == "null" {
		return "", false
	}
	return v, true
}

// normal is a value as the form keeps it.
func (fl *Field) normal(value string) string {
	switch fl.Kind {
	case List, Paths:
		return fl.join(fl.split(value))
	case Number:
		value = strings.TrimSpace(value)
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			value = strconv.FormatInt(n, 10)
		}
	case Pick, Time:
		value = strings.TrimSpace(value)
	case YesNo:
		switch value = strings.ToLower(strings.TrimSpace(value)); value {
		case "y", "yes":
			value = "true"
		case "n", "no":
			value = "false"
		}
	case Text:
		if !fl.extra {
			value = strings.TrimSpace(value)
		}
	case Secret:
	}
	if fl.Lower {
		value = strings.ToLower(value)
	}
	return value
}

// split returns the items of a List or Paths: of a JSON list, or of text with commas
// or line breaks between; paths may hold commas.
func (fl *Field) split(value string) []string {
	if trimmed := strings.TrimSpace(value); strings.HasPrefix(trimmed, "[") {
		if list, ok := decode(trimmed).([]any); ok {
			if items, ok := texts(list); ok {
				return slices.DeleteFunc(items, func(s string) bool { return s == "" })
			}
		}
	}
	between := func(c rune) bool { return c == '\n' || c == ',' && fl.Kind == List }
	var items []string
	for _, item := range strings.FieldsFunc(value, between) {
		if fl.Kind == List {
			item = strings.TrimSpace(item)
		}
		if item = strings.TrimSuffix(item, "\r"); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// join is the inverse of split.
func (fl *Field) join(items []string) string {
	between := "\n"
	if fl.Kind == List {
		between = ", "
	}
	text := strings.Join(items, between)
	if !slices.Equal(fl.split(text), items) {
		return encode(items)
	}
	return text
}

// limits are the bounds of a Number; hi 0 = none.
func (f *Form) limits(fl *Field) (lo, hi int64) {
	if fl.Limits != nil {
		return fl.Limits(f)
	}
	return fl.Min, fl.Max
}

// closed reports a Pick of which AWS takes nothing but the options.
func (fl *Field) closed() bool { return fl.Kind == Pick && fl.Query == nil && !fl.Open }

func (f *Form) required(fl *Field) bool {
	return fl.Required || fl.RequiredIf != nil && fl.RequiredIf(f)
}

// items returns the items of a List or Paths field.
func (f *Form) items(key string) []string {
	fl := f.field(key)
	if fl == nil {
		return nil
	}
	return fl.split(f.Value(key))
}

// fixed returns why a field cannot be changed, "" where it can.
func (f *Form) fixed(fl *Field) string {
	if fl.Key == TagsField {
		if why := f.tagsNever(); why != "" {
			return why
		}
		return f.spec.Tags.Always
	}
	if fl.Fixed != "" && f.asBackedUp(fl) == "" {
		return "" // somebody has to say it
	}
	return fl.Fixed
}
