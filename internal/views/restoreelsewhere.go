package views

import (
	"errors"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// mover is an activity that can say how it is done in another account or Region.
type mover interface{ elsewhere() }

// elsewhere asks where the point is wanted, and says what it takes.
func (r *restoring) elsewhere() {
	s := r.s
	var options []ui.Option
	for _, in := range s.env.Fleet.Scopes {
		options = append(options, ui.Option{Value: in.String(), Name: s.env.place(in)})
	}
	s.dialogs = append(s.dialogs, ui.NewPicker(ui.PickerOptions{
		Title: "Restore in which account and Region", Options: options, Value: r.of.Scope.String(),
		Check: func(text string) error { _, err := parsePlace(text); return err },
		Done: func(value string, ok bool) tea.Cmd {
			if want, err := parsePlace(value); ok && err == nil {
				r.sayWay(want)
			}
			return nil
		},
	}))
}

// parsePlace reads ACCOUNT/REGION.
func parsePlace(text string) (backup.Scope, error) {
	account, region, ok := strings.Cut(strings.TrimSpace(text), "/")
	if !ok || len(account) != 12 || strings.Trim(account, "0123456789") != "" || region == "" {
		return backup.Scope{}, errors.New("write it as ACCOUNT-ID/REGION")
	}
	return backup.In(account, region), nil
}

// sayWay says how the point comes back there, and has the next form one key away.
func (r *restoring) sayWay(want backup.Scope) {
	s, way := r.s, restore.WayTo(r.point, r.metadata, want)
	m := &ui.Message{Title: "Restore in " + s.env.place(want)}
	switch {
	case want == r.of.Scope:
		m.Lines = []string{"This form restores it there: nothing else is needed."}
	case way.Direct:
		m.Lines = []string{"It is restored there directly, without a copy: " + way.Why + "."}
		m.Choices = []ui.Binding{{ID: "elsewhere.restore", Keys: []string{"R"}, Help: "open the restore form there", Run: func() tea.Cmd {
			restorePoint(s, r.thingIn(want))
			return nil
		}}}
	case len(way.Steps) == 0:
		m.Lines = []string{"There is no way to restore it there: " + way.Why + "."}
	default:
		m.Lines = []string{"Not directly: " + way.Why + ". It takes " + counted2(len(way.Steps), "step", "steps") + ":", ""}
		for i, step := range way.Steps {
			m.Lines = append(m.Lines, strconv.Itoa(i+1)+". "+step)
		}
		if way.Copies {
			m.Lines = append(m.Lines, "", "The page of the copy leads to the point that it makes; R restores that one.")
			m.Choices = []ui.Binding{{ID: "elsewhere.copy", Keys: []string{"C"}, Help: "open the copy form", Run: func() tea.Cmd {
				s.push(newWizard(s, newCopying(s, r.of), r.copyTo(want)))
				return nil
			}}}
		}
	}
	s.dialogs = append(s.dialogs, m)
	s.dirty = true
}

// thingIn is the same point as that account names it.
func (r *restoring) thingIn(want backup.Scope) backup.Thing {
	t := r.of
	if t.Owner == "" {
		t.Owner = t.Scope.Account.String()
	}
	t.Scope = want
	if t.Owner == want.Account.String() {
		t.Owner = ""
	}
	return t
}

// copyTo proposes the vault there that has the same name, else the only one; nil leaves
// the choice open.
func (r *restoring) copyTo(want backup.Scope) map[string]string {
	var only []string
	for _, v := range vaultsKnown(r.s.env) {
		at := backup.VaultOfARN(v.ARN)
		if at.Account != want.Account || at.Region != want.Region {
			continue
		}
		if v.Name == r.of.Vault {
			return map[string]string{restore.DestinationField: v.ARN}
		}
		only = append(only, v.ARN)
	}
	if len(only) == 1 {
		return map[string]string{restore.DestinationField: only[0]}
	}
	return nil
}
