package restore

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// offer is the answer to a Query.
type offer struct {
	query   Query
	choices []Choice
	err     error
	at      map[string]int // where a choice stands, by all that it may be called in a request
	named   map[string]bool
}

// newOffer indexes an answer: keys have an alias and an ID beside their ARN.
func newOffer(q Query, choices []Choice, err error) offer {
	o := offer{q, choices, err, make(map[string]int, len(choices)), map[string]bool{}}
	for i, c := range choices {
		o.at[c.Value] = i
		o.named[c.Name] = true
		for _, word := range []string{c.Facts["arn"], c.Facts["id"]} {
			if word != "" {
				o.at[word] = i
			}
		}
		if strings.HasPrefix(c.Name, "alias/") {
			o.at[c.Name] = i
		}
	}
	return o
}

// queryID tells one query from the next.
func queryID(q Query) string {
	var b strings.Builder
	b.WriteString(string(q.Kind))
	for _, fact := range slices.Sorted(maps.Keys(q.Within)) {
		b.WriteString("\x00" + fact + "=" + q.Within[fact])
	}
	return b.String()
}

// Query returns what to look up for a field with the values as they are: fields that
// hang on others are narrowed by them. ok is false where there is nothing to look up.
func (f *Form) Query(key string) (q Query, ok bool) {
	if fl := f.field(key); fl != nil && f.shown(fl) {
		return f.query(fl)
	}
	return Query{}, false
}

func (f *Form) query(fl *Field) (Query, bool) {
	if fl.Query == nil || f.fixed(fl) != "" {
		return Query{}, false
	}
	return fl.Query(f)
}

// Offer takes the answer to a Query: choices, which are kept and not changed, and why
// there are none, or not all.
func (f *Form) Offer(q Query, choices []Choice, err error) {
	id := queryID(q)
	if _, again := f.offers[id]; !again {
		f.answered = append(f.answered, id)
	}
	f.offers[id] = newOffer(q, choices, err)
}

// Wants returns the queries that would tell more about the form as it stands, each
// once: whether proposed names are free, whether values as backed up are still there, and
// what is needed can be chosen from.
func (f *Form) Wants() []Query {
	var want []Query
	seen := map[string]bool{}
	for _, fl := range f.fields {
		q, ok := f.query(fl)
		if !ok || !f.shown(fl) || seen[queryID(q)] {
			continue
		}
		if _, asked := f.offers[queryID(q)]; asked {
			continue
		}
		if v, _ := f.value(fl); fl.New || v != "" || f.required(fl) {
			seen[queryID(q)] = true
			want = append(want, q)
		}
	}
	return want
}

// Source names what was backed up, ok false where it cannot be there: what AWS says
// of it now can stand in for what the point does not record.
func (f *Form) Source() (kind ChoiceKind, id string, ok bool) {
	if f.spec.Source == nil || f.Elsewhere() != "" {
		return "", "", false
	}
	kind, id = f.spec.Source(f.point, f.original)
	return kind, id, id != ""
}

// Found takes the answer to the look-up of Source.
func (f *Form) Found(c Choice, err error) {
	f.source, f.missing, f.asked = c, err, true
	if err != nil {
		f.source = Choice{}
	}
}

// answer returns what has been offered for a field as it stands.
func (f *Form) answer(fl *Field) (o offer, asked bool) {
	q, ok := f.query(fl)
	if !ok {
		return offer{}, false
	}
	o, asked = f.offers[queryID(q)]
	o.choices = f.suiting(fl, o.choices)
	if fl.Own != "" {
		o.choices = fl.marked(o.choices)
	}
	return o, asked
}

// suiting narrows what was found by what only the form knows.
func (f *Form) suiting(fl *Field, found []Choice) []Choice {
	if fl.Suits == nil {
		return found
	}
	var fit []Choice
	for _, c := range found {
		if fl.Suits(f, c) {
			fit = append(fit, c)
		}
	}
	return fit
}

// unusable says why a field can't have a choice, "" where it can: AWS's own key of a
// service works through that service alone (AWS KMS Developer Guide, "AWS managed keys").
func (fl *Field) unusable(c Choice) string {
	if own, managed := strings.CutPrefix(c.Name, "alias/aws/"); managed && fl.Own != "" && own != fl.Own {
		return "AWS's own key of " + own + ", which works for nothing else"
	}
	return ""
}

// marked says of choices why they can't be chosen.
func (fl *Field) marked(choices []Choice) []Choice {
	choices = slices.Clone(choices)
	for i := range choices {
		if why := fl.unusable(choices[i]); why != "" {
			facts := map[string]string{"unusable": why}
			maps.Copy(facts, choices[i].Facts)
			choices[i].Facts = facts
		}
	}
	return choices
}

// known returns what any look-up said of a value of that kind.
func (f *Form) known(kind ChoiceKind, value string) (Choice, bool) {
	for _, id := range f.answered {
		if o := f.offers[id]; o.query.Kind == kind {
			if i, ok := o.at[value]; ok {
				return o.choices[i], true
			}
		}
	}
	return Choice{}, false
}

// fact returns what a look-up said of a value, "" where none did.
func (f *Form) fact(kind ChoiceKind, value, fact string) string {
	c, _ := f.known(kind, value)
	return c.Facts[fact]
}

// incomplete are the kinds whose list need not hold everything that AWS would take:
// keys and buckets of other accounts, roles whose trust could not be read.
func incomplete(k ChoiceKind) bool {
	return slices.Contains([]ChoiceKind{Keys, Roles, Buckets, Directories, InstanceTypes, KeyPairs}, k)
}

// lost says what a look-up has against the values of a field.
func (f *Form) lost(fl *Field, value string) (problem, warning string) {
	q, ok := f.query(fl)
	if !ok || fl.New || value == "" {
		return "", ""
	}
	items := []string{value}
	if fl.Kind == List {
		items = fl.split(value)
	}
	o, asked := f.offers[queryID(q)]
	for _, item := range items {
		if c, ok := f.known(q.Kind, item); ok && fl.Suits != nil && !fl.Suits(f, c) {
			return item + " does not fit what else is chosen: choose another", ""
		}
		if c, ok := f.known(q.Kind, item); ok && fl.unusable(c) != "" {
			return "that is " + fl.unusable(c) + ": choose another", ""
		}
		if _, there := o.at[item]; there && o.err == nil {
			continue
		}
		if c, ok := f.known(q.Kind, item); ok {
			for _, fact := range slices.Sorted(maps.Keys(q.Within)) {
				if have := c.Facts[fact]; have != "" && have != q.Within[fact] {
					return item + " is of " + fact + " " + have + ", not of " + q.Within[fact] + ": choose another", ""
				}
			}
			continue
		}
		switch {
		case !asked || o.err != nil:
		case incomplete(q.Kind):
			return "", item + " is not among the " + plural(q.Kind) + " that could be listed here"
		default:
			return item + " is not among the " + plural(q.Kind) + " of " + f.in.String() + ": choose another", ""
		}
	}
	return "", ""
}

// plural is the kind of many.
func plural(k ChoiceKind) string {
	if strings.HasSuffix(string(k), "y") && !strings.HasSuffix(string(k), "ey") {
		return strings.TrimSuffix(string(k), "y") + "ies"
	}
	return string(k) + "s"
}

// whyRefused is why a look-up gave nothing, in words.
func whyRefused(err error) string {
	if err == nil {
		return ""
	}
	kind := backup.KindOf(err)
	if kind == "" {
		return err.Error()
	}
	var e *backup.Error
	if errors.As(err, &e) && kind == backup.Credentials && e.Remedy != "" {
		return string(kind) + ": " + e.Remedy
	}
	return string(kind)
}
