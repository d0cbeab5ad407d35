package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/views"
)

func (a *app) getCommand() *cobra.Command {
	var o views.GetOptions
	points := false
	cmd := &cobra.Command{
		Use:   "get NAME",
		Short: "Print the records of a view without a screen, for scripts",
		Long: "Prints the records of a view, one a row. Scopes that cannot be read are named on standard error and make the exit status 3; " +
			"the rest is printed.",
		Example: "bkpui get jobs --filter 'state:failed age<1d'\n" +
			"bkpui get points --filter 'vault:prod-daily type:ebs' -o jsonl\n" +
			"bkpui get vaults --sort points -o csv",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usagef("views: "+strings.Join(views.Recorded(), ", "), "get needs the name of a view")
			case len(args) > 1:
				return usagef("a filter goes behind --filter, in quotes", "get takes one name, but got %q", strings.Join(args, " "))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return views.Recorded(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("command") {
				return usagef("the view is its name: bkpui get "+args[0]+" --filter EXPR", "-c opens a view of the console; get has none")
			}
			o.View = args[0]
			if cmd.Flags().Changed("points") {
				o.Points = &points
			}
			return a.get(cmd, o)
		},
	}
	a.flags.add(cmd.Flags())
	a.complete(cmd)
	cmd.Flags().StringVarP(&o.Output, "output", "o", "table", strings.Join(views.Formats(), ", "))
	cmd.Flags().StringVar(&o.Filter, "filter", "", "the rows to print: EXPR as after / in the console")
	cmd.Flags().StringVar(&o.Sort, "sort", "", "order by a column, -column descending; rows are then held in memory")
	cmd.Flags().StringVar(&o.Window, "window", "", "failures: how far back, "+strings.Join(views.Windows(), ", ")+" (default 24h); points that are EXPIRED, STOPPED or stuck in DELETING are so whatever it is")
	completeFrom(cmd, "window", views.Windows())
	cmd.Flags().BoolVar(&points, "points", false, "failures: read the recovery points of every vault too, for what is the matter with them")
	cmd.Flags().IntVar(&o.Limit, "limit", 0, "print so many rows at most (default all)")
	completeFrom(cmd, "output", views.Formats())
	return cmd
}

func (a *app) get(cmd *cobra.Command, o views.GetOptions) error {
	s, err := a.settings(cmd)
	if err != nil {
		return err
	}
	if !slices.Contains(views.Formats(), o.Output) {
		return usagef(didYouMean(o.Output, views.Formats()), "-o: unknown format %q", o.Output)
	}
	if o.Limit < 0 {
		return usagef("leave it out for all rows", "--limit: %d rows", o.Limit)
	}
	client, end, err := a.client(cmd.Context(), s)
	if err != nil {
		return err
	}
	defer end()
	g := newGroup(cmd.Context())
	g.run(limitMemory)
	g.run(func(ctx context.Context) error {
		changes := &views.Changes{Journal: ops.NewJournal(a.places.journalFile())}
		if err := views.Get(ctx, views.Backend{Source: client, Describe: client, Changes: changes, Memory: rememberedIn(a.places.State)}, o, a.out, a.errs); err != nil {
			return err
		}
		return errDone
	})
	_, err = g.end(grace)
	return err
}

// client makes the AWS client of a command without a screen. end releases what
// it holds.
func (a *app) client(ctx context.Context, s settings) (c *aws.Client, end func(), err error) {
	o, end := a.awsOptions(s), func() {}
	o.Ask = askTerminal(os.Stdin, a.errs)
	if file, err := openLog(a.places.Log); err == nil { // a script must not fail for want of a log
		end = func() { _ = file.Close() }
		o.Log = slog.New(slog.NewJSONHandler(file, &slog.HandlerOptions{Level: logLevel(s.LogLevel)}))
	} else {
		fmt.Fprintf(a.errs, "bkpui: no log: %s\n", printable(err.Error()))
	}
	c, err = aws.New(ctx, o)
	if err != nil {
		end()
		return nil, nil, awsUsage(err)
	}
	return c, end, nil
}
