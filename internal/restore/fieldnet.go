package restore

import "strings"

// The fields of a network, and how they hang together.

// vpcField finds the VPC that the values of a subnet or subnet group field are in: a
// look-up says it, or the backup does while they are as backed up; "" = not known.
func (f *Form) vpcField(key string, kind ChoiceKind) string {
	fl := f.field(key)
	if fl == nil || !f.shown(fl) {
		return ""
	}
	v, _ := f.value(fl)
	if items := fl.split(v); len(items) > 0 {
		if vpc := f.fact(kind, items[0], "vpc"); vpc != "" {
			return vpc
		}
	}
	if v == "" || v != f.asBackedUp(fl) || f.Elsewhere() != "" {
		return ""
	}
	for _, name := range []string{"VpcId", "InformationalOnly:VpcId"} {
		if vpc := f.original[f.keyOf(name)]; vpc != "" {
			return vpc
		}
	}
	return ""
}

// subnetField asks for one subnet.
func subnetField(key string) Field {
	return Field{
		Key: key, Label: "Subnet", Section: "Network", Kind: Pick, Query: look(Subnets), Bound: InAccount,
		Help: "where it gets its address: VPC and zone follow from it", Check: startsWith("subnet-"),
	}
}

// groupsField asks for security groups of the VPC that another field decides.
func groupsField(key string, vpc func(f *Form) string) Field {
	return Field{
		Key: key, Label: "Security groups", Section: "Network", Kind: List, Bound: InAccount, Empty: "the default group of the VPC",
		Help: "of the VPC that it goes into", Query: within(SecurityGroups, "vpc", vpc), Check: startsWith("sg-"),
	}
}

// startsWith is a Check that every item is an ID of a kind.
func startsWith(prefix string) func(*Form, string) string {
	return func(_ *Form, v string) string {
		for _, id := range (&Field{Kind: List}).split(v) {
			if !strings.HasPrefix(id, prefix) {
				return id + " is no ID of the kind " + prefix + "…"
			}
		}
		return ""
	}
}

// jsonOf is a Check that text is JSON of a kind: '{' an object, '[' a list of objects.
func jsonOf(kind byte) func(*Form, string) string {
	return func(_ *Form, v string) string {
		switch d := decode(v).(type) {
		case map[string]any:
			if kind == '{' {
				return ""
			}
		case []any:
			if _, all := objects(d); kind == '[' && all {
				return ""
			}
		}
		if kind == '{' {
			return "a JSON object is needed"
		}
		return "a JSON list of objects is needed"
	}
}

// objects are the items of a list, all false where one is no object.
func objects(list []any) (items []map[string]any, all bool) {
	for _, item := range list {
		o, ok := item.(map[string]any)
		if !ok {
			return nil, false
		}
		items = append(items, o)
	}
	return items, true
}

// stripped is JSON text of a list of objects without some members, however deep.
// Text that is no such list comes back as it is.
func stripped(text string, members ...string) string {
	list, ok := decode(text).([]any)
	if !ok {
		return text
	}
	for _, item := range list {
		strip(item, members)
	}
	return encode(list)
}

func strip(v any, members []string) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if hasFold(members, name) {
				delete(v, name)
				continue
			}
			strip(inner, members)
		}
	case []any:
		for _, inner := range v {
			strip(inner, members)
		}
	}
}

func hasFold(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
