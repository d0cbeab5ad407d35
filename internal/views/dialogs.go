package views

import (
	"github.com/bkpui/bkpui/internal/ui"
)

func (s *session) openPalette() {
	s.dialogs = append(s.dialogs, ui.NewPalette(s.layers(), ""))
}

func (s *session) openHelp() {
	title := "keys"
	if crumbs := s.crumbs(); len(crumbs) > 0 { // a text within a page may have no name of its own
		title = crumbs[len(crumbs)-1]
	}
	s.dialogs = append(s.dialogs, ui.NewHelpDialog(title, s.layers()))
}

// openInfo shows what `bkpui info` prints.
func (s *session) openInfo() {
	text := ""
	for i := range s.env.Fleet.Accounts {
		if a := &s.env.Fleet.Accounts[i]; !a.Principal.Empty() {
			text += "identity: " + a.Principal.String() + "\n"
		}
	}
	for _, f := range s.o.Facts {
		text += f.Name + ": " + f.Value + "\n"
	}
	s.push(newTextScreen(s, []string{"info"}, "", text))
}
