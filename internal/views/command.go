package views

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/query"
)

// splitCommand cuts "jobs state:failed type:ebs" into the view and the filter.
func splitCommand(line string) (name, rest string) {
	line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), ":"))
	name, rest, _ = strings.Cut(line, " ")
	return name, strings.TrimSpace(rest)
}

// commanded is where a command leads: a "!" that stands alone, first or last, means problems
// only, as the key does.
func commanded(view, filter string) Target {
	t := Target{View: view, Filter: strings.TrimSpace(filter)}
	words := strings.Fields(t.Filter)
	switch {
	case len(words) == 0:
	case words[0] == "!":
		t.Filter, t.Only = strings.TrimSpace(t.Filter[1:]), true
	case words[len(words)-1] == "!":
		t.Filter, t.Only = strings.TrimSpace(t.Filter[:len(t.Filter)-1]), true
	}
	return t
}

// sound tells what is wrong with where a command leads, as the operator should read it.
func (t Target) sound(v Opener) error {
	info := v.Info()
	if t.Only && !info.Problems {
		return fmt.Errorf("%s has no problems only: leave the ! out", info.Name)
	}
	return v.Check(t.Filter, "")
}

// findView returns the view of a name or alias in any case.
func findView(views []Opener, name string) (Opener, bool) {
	for _, v := range views {
		info := v.Info()
		if strings.EqualFold(info.Name, name) || slices.ContainsFunc(info.Aliases, func(a string) bool { return strings.EqualFold(a, name) }) {
			return v, true
		}
	}
	return nil, false
}

// unknownView says what to type instead of name.
func unknownView(views []Opener, name string) error {
	names := viewNames(views)
	if near := query.Nearest(name, names); near != "" {
		return fmt.Errorf("no view %q; did you mean %s?", name, near)
	}
	return fmt.Errorf("no view %q; there are: %s", name, strings.Join(names, ", "))
}

func viewNames(views []Opener) []string {
	names := make([]string, 0, len(views))
	for _, v := range views {
		names = append(names, v.Info().Name)
	}
	return names
}

// Names returns the names of the views, as completion offers them.
func Names() []string { return viewNames(Catalog()) }

// Check tells whether a command opens a view and its filter is sound. The error is
// what the operator should read.
func Check(command string) error {
	name, filter := splitCommand(command)
	if name == "" {
		return nil
	}
	views := Catalog()
	v, ok := findView(views, name)
	if !ok {
		return unknownView(views, name)
	}
	return commanded(name, filter).sound(v)
}

// CheckColumns tells whether a view has the columns that a config names. The error is
// what the operator should read.
func CheckColumns(view string, names []string) error {
	views := Catalog()
	v, ok := findView(views, view)
	if !ok {
		return unknownView(views, view)
	}
	for _, name := range names {
		if err := v.Check("", name); err != nil {
			return err
		}
	}
	return nil
}
