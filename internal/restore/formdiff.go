package restore

// Difference is one thing that will not be as it was, in words.
type Difference struct {
	Key, Label string
	Was, Is    string // "" = not recorded; not sent
	Why        string
}

// Diff returns what differs from the original, in the order of the fields. What the
// backup does not record differs only where the operator set it.
func (f *Form) Diff() []Difference {
	var all []Difference
	if where := f.Elsewhere(); where != "" {
		all = append(all, Difference{"", "Place", f.from.String(), f.in.String(), "the backup is a copy, or shared"})
	}
	for _, fl := range f.fields {
		if fl.Key == RoleField || fl.Key == TagsField || !f.shown(fl) {
			continue
		}
		was := fl.masked(f.asBackedUp(fl))
		if fl.New && was == "" {
			was = f.name()
		}
		is, origin := f.value(fl)
		if fl.Kind == Secret && origin == SetByYou {
			was = "" // whether it is the same is nobody's to read
		}
		if is == was || was == "" && !origin.chosen() {
			continue
		}
		all = append(all, Difference{fl.Key, fl.Label, was, is, f.why(fl, origin)})
	}
	return all
}

// chosen reports a value that the backup has no part in.
func (o Origin) chosen() bool { return o == SetByYou || o == AsSent || o == SafeDefault }

// why says why a value is not as backed up.
func (f *Form) why(fl *Field, o Origin) string {
	switch {
	case o.chosen():
		return string(o)
	case fl.New:
		return "it must be new"
	case o == NotCarried:
		return "as backed up it is of " + f.foreign(fl, f.asBackedUp(fl))
	case o == LeftOut:
		return fl.LeftOut
	case f.fixed(fl) != "":
		return f.fixed(fl)
	}
	return string(o)
}
