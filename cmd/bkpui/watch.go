package main

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
)

func (a *app) watchCommand() *cobra.Command {
	var kinds, output string
	formats := []string{formatText, formatJSONL}
	cmd := &cobra.Command{
		Use:   "watch JOB-ID...",
		Short: "Follow jobs to their end, which is the exit status",
		Long: "Follows backup, copy, restore and scan jobs until they have ended. An ID does not say its kind, its account or its Region: all that the flags let it read are asked side by side, and --account, --region and --kind narrow that down. " +
			"On a terminal each job is a line that is drawn again, with a bar where AWS reports progress; else it prints a line a change: time, state, percent and bytes as far as AWS reports them. " +
			"-o jsonl writes a record a change.\n\n" +
			"AWS is asked every --refresh. When it can't be, the last that is known stays, with its age, and it is asked again; expired credentials hold it up, with the command that mends them, until they are back.\n\n" +
			"Exit status: 0 all completed clean; 1 one failed, missed its window or was stopped, and the diagnosis is printed; 4 one completed with issues (PARTIAL, a category other than SUCCESS, threats found, a restore whose validation FAILED or TIMED_OUT); " +
			"3 one was not found or could no longer be read, said on standard error; 2 wrong usage. Of several the first of 1, 3, 4 counts.",
		Example: "bkpui watch 1F2E3D4C-5B6A-7980-8A9B-0C1D2E3F4A5B\n" +
			"bkpui watch --region eu-west-1 --kind restore JOB-ID && ./after-the-restore\n" +
			"bkpui watch JOB-ID -o jsonl | jq -r .state",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("bkpui get jobs --filter 'state:running' lists those that run", "watch needs the ID of a job")
			}
			return checkJobIDs(args)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("command") {
				return usagef("the job is its ID: bkpui watch "+args[0], "-c opens a view of the console; watch has none")
			}
			s, err := a.settings(cmd)
			if err != nil {
				return err
			}
			if !slices.Contains(formats, output) {
				return usagef(didYouMean(output, formats), "-o: unknown format %q", output)
			}
			known := knownOfJob{kind: kinds}
			if err := known.check(); err != nil {
				return err
			}
			client, end, err := a.client(cmd.Context(), s)
			if err != nil {
				return err
			}
			defer end()
			return a.watch(cmd.Context(), client, s, watched{ids: distinct(args), kinds: known.kinds(), output: output})
		},
	}
	a.flags.add(cmd.Flags())
	a.complete(cmd)
	cmd.Flags().StringVar(&kinds, "kind", "", "look for jobs of this kind only: backup, copy, restore or scan")
	cmd.Flags().StringVarP(&output, "output", "o", formatText, strings.Join(formats, ", "))
	completeFrom(cmd, "output", formats)
	completeFrom(cmd, "kind", kindNames())
	return cmd
}

// watched is what `bkpui watch` was asked for.
type watched struct {
	ids    []string
	kinds  []backup.JobKind
	output string
}

// watch finds the jobs and follows them to their end, which is the error.
func (a *app) watch(ctx context.Context, client *aws.Client, s settings, w watched) error {
	found, missing, err := a.find(ctx, client, w)
	switch {
	case err != nil:
		return err
	case missing != nil && len(found) == 0:
		return missing
	case missing != nil: // the others may go on for hours
		report(a.errs, missing)
	}
	f := newFollowing(client, s.Refresh, found)
	show := a.watchScreen(s, w.output, found)
	g := newGroup(ctx)
	f.start(g)
	g.run(func(ctx context.Context) error {
		defer show.close()
		if !f.run(ctx, show) {
			return nil
		}
		return errDone
	})
	if _, err := g.end(grace); err != nil {
		return err
	}
	return verdict(f.jobs, missing != nil)
}

// watchScreen is what shows the jobs.
func (a *app) watchScreen(s settings, output string, jobs []*followed) watchScreen {
	switch {
	case output == formatJSONL:
		return &watchRecords{out: a.out}
	case a.canRedraw() && len(jobs) < a.terminalHeight():
		return newWatchBars(a, s)
	}
	return &watchLines{out: a.out, errs: a.errs, prose: func() *prose { return newProse(a) }, several: len(jobs) > 1}
}

// verdict is how the whole ended; partly says that there is no trace of some jobs.
func verdict(jobs []*followed, partly bool) error {
	var worst error
	for _, rank := range []int{exitIssues, exitPartial, exitFailed} {
		if rank == exitPartial && partly || slices.ContainsFunc(jobs, func(j *followed) bool { return j.status() == rank }) {
			worst = &statusError{status: rank}
		}
	}
	return worst
}

// checkJobIDs refuses what can't be the ID of a job: what AWS's IDs look like is not
// documented, but they are one word.
func checkJobIDs(ids []string) error {
	for _, id := range ids {
		bad := func(r rune) bool {
			return r == '/' || r == ':' || r == '?' || unicode.IsSpace(r) || !unicode.IsPrint(r)
		}
		if id == "" || len(id) > 256 || strings.ContainsFunc(id, bad) {
			return usagef("bkpui get jobs prints them; an ARN is none", "not the ID of a job: %q", id)
		}
	}
	return nil
}

func distinct(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
