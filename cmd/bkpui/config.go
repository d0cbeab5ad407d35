package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/bkpui/bkpui/internal/views"
)

// config is the config file. Everything in it is checked when it is read, so
// that a mistake shows at the start and not when it matters.
type config struct {
	Contexts map[string]fleet
	Defaults defaults
	Columns  map[string][]string // by view
}

// fleet is a named set of accounts and how they are read.
type fleet struct {
	Org       bool
	Profiles  []string
	Exclude   []string // accounts left out
	Accounts  []string
	Regions   []string // "all" alone = the enabled ones
	ReadRole  string   // assumed for everything
	WriteRole string   // assumed only to send a confirmed action
	External  string   // external ID of both roles
	Protected bool     // every action asks for a name
	Reason    string   // regular expression that a reason must match
}

type defaults struct {
	Context    string
	Refresh    time.Duration
	Theme      string
	ASCII      bool
	ReadOnly   bool
	LogLevel   string
	ArmFor     time.Duration
	DisarmIdle time.Duration
	NoBell     bool // bell: false, the terminal's bell stays silent
	NoTitle    bool // title: false, the terminal's title stays as it is
}

// configMax bounds what is read: a config file of more is not one.
const configMax = 1 << 20

// loadConfig reads the config file; no file is an empty config. Its errors name
// the file, the line and the column.
func loadConfig(path string) (*config, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &config{}, nil
	case err != nil:
		return nil, &usageError{"cannot read the config file: " + err.Error(), "mend it or move it away"}
	case info.Size() > configMax:
		return nil, usagef("move it away", "%s: too large for a config file (%d bytes)", path, info.Size())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &usageError{"cannot read the config file: " + err.Error(), "mend it or move it away"}
	}
	return parseConfig(path, text)
}

func parseConfig(path string, text []byte) (*config, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		var at yaml.Error
		if errors.As(err, &at) && at.GetToken() != nil {
			p := at.GetToken().Position
			return nil, usagef("it is not valid YAML there", "%s:%d:%d: %s", path, p.Line, p.Column, at.GetMessage())
		}
		return nil, usagef("it is not valid YAML", "%s: %v", path, err)
	}
	if len(file.Docs) > 1 && file.Docs[1].Body != nil {
		return nil, usagef("remove the line ---", "%s: more than one document", path)
	}
	c := &config{Contexts: map[string]fleet{}, Columns: map[string][]string{}}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return c, nil
	}
	var named ast.Node // where defaults.context stands
	err = object(file.Docs[0].Body, keys{
		"contexts": each(func(name string, n ast.Node) error {
			f, err := readFleet(n)
			c.Contexts[name] = f
			return err
		}),
		"defaults": func(n ast.Node) error {
			return object(n, keys{
				"context":    func(n ast.Node) error { named = n; return into(&c.Defaults.Context, word)(n) },
				"refresh":    into(&c.Defaults.Refresh, duration(minRefresh, maxRefresh)),
				"theme":      into(&c.Defaults.Theme, oneOf(themes...)),
				"ascii":      into(&c.Defaults.ASCII, yesNo),
				"readonly":   into(&c.Defaults.ReadOnly, yesNo),
				"logLevel":   into(&c.Defaults.LogLevel, oneOf(logLevels...)),
				"armFor":     into(&c.Defaults.ArmFor, duration(time.Minute, 12*time.Hour)),
				"disarmIdle": into(&c.Defaults.DisarmIdle, duration(time.Minute, 12*time.Hour)),
				"bell":       into(&c.Defaults.NoBell, no),
				"title":      into(&c.Defaults.NoTitle, no),
			})
		},
		"columns": each(func(view string, n ast.Node) error {
			names, err := list(word)(n)
			c.Columns[view] = names
			if err != nil {
				return err
			}
			if unknown := views.CheckColumns(view, names); unknown != nil {
				return wrong(n, "", "%s", unknown)
			}
			return nil
		}),
	})
	if err == nil && c.Defaults.Context != "" {
		if _, ok := c.Contexts[c.Defaults.Context]; !ok {
			err = wrong(named, didYouMean(c.Defaults.Context, slices.Collect(maps.Keys(c.Contexts))), "no context %q", c.Defaults.Context)
		}
	}
	var bad *badValue
	if errors.As(err, &bad) {
		return nil, &usageError{fmt.Sprintf("%s:%d:%d: %s", path, bad.line, bad.column, bad.msg), bad.hint}
	}
	return c, err
}

func readFleet(n ast.Node) (fleet, error) {
	var f fleet
	err := object(n, keys{
		"org": func(n ast.Node) error {
			f.Org = true
			return object(n, keys{
				"profile": func(n ast.Node) error {
					p, err := word(n)
					f.Profiles = []string{p}
					return err
				},
				"exclude": into(&f.Exclude, list(accountID)),
			})
		},
		"profiles":      into(&f.Profiles, list(word)),
		"accounts":      into(&f.Accounts, list(accountID)),
		"exclude":       into(&f.Exclude, list(accountID)),
		"regions":       into(&f.Regions, list(region)),
		"readRole":      into(&f.ReadRole, roleName),
		"writeRole":     into(&f.WriteRole, roleName),
		"externalId":    into(&f.External, word),
		"protected":     into(&f.Protected, yesNo),
		"reasonPattern": into(&f.Reason, pattern),
	})
	if err == nil {
		err = checkFleet(n, f)
	}
	return f, err
}

// checkFleet finds what each value alone does not show.
func checkFleet(n ast.Node, f fleet) error {
	switch {
	case (f.Org || len(f.Accounts) > 0) && f.ReadRole == "":
		return wrong(n, "add readRole: NAME, the role to assume in each account", "accounts without a role to read them")
	case slices.Contains(f.Regions, allRegions) && len(f.Regions) > 1:
		return wrong(n, "write regions: all, or list them", "regions: all does not go with others")
	}
	return nil
}
