package views

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// root is the Bubble Tea model: it routes messages to the session's parts and
// keeps the frame. It is the only tea.Model.
type root struct {
	s       *session
	changed <-chan struct{}
}

// New returns the console as a model for one Bubble Tea program. Everything it
// starts ends with ctx.
func New(ctx context.Context, b Backend, o Options) tea.Model {
	s := &session{ctx: ctx, b: b, o: o, views: Catalog()}
	s.env = &Env{Snap: b.Store.Snapshot(), Fleet: &Fleet{}, Zone: time.UTC, Now: backup.TimeOf(time.Now())}
	s.env.Fleet = fleetOf(s.env.Snap, nil)
	s.retheme()
	return &root{s: s, changed: b.Store.Subscribe(ctx)}
}

// Init opens the first screen and starts to listen.
func (r *root) Init() tea.Cmd {
	s := r.s
	name, filter := splitCommand(s.o.Command)
	if name == "" {
		name = s.views[0].Info().Name
	}
	s.root(commanded(name, filter))
	if len(s.stack) == 0 {
		s.root(Target{View: s.views[0].Info().Name})
	}
	if s.o.Told != "" {
		s.say(ui.Warn, s.o.Told)
	}
	cmds := append(s.take(), r.awaitChange(), r.awaitTick(), r.awaitAsk(), s.dropSentDrafts(), s.lookBack(), s.checkJournal(), s.recall())
	if s.o.Theme == "" {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// changedMsg says that the store has a newer snapshot.
type changedMsg struct{}

// tickMsg comes once a second while the console runs, for ages and elapsed times.
type tickMsg struct{}

// askMsg is a question for the operator.
type askMsg struct{ ask AskMFA }

func (r *root) awaitChange() tea.Cmd {
	changed := r.changed
	return func() tea.Msg {
		if _, ok := <-changed; !ok {
			return nil
		}
		return changedMsg{}
	}
}

func (r *root) awaitTick() tea.Cmd { return sendAfter(r.s.ctx, time.Second, tickMsg{}) }

// sendAfter sends a message when wait is over, none when ctx ends first. A command of tea.Tick
// would outlive the console.
func sendAfter(ctx context.Context, wait time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		t := time.NewTimer(wait)
		defer t.Stop()
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
			return msg
		}
	}
}

func (r *root) awaitAsk() tea.Cmd {
	ctx, ask := r.s.ctx, r.s.o.Ask
	if ask == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case q, ok := <-ask:
			if !ok {
				return nil
			}
			return askMsg{q}
		}
	}
}

// Update routes one message. It returns at once: what takes time is a command.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	s := r.s
	var cmd tea.Cmd
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		s.size, s.dirty = ui.Rect{W: m.Width, H: m.Height}, true
	case changedMsg:
		cmd = tea.Batch(s.changed(), r.awaitChange())
	case tickMsg:
		s.tick()
		if s.behind {
			cmd = s.changed()
		}
		cmd = tea.Batch(cmd, s.diagnose(), s.reread(), r.awaitTick())
	case askMsg:
		s.askMFA(m.ask)
		cmd = r.awaitAsk()
	case triedMFA:
		s.tried(m)
	case usualMsg:
		s.learned(m)
	case causesMsg:
		cmd = s.diagnosed(m)
	case recalledMsg:
		s.recallCauses(m)
	case rereadMsg:
		s.heedReread(m)
	case notKept:
		s.notKept(m.err)
	case lookedBack:
		s.heedLookBack(m)
	case lookedOn:
		s.heedLookOn(m)
	case begunLook:
		s.lookedAtBegun(m)
	case resendable:
		s.openResend(m)
	case journalMoved:
		cmd = s.movedJournal(m)
	case journalState:
		s.heedJournal(m)
	case redo:
		s.openRedo(m)
	case draftSaved:
		cmd = s.draftSaved(m)
	case draftHeld:
		s.draftHeld(m)
	case otherEnded:
		s.otherEnded(m)
	case draftsRead:
		cmd = s.takeDrafts(m)
	case result:
		cmd = s.deliver(m)
	case tea.KeyPressMsg:
		s.keys.pressed = time.Now()
		cmd = s.pressed(m)
		s.dirty = true
	case tea.PasteMsg:
		cmd = s.paste(m)
		s.dirty = true
	case tea.InterruptMsg:
		return r, tea.Interrupt
	default:
		if s.term.hear(msg) {
			s.retheme()
		} else {
			cmd = tea.Batch(s.input(msg), s.top().Handle(s.env, msg))
			s.dirty = true
		}
	}
	cmds := append(s.take(), cmd)
	if s.quit {
		if last := s.lastLook(); last != nil {
			return r, tea.Sequence(last, tea.Quit)
		}
		return r, tea.Quit
	}
	return r, tea.Batch(cmds...)
}

// changed takes what the store has new.
func (s *session) changed() tea.Cmd {
	s.observe()
	cmd := tea.Batch(s.top().Refresh(s.env), s.learn(), s.diagnose(), s.heed())
	s.want()
	s.dirty = true
	return cmd
}

// take returns the commands that screens asked for during this Update.
func (s *session) take() []tea.Cmd {
	cmds := s.pending
	s.pending = nil
	return cmds
}

// pressed handles a key. Two escapes that come in one read look like alt+esc.
func (s *session) pressed(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == tea.KeyEscape && k.Mod == tea.ModAlt {
		esc := tea.KeyPressMsg{Code: tea.KeyEscape}
		first := s.key(esc)
		return tea.Batch(first, s.key(esc))
	}
	return s.key(k)
}
