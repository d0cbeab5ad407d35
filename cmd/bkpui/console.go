package main

import (
	"os/user"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/views"
)

func (a *app) console(cmd *cobra.Command) error {
	s, err := a.settings(cmd)
	if err != nil {
		return err
	}
	return a.show(cmd.Context(), s.name(a.env), s, func() aws.Options { return a.awsOptions(s) })
}

// settings reads what the run goes by, and checks the command to open with
// before there is a screen.
func (a *app) settings(cmd *cobra.Command) (settings, error) {
	c, err := loadConfig(a.places.Config)
	if err != nil {
		return settings{}, err
	}
	s, err := resolve(&a.flags, cmd.Flags(), a.env, c)
	if err != nil {
		return settings{}, err
	}
	return s, checkCommand(s.Command)
}

func checkCommand(command string) error {
	if command == "" {
		return nil
	}
	if err := views.Check(command); err != nil {
		return &usageError{msg: "-c " + err.Error()}
	}
	return nil
}

// awsOptions says whose data to read. It may wait for a directory that knows the
// operator's name.
func (a *app) awsOptions(s settings) aws.Options {
	o := aws.Options{
		Profiles: s.Fleet.Profiles, Regions: s.Fleet.Regions, Accounts: s.Fleet.Accounts, Exclude: s.Fleet.Exclude,
		Org: s.Fleet.Org, RoleName: s.Fleet.ReadRole, ExternalID: s.Fleet.External,
		SessionName: "bkpui", WriteRole: s.Fleet.WriteRole,
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		o.SessionName = "bkpui-" + u.Username // CloudTrail shows who looked
	}
	if len(o.Regions) == 1 && o.Regions[0] == allRegions {
		o.Regions, o.AllRegions = nil, true
	}
	return o
}
