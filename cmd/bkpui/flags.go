package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bkpui/bkpui/internal/query"
)

// flags are what the operator said on the command line or by BKPUI_ variables.
type flags struct {
	profile, region, account []string
	org                      bool
	roleName, externalID     string
	context, command         string
	readonly, ascii          bool
	refresh                  time.Duration
	theme, logLevel, arm     string
}

// add defines the flags of the console and of get.
func (f *flags) add(set *pflag.FlagSet) {
	set.StringSliceVar(&f.profile, "profile", nil, "profiles of the AWS config file, read side by side: a,b")
	set.StringSliceVar(&f.region, "region", nil, "Regions to read: a,b, or all for those that are enabled")
	set.BoolVar(&f.org, "org", false, "every account of the organisation, found through AWS Organizations")
	set.StringVar(&f.roleName, "role-name", "", "role assumed in each account of --org or --account")
	set.StringVar(&f.externalID, "external-id", "", "external ID that the role asks for")
	set.StringSliceVar(&f.account, "account", nil, "account IDs to read: a,b; with --org names too")
	set.StringVar(&f.context, "context", "", "a fleet of the config file, by name")
	f.look(set)
}

// look defines the flags of the screen, which the demo has as well.
func (f *flags) look(set *pflag.FlagSet) {
	set.StringVarP(&f.command, "command", "c", "", "open on a view with a filter: 'jobs state:failed'")
	set.BoolVar(&f.readonly, "readonly", false, "a console that cannot be armed")
	set.StringVar(&f.arm, "arm", "", "armed from the start, for this reason: changes can be confirmed")
	set.DurationVar(&f.refresh, "refresh", 5*time.Second, "read nothing again sooner than this")
	set.StringVar(&f.theme, "theme", "", "dark, light or contrast; by default the terminal's background decides")
	set.BoolVar(&f.ascii, "ascii", false, "plain letters instead of signs and lines")
	set.StringVar(&f.logLevel, "log-level", "info", "debug, info, warn or error")
}

// check finds wrong values; the names of the flags are in its errors.
func (f *flags) check(set *pflag.FlagSet) error {
	f.profile, f.region, f.account = trimmed(f.profile), trimmed(f.region), trimmed(f.account)
	for _, r := range f.region {
		if err := checkRegion(r); err != nil {
			return named(source(set, "region"), err)
		}
	}
	for _, a := range f.account {
		if err := checkAccount(a); err != nil && !f.org {
			return named(source(set, "account"), err)
		}
	}
	if f.roleName != "" {
		if err := checkRole(f.roleName); err != nil {
			return named(source(set, "role-name"), err)
		}
	}
	if f.theme != "" {
		if err := checkOneOf(f.theme, themes); err != nil {
			return named(source(set, "theme"), err)
		}
	}
	if err := checkOneOf(f.logLevel, logLevels); err != nil {
		return named(source(set, "log-level"), err)
	}
	if err := checkDuration(f.refresh.String(), minRefresh, maxRefresh); err != nil {
		return named(source(set, "refresh"), err)
	}
	for _, empty := range []string{"profile", "region", "account", "role-name", "context"} {
		if flag := set.Lookup(empty); flag != nil && flag.Changed && (flag.Value.String() == "" || flag.Value.String() == "[]") {
			return usagef("give it a value or leave it out", "%s is empty", source(set, empty))
		}
	}
	return nil
}

func named(what string, err error) error {
	var usage *usageError
	if errors.As(err, &usage) {
		return &usageError{what + ": " + usage.msg, usage.hint}
	}
	return fmt.Errorf("%s: %w", what, err)
}

// fromEnvironment sets flags that were not given from variables: --log-level
// from BKPUI_LOG_LEVEL, and so on.
func fromEnvironment(set *pflag.FlagSet, env environment) error {
	var err error
	set.VisitAll(func(f *pflag.Flag) {
		name := variable(f.Name)
		value, ok := env[name]
		if f.Changed || !ok || value == "" || f.Name == "help" || err != nil {
			return
		}
		if e := set.Set(f.Name, value); e != nil {
			err = usagef("unset it or give it a value that --"+f.Name+" takes", "%s=%q: not a value of --%s", name, value, f.Name)
			return
		}
		err = set.SetAnnotation(f.Name, fromVariable, []string{name})
	})
	return err
}

// noOtherVariable refuses a BKPUI_ variable that sets no flag of any command: who wrote
// BKPUI_READ_ONLY believes that nothing can change.
func (a *app) noOtherVariable(cmd *cobra.Command, _ []string) error {
	if strings.HasPrefix(cmd.Name(), "__") {
		return nil // a shell that completes shows no error
	}
	var known []string // without the prefix, which makes any two names alike
	for _, c := range append(cmd.Root().Commands(), cmd.Root()) {
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	}
	for _, name := range slices.Sorted(maps.Keys(a.env)) {
		rest, ours := strings.CutPrefix(name, variable(""))
		flag := strings.ReplaceAll(strings.ToLower(rest), "_", "-")
		if !ours || a.env[name] == "" || slices.Contains(known, flag) {
			continue
		}
		hint := "unset it, or see bkpui --help for the flags"
		if near := query.Nearest(flag, known); near != "" {
			hint = "did you mean " + variable(near) + "?"
		}
		return usagef(hint, "%s=%q: there is no flag --%s", name, a.env[name], flag)
	}
	return nil
}

// fromVariable annotates a flag with the variable that set it.
const fromVariable = "variable"

// source names what set a flag, as its user would look for it.
func source(set *pflag.FlagSet, flag string) string {
	if f := set.Lookup(flag); f != nil && len(f.Annotations[fromVariable]) > 0 {
		return f.Annotations[fromVariable][0]
	}
	return "--" + flag
}

func variable(flag string) string {
	return "BKPUI_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// flagError says what to do about a flag that does not exist or has no proper value.
func flagError(cmd *cobra.Command, err error) error {
	hint := "see " + cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		if unknown.GetSpecifiedShortnames() != "" {
			return usagef(hint, "unknown flag -%s", unknown.GetSpecifiedShortnames())
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return usagef(nearestOr(hint, "--"+unknown.GetSpecifiedName(), names), "unknown flag --%s", unknown.GetSpecifiedName())
	case errors.As(err, &invalid):
		if invalid.GetFlag().Value.Type() == "duration" {
			hint = "such as 5s, 10m or 1h30m"
		}
		return usagef(hint, "--%s: not a value of it: %q", invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &missing):
		return usagef(hint, "--%s needs a value", missing.GetFlag().Name)
	}
	return usagef(hint, "%v", err)
}
