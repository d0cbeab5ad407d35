package ui

// FormEvent is what a key meant to the owner of a form: one of the types below, nil
// for nothing.
type FormEvent interface{ formEvent() }

// FormChanged is a new value of a field. It comes with every key; a value is only to
// be tidied up (blanks, units) when the field is left.
type FormChanged struct{ Key, Value string }

// FormReset takes back what was set: the field holds its Original now, and what the
// owner may propose later.
type FormReset struct{ Key string }

// FormLeft says that the cursor left a field, or that enter accepted it.
type FormLeft struct{ Key string }

// FormChoices asks for a picker over what a field can be set to. Typed is what was
// typed into it by hand, to search for; of a Closed field every letter asks for one.
type FormChoices struct{ Key, Typed string }

// FormSubmit says that the operator wants to go on. The field under the cursor
// counts as left.
type FormSubmit struct{}

// FormCancel says that the operator wants out.
type FormCancel struct{}

func (FormChanged) formEvent() {}
func (FormReset) formEvent()   {}
func (FormLeft) formEvent()    {}
func (FormChoices) formEvent() {}
func (FormSubmit) formEvent()  {}
func (FormCancel) formEvent()  {}
