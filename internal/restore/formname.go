package restore

import (
	"slices"
	"strconv"
	"strings"
)

// proposal is a name for what is made: the original one where a look-up says that it
// is free, else one of the kind orders-db-restored, orders-db-restored-2. Before the
// look-up it is the first that is likely to be free.
func (f *Form) proposal(fl *Field) (string, Origin) {
	base := f.asBackedUp(fl)
	if base == "" {
		base = f.name()
	}
	if fl.Lower {
		base = strings.ToLower(base)
	}
	if base == "" {
		return "", NotRecorded
	}
	if fl.Fit != nil {
		base = fl.Fit(base) // nothing is left of a name that has no letter that AWS takes
	}
	o, asked := f.answer(fl)
	if base != "" && asked && o.err == nil && fl.Unproven == "" && !o.takes(fl, base) {
		return base, Proposed
	}
	name := fl.suffixed(base, "")
	for n := 2; o.takes(fl, name); n++ {
		name = fl.suffixed(base, "-"+strconv.Itoa(n))
	}
	return name, Proposed
}

// suffixed is base with "-restored" and more after it, cut so that the whole is no
// longer than Max.
func (fl *Field) suffixed(base, more string) string {
	suffix := "-restored" + more
	if room := max(int(fl.Max)-len(suffix), 0); fl.Max > 0 && len(base) > room {
		base = strings.TrimRight(base[:room], "-_.")
	}
	if fl.Fit != nil {
		return strings.TrimLeft(fl.Fit(base+suffix), "-")
	}
	return base + suffix
}

// takes reports whether a name is taken: among all that were found, or among those
// that the field narrows them to.
func (o offer) takes(fl *Field, name string) bool {
	if fl.Suits == nil {
		_, there := o.at[name]
		return there || o.named[name]
	}
	return slices.ContainsFunc(o.choices, func(c Choice) bool {
		return c.Value == name || c.Name == name || strings.HasSuffix(c.Value, "|"+name)
	})
}

// taken says what is wrong and what is known of the name of something new.
func (f *Form) taken(fl *Field, name string) (problem, note string) {
	if name == "" {
		return "", ""
	}
	o, asked := f.answer(fl)
	switch {
	case !asked && fl.Query == nil:
		return "", fl.Unproven
	case !asked:
		return "", "not checked yet whether the name is free"
	case o.takes(fl, name):
		return name + " is taken: choose another name", ""
	case o.err != nil:
		return "", "not checked whether the name is free: " + whyRefused(o.err)
	case fl.Unproven != "":
		return "", fl.Unproven
	}
	return "", "free, looked up now"
}

// words returns a Fit that keeps letters, digits and the marks given, puts a hyphen
// for anything else, and cuts at most bytes.
func words(marks string, most int) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for _, c := range s {
			switch {
			case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.ContainsRune(marks, c):
				b.WriteRune(c)
			default:
				b.WriteByte('-')
			}
		}
		s = b.String()
		if len(s) > most {
			s = s[:most]
		}
		return s
	}
}
