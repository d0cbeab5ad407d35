package views

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// armKeys are the commands that arm the console. They have no key: nobody arms by
// accident.
func (s *session) armKeys() []ui.Binding {
	return []ui.Binding{
		{ID: "arm", Help: "arm", Tip: "Let changes be confirmed for a while; the reason goes into the journal", Group: actionGroup, Args: "REASON", Why: s.cannotChange, RunArgs: s.arm, Run: func() tea.Cmd { return s.arm("") }},
		{ID: "disarm", Help: "disarm", Tip: "Read-only again", Group: actionGroup, Why: s.cannotChange, Run: func() tea.Cmd { s.b.Changes.Arming.Disarm(); s.say(ui.Plain, "disarmed"); return nil }},
		{ID: journalCommand, Help: "journal path", Tip: "Go on in another journal file, where this one can't be written: what can't be written down is not sent", Group: actionGroup, Args: "FILE", Why: s.cannotChange, RunArgs: s.moveJournal, Run: func() tea.Cmd { return s.moveJournal("") }},
	}
}

// cannotChange says why this console can change nothing at all, "" when it can be armed.
func (s *session) cannotChange() string {
	if s.b.Changes == nil {
		return "this console only reads"
	}
	return ""
}

func (s *session) arm(reason string) tea.Cmd {
	if strings.TrimSpace(reason) == "" {
		s.askReason(func() tea.Cmd { return nil })
		return nil
	}
	if err := s.b.Changes.Arming.Arm(strings.TrimSpace(reason)); err != nil {
		s.say(ui.Warn, err.Error())
		return nil
	}
	s.say(ui.Plain, "armed: "+s.b.Changes.Arming.State().Reason)
	return nil
}

// askReason opens the line for the reason; then goes on when the console is armed.
func (s *session) askReason(then func() tea.Cmd) {
	s.dialogs = append(s.dialogs, ui.NewAsk(ui.AskOptions{
		Title: "Arm this console", Label: "reason", Hold: true,
		Lines: []string{"Changes can be confirmed for a while then. The reason goes into the journal, and into CloudTrail where a write role is assumed."},
		Check: func(text string) error { return s.b.Changes.Arming.Arm(strings.TrimSpace(text)) },
		Done: func(_ string, ok bool) tea.Cmd {
			if !ok {
				return nil
			}
			s.dirty = true
			return then()
		},
	}))
}

// armed is how the console is armed; never where it can't change anything.
func (s *session) armed() ops.ArmingState {
	if s.b.Changes == nil {
		return ops.ArmingState{}
	}
	return s.b.Changes.Arming.State()
}

// modeWords says whether AWS can be changed from here: the loudest thing on the
// screen when it can.
func (s *session) modeWords() ui.Piece {
	if st := s.armed(); st.Armed {
		return ui.Piece{Text: " ARMED " + strconv.Itoa(st.Minutes) + " min " + st.Reason + " ", Tone: ui.Armed}
	}
	return ui.Piece{Text: "READ-ONLY", Tone: ui.Muted}
}
