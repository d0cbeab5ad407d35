package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// settings are what a run goes by: flags over environment over the context of
// the config file over defaults. A context named on the command line counts as a
// flag: it is not mixed with AWS_PROFILE and AWS_REGION of the shell.
type settings struct {
	Context    string // "" = none
	Fleet      fleet
	Command    string
	Refresh    time.Duration
	Theme      string
	ASCII      bool
	ReadOnly   bool
	LogLevel   string
	Arm        string        // the reason that the console is armed for from the start
	ArmFor     time.Duration // 0 = the default
	DisarmIdle time.Duration
	NoBell     bool
	NoTitle    bool
	Columns    map[string][]string
}

// resolve makes the settings of a run. set holds which flags were given.
func resolve(f *flags, set *pflag.FlagSet, env environment, c *config) (settings, error) {
	given := func(flag string) bool { return set.Lookup(flag) != nil && set.Changed(flag) }
	named := given("context")
	if err := fromEnvironment(set, env); err != nil {
		return settings{}, err
	}
	if err := f.check(set); err != nil {
		return settings{}, err
	}
	s := settings{
		Context: cmp.Or(f.context, c.Defaults.Context),
		Command: f.command, Refresh: f.refresh, Theme: f.theme, LogLevel: f.logLevel, Columns: c.Columns,
		Arm: f.arm, ArmFor: c.Defaults.ArmFor, DisarmIdle: c.Defaults.DisarmIdle,
		NoBell: c.Defaults.NoBell, NoTitle: c.Defaults.NoTitle,
		ASCII:    f.ascii || c.Defaults.ASCII && !given("ascii"),
		ReadOnly: f.readonly || c.Defaults.ReadOnly && !given("readonly"),
	}
	if !given("refresh") {
		s.Refresh = cmp.Or(c.Defaults.Refresh, f.refresh)
	}
	if !given("log-level") {
		s.LogLevel = cmp.Or(c.Defaults.LogLevel, f.logLevel)
	}
	s.Theme = cmp.Or(s.Theme, c.Defaults.Theme)
	if !given("context") && (given("profile") || given("org") || given("account")) {
		s.Context = "" // the default context is another fleet than the one asked for
	}
	if s.Context != "" {
		var ok bool
		if s.Fleet, ok = c.Contexts[s.Context]; !ok {
			return s, usagef(contextHint(s.Context, c), "no context %q in the config file", s.Context)
		}
	}
	s.Fleet = override(s.Fleet, f, set, env, named)
	if len(s.Fleet.Regions) == 0 {
		if err := checkDefaultRegion(env); err != nil {
			return s, err
		}
	}
	return s, checkAsked(s.Fleet)
}

func contextHint(name string, c *config) string {
	if len(c.Contexts) == 0 {
		return "it has none; see bkpui info for where it is"
	}
	return didYouMean(name, slices.Collect(maps.Keys(c.Contexts)))
}

// override lays flags and environment over what a context says.
func override(fl fleet, f *flags, set *pflag.FlagSet, env environment, named bool) fleet {
	if !named {
		if p := cmp.Or(env["AWS_PROFILE"], env["AWS_DEFAULT_PROFILE"]); p != "" {
			fl.Profiles = nil // the SDK reads the variable
		}
		if r := cmp.Or(env["AWS_REGION"], env["AWS_DEFAULT_REGION"]); r != "" {
			fl.Regions = nil
		}
	}
	if len(f.profile) > 0 {
		fl.Profiles = f.profile
	}
	if len(f.region) > 0 {
		fl.Regions = f.region
	}
	if len(f.account) > 0 {
		fl.Accounts = f.account
	}
	if set.Lookup("org") != nil && set.Changed("org") {
		fl.Org = f.org
	}
	fl.ReadRole = cmp.Or(f.roleName, fl.ReadRole)
	fl.External = cmp.Or(f.externalID, fl.External)
	return fl
}

// checkAsked finds what each flag alone does not show.
func checkAsked(fl fleet) error {
	switch {
	case fl.Org && fl.ReadRole == "":
		return usagef("add --role-name NAME, the role to assume in each account", "--org without a role to read the accounts with")
	case len(fl.Accounts) > 0 && fl.ReadRole == "":
		return usagef("add --role-name NAME, the role to assume in each account", "--account without a role to read the accounts with")
	case fl.ReadRole != "" && !fl.Org && len(fl.Accounts) == 0:
		return usagef("add --org for all accounts of the organisation, or --account a,b", "--role-name without accounts to assume it in")
	case slices.Contains(fl.Regions, allRegions) && len(fl.Regions) > 1:
		return usagef("give --region all, or list them", "--region: all does not go with others")
	}
	return nil
}

// name is what the console calls the fleet.
func (s settings) name(env environment) string {
	switch {
	case s.Context != "":
		return s.Context
	case len(s.Fleet.Profiles) > 0:
		return strings.Join(s.Fleet.Profiles, " ")
	default:
		return cmp.Or(env["AWS_PROFILE"], env["AWS_DEFAULT_PROFILE"], "default")
	}
}

func trimmed(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
