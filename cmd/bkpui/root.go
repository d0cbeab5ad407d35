package main

import (
	"context"
	"io"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/views"
)

// app is one run of the program.
type app struct {
	env       environment
	places    places
	flags     flags
	in        io.Reader
	out, errs io.Writer
}

func (a *app) execute(ctx context.Context, args []string) error {
	root := a.root()
	root.SetArgs(args)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(ctx, c) })
	return root.ExecuteContext(ctx)
}

// help has fang print the help of c. Nothing else runs under fang: at every
// error it asks the terminal for its colours, and waits for an answer.
func (a *app) help(ctx context.Context, c *cobra.Command) {
	root := a.root()
	root.SetArgs(append(strings.Fields(c.CommandPath())[1:], "--help"))
	if err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage()); err != nil {
		report(a.errs, err)
	}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "bkpui",
		Short: "A terminal console for AWS Backup",
		Long: "A terminal console for AWS Backup: accounts, Regions, vaults, recovery points, protected resources, plans and jobs of a whole fleet, live.\n\n" +
			"It reads with the credentials that every AWS tool uses. Every flag can also be set by a variable: --theme by BKPUI_THEME.",
		Example: "bkpui demo\n" +
			"bkpui --profile prod,staging --region eu-west-1\n" +
			"bkpui --org --role-name BackupReader --region all -c 'jobs state:failed'",
		Args: a.noWord,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.console(cmd) },
	}
	root.SilenceErrors, root.SilenceUsage = true, true
	root.Version = version()
	root.SetOut(a.out)
	root.SetErr(a.errs)
	root.PersistentPreRunE = a.noOtherVariable
	a.flags.add(root.Flags())
	a.complete(root)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.demoCommand(), a.simCommand(), a.getCommand(), a.watchCommand(), a.diagnoseCommand(), a.infoCommand(), a.journalCommand(), a.versionCommand(), a.manCommand())
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.RunE = func(*cobra.Command, []string) error {
				return usagef("bash, zsh, fish or powershell; each has a --help", "completion needs the name of a shell")
			}
			c.Args = nil
		}
	}
	return root
}

// noWord refuses a word where a sub-command is expected.
func (a *app) noWord(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	word := args[0]
	for _, name := range views.Names() {
		if name == word {
			return usagef("bkpui -c "+word+" opens the view, bkpui get "+word+" prints it", "%s is a view, not a command", word)
		}
	}
	var names []string
	for _, c := range cmd.Commands() { // help and completion are among them by now
		names = append(names, c.Name())
	}
	return usagef(didYouMean(word, names), "unknown command %q", word)
}

// noArguments refuses words after a sub-command.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("see "+cmd.CommandPath()+" --help", "%s takes no words, but got %q", cmd.CommandPath(), strings.Join(args, " "))
}
