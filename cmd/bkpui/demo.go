package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/sim"
)

// simRole is the role of the simulated accounts that may read backups.
const simRole = "BackupReader"

// simWriteRole is the one that may change them.
const simWriteRole = "BackupOperator"

func (a *app) demoCommand() *cobra.Command {
	var w world
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "The console on a simulated organisation",
		Long:  "The same console on a simulated organisation: no AWS account, no credentials, no network.",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := w.check(); err != nil {
				return err
			}
			s, err := resolve(&a.flags, cmd.Flags(), a.env, &config{})
			if err != nil {
				return err
			}
			if err := checkCommand(s.Command); err != nil {
				return err
			}
			made, err := w.make()
			if err != nil {
				return err
			}
			folder, err := os.MkdirTemp("", "bkpui-demo-")
			if err != nil {
				return fmt.Errorf("make a folder for the journal of the demo: %w", err)
			}
			defer func() { _ = os.RemoveAll(folder) }()
			a.places.State = folder // of journal and drafts; the log stays where it is
			return a.show(cmd.Context(), "demo", s, func() aws.Options {
				return aws.Options{
					Isolated: true, Org: true, AllRegions: true, RoleName: simRole, WriteRole: simWriteRole,
					Transport: sim.InProcess{Handler: made},
				}
			})
		},
	}
	a.flags.look(cmd.Flags())
	a.complete(cmd)
	w.add(cmd.Flags(), 40*time.Millisecond, 20*time.Millisecond, true)
	return cmd
}
