package views

import (
	"regexp"
	"strings"
	"time"
)

// wizard is the wizard on top.
func (u *user) wizard() *wizard {
	u.t.Helper()
	w, ok := u.session().top().(*wizard)
	if !ok {
		u.t.Fatalf("no wizard is open:\n%s", u.text())
	}
	return w
}

// arms arms the console with keys.
func (u *user) arms() *user {
	u.t.Helper()
	return u.goes("arm INC-1").after(time.Second)
}

// toField moves the cursor of the form with keys to a field.
func (u *user) toField(key string) *user {
	u.t.Helper()
	form := u.wizard().form
	u.press("ctrl+home")
	for range 80 {
		if form.Current() == key {
			return u
		}
		u.press("tab")
	}
	u.t.Fatalf("the form does not ask %s:\n%s", key, u.text())
	return u
}

// fills types a value over what a field holds; "→" stands for the keys that open its
// picker and take what is first there, and a value behind it for what is searched.
func (u *user) fills(key, value string) *user {
	u.t.Helper()
	u.toField(key)
	search, picks := strings.CutPrefix(value, "→")
	switch {
	case picks:
		u.press("ctrl+o").after(5 * time.Second).types(search).press("enter")
	case value == "yes":
		u.press("y")
	case value == "no":
		u.press("n")
	default:
		u.press("ctrl+u").types(value)
		if _, picks := u.wizard().picker(); picks { // a choice that is closed
			u.press("enter")
		}
	}
	return u.after(5 * time.Second)
}

// submits goes on from the form to the review. Where the form names a field that needs
// something, it is chosen from what there is.
func (u *user) submits() *user {
	u.t.Helper()
	w := u.wizard()
	for range 12 {
		if u.press("ctrl+s"); w.stage == reviewing {
			return u
		}
		u.press("ctrl+o").after(5 * time.Second).press("enter").after(5 * time.Second)
	}
	u.t.Fatalf("the form does not come to a review: %s\n%s", w.act.problem(), u.text())
	return u
}

// asked finds what a confirmation asks to be typed.
var asked = regexp.MustCompile(`type (.+) to [a-z]+:|type (.+):`)

// phrase is what the confirmation on the screen asks for.
func (u *user) phrase() string {
	u.t.Helper()
	m := asked.FindStringSubmatch(u.text())
	if m == nil {
		u.t.Fatalf("nothing asks to be typed:\n%s", u.text())
	}
	phrase := m[1] + m[2]
	if before, after, cut := strings.Cut(phrase, "…"); cut { // it stands above in full
		for line := range strings.Lines(u.text()) {
			if i := strings.Index(line, "│   "+before); i >= 0 {
				line, _, _ = strings.Cut(line[i+len("│   "):], "│")
				if line = strings.TrimSpace(line); strings.HasSuffix(line, after) {
					return line
				}
			}
		}
	}
	return phrase
}
