package main

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// guard is a model whose panics, and those of its commands, end the group
// instead of printing a stack over the terminal. Its frames are for [ui.Wholes].
type guard struct {
	model   tea.Model
	group   *group
	columns int // of the terminal
}

func (m guard) Init() (cmd tea.Cmd) {
	defer m.group.catch()
	return m.watch(m.model.Init())
}

func (m guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = m
	defer m.group.catch()
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		m.columns = size.Width
	}
	m.model, cmd = m.model.Update(msg)
	return m, m.watch(cmd)
}

func (m guard) View() (v tea.View) {
	defer m.group.catch()
	v = m.model.View()
	v.Content = ui.Halves(v.Content, m.columns)
	return v
}

// watch returns cmd with its panics caught, those of a batch or a sequence that
// it leads to as well.
func (m guard) watch(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer m.group.catch()
		return m.each(cmd())
	}
}

// each watches the commands within msg. Bubble Tea's type of a sequence is not
// exported, hence the look at its shape.
func (m guard) each(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		if cmd, _ := v.Index(i).Interface().(tea.Cmd); cmd != nil {
			out.Index(i).Set(reflect.ValueOf(m.watch(cmd)))
		}
	}
	return out.Interface()
}
