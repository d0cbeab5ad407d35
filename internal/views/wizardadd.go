package views

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// adder is an activity whose form takes keys that it does not know.
type adder interface {
	addable() bool
	add(key string) bool // false: the form has it, or AWS does not take it
}

// hider is an activity whose form has keys that nobody knows: any of them may be a secret.
type hider interface {
	hideable(key string) bool
	hide(key string)
}

// addKey asks for the name of a key that AWS wants and the form does not have.
func (w *wizard) addKey(a adder) {
	w.s.dialogs = append(w.s.dialogs, ui.NewAsk(ui.AskOptions{
		Title: "Add a key of the metadata", Label: "key", Lines: []string{"its name as AWS writes it, such as RestoreTo; its value is typed in the form"},
		Check: func(text string) error {
			if strings.TrimSpace(text) == "" {
				return errors.New("a key has a name")
			}
			return nil
		},
		Done: func(text string, ok bool) tea.Cmd {
			key := strings.TrimSpace(text)
			switch {
			case !ok:
				return nil
			case !a.add(key):
				w.s.say(ui.Warn, key+" is not added: the form has it, or AWS does not take it back")
				return nil
			}
			w.show()
			w.form.Focus(key)
			return w.saveDraft()
		},
	}))
}

// addable reports whether the form is one without a guide.
func (r *restoring) addable() bool { return r.form != nil && r.form.Spec().Unguided }

func (r *restoring) add(key string) bool { return r.form.Add(key) }

func (r *restoring) hideable(key string) bool {
	f, ok := r.form.Field(key)
	return ok && f.Extra && f.Kind != restore.Secret
}

// hide makes the key one for a secret, with what was typed there.
func (r *restoring) hide(key string) {
	typed := r.form.Values()[key]
	if r.form.Hide(key) && typed != "" {
		r.secrets[key] = typed
	}
}

// hideKey makes the key under the cursor one for a secret.
func (w *wizard) hideKey(h hider) tea.Cmd {
	key := w.form.Current()
	h.hide(key)
	w.show()
	w.s.say(ui.Plain, key+" is a secret from now on: neither shown nor kept")
	return w.saveDraft()
}
