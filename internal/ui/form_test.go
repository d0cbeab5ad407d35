package ui

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// restoreFields are fields like those of a restore.
func restoreFields() []Field {
	return []Field{
		{Key: "name", Section: "What is made", Label: "Name", Value: "orders-db-1", Original: "orders-db-1", Origin: "proposed", Required: true, Help: "The name of the new DB instance. It has to be free in this account and Region."},
		{Key: "class", Section: "What is made", Label: "Instance class", Kind: ChoiceField, Value: "db.r6g.large", Original: "db.r6g.large", Origin: "as backed up", Options: []Option{{Value: "db.r6g.large"}, {Value: "db.r6g.xlarge"}, {Value: "db.r7g.large", Why: "not offered in us-east-1e"}, {Value: "db.t4g.large"}}},
		{Key: "size", Section: "What is made", Label: "Storage", Kind: NumberField, Value: "500", Original: "500", Origin: "as backed up", Unit: "GiB", ReadOnly: true},
		{Key: "multi", Section: "What is made", Label: "Multi-AZ", Kind: YesNoField, Value: "false", Original: "true", Origin: "set by you"},
		{Key: "password", Section: "What is made", Label: "Master password", Kind: SecretField, Value: "hunter2hunter2", Origin: "set by you", Required: true},
		{Key: "subnet", Section: "Network", Label: "Subnet", Kind: ChoiceField, Value: "subnet-0a1b2c3d", Original: "subnet-0a1b2c3d", Origin: "as backed up", Problem: "it is in another VPC than the security groups sg-1 and sg-2: choose another subnet, or other security groups, and then look here again", Options: []Option{{Value: "subnet-0a1b2c3d", Name: "private-a", Facts: []string{"vpc-1", "use1a", "211 free"}}}},
		{Key: "groups", Section: "Network", Label: "Security groups", Kind: ListField, Value: "sg-1\nsg-2", Original: "sg-1", Origin: "set by you"},
		{Key: "key", Section: "Network", Label: "Encryption key", Kind: ChoiceField, Required: true, Origin: "not recorded", Refused: "kms:ListAliases denied"},
		{Key: "role", Section: "Who restores", Label: "Role", Kind: ChoiceField, Loading: true, Origin: "not recorded"},
		{Key: "arn", Section: "Who restores", Label: "A key with a name that is far too long for its column", Value: "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/orders/db-a1b2c3", Original: "x"},
	}
}

func newForm(fields ...Field) *Form {
	f := NewForm("Review")
	f.SetFields(fields)
	return f
}

// owner holds the fields of a form and does with its events what a wizard does.
type owner struct {
	f      *Form
	fields []Field
	events []FormEvent
}

func newOwner(fields []Field) *owner { return &owner{f: newForm(fields...), fields: fields} }

func (o *owner) send(msg tea.Msg) *owner {
	e := o.f.Handle(msg)
	if e != nil {
		o.events = append(o.events, e)
	}
	switch e := e.(type) {
	case FormChanged:
		o.put(e.Key, func(fd *Field) { fd.Value = e.Value })
	case FormReset:
		o.put(e.Key, func(fd *Field) { fd.Value = fd.Original })
	}
	return o
}

// put changes a field as an owner does.
func (o *owner) put(key string, change func(fd *Field)) {
	o.fields = slices.Clone(o.fields)
	for i := range o.fields {
		if o.fields[i].Key == key {
			change(&o.fields[i])
		}
	}
	o.f.SetFields(o.fields)
}

func (o *owner) press(names ...string) *owner {
	for _, n := range names {
		o.send(press(n))
	}
	return o
}

func (o *owner) types(text string) *owner {
	for _, r := range text {
		if r == ' ' {
			o.press("space")
		} else {
			o.press(string(r))
		}
	}
	return o
}

func (o *owner) paste(text string) *owner { return o.send(tea.PasteMsg{Content: text}) }

func (o *owner) value(key string) string {
	for _, fd := range o.fields {
		if fd.Key == key {
			return fd.Value
		}
	}
	return "no such field"
}

// at fails unless the cursor is on the field.
func (o *owner) at(t *testing.T, key string) *owner {
	t.Helper()
	if got := o.f.Current(); got != key {
		t.Fatalf("the cursor is on %q, want %q", got, key)
	}
	return o
}

func (o *owner) holds(t *testing.T, key, want string) {
	t.Helper()
	if got := o.value(key); got != want {
		t.Errorf("%s is %q, want %q", key, got, want)
	}
}

func (o *owner) screen(w, h int) string {
	s, _ := o.f.Render(Rect{w, h}, NewTheme("dark", true, false))
	return s
}

func TestFormLooks(t *testing.T) {
	dark := NewTheme("dark", false, false)
	f := newForm(restoreFields()...)
	f.Focus("subnet")
	s, _ := f.Render(Rect{80, 24}, dark)
	golden(t, "form-80x24", s, 80, 24)
	s, _ = f.Render(Rect{200, 50}, dark)
	golden(t, "form-200x50", s, 200, 30)
	f.Focus("key")
	s, _ = f.Render(Rect{40, 9}, NewTheme("dark", true, true))
	golden(t, "form-ascii-40x9", s, 40, 9)
}

func TestFormTakesEveryPrintableKeyAsText(t *testing.T) {
	o := newOwner([]Field{{Key: "a", Label: "A"}, {Key: "b", Label: "B", Kind: NumberField}, {Key: "c", Label: "C", Kind: TimeField}, {Key: "d", Label: "D", Kind: ListField}, {Key: "e", Label: "E", Kind: SecretField}, {Key: "f", Label: "F", Kind: ChoiceField}})
	for _, key := range []string{"a", "b", "c", "d", "e", "f"} {
		o.types("qjk cin?/:Gé日RX y").at(t, key)
		o.holds(t, key, "qjk cin?/:Gé日RX y")
		o.press("tab")
	}
	if !o.lastIs(FormLeft{"f"}) {
		t.Errorf("the last event is %#v", o.events[len(o.events)-1])
	}
}

func (o *owner) lastIs(e FormEvent) bool { return len(o.events) > 0 && o.events[len(o.events)-1] == e }
