package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/ops"
)

// journalFile is where the journal of all changes is.
func (p places) journalFile() string { return filepath.Join(p.State, "journal.jsonl") }

func (a *app) journalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "journal",
		Short: "Check the journal of what was changed from here",
		Long:  "The journal holds every change that was sent to AWS from here, who sent it and how it ended: one JSON line an event, each with the hash of the line before.",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			return usagef("bkpui journal verify", "journal needs a word that says what to do with it")
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "verify [FILE]",
		Short: "Find damage and edits in the journal",
		Long: "Checks that every line of the journal is a record, numbered one above the line before and holding that line's hash, and names the lines where it is not so. " +
			"Ends with 1 if there are any.\n\n" +
			"A cut last line, and a file that others may read or write, are no damage: it ends with 0, and the output has a line that begins with \"torn:\" or \"mode:\". " +
			"The next change cuts the torn bytes off and takes the file from others.\n\n" +
			"Whole lines cut off at the end, a change to the very last line, and a file written anew from some line on with the right hashes can't be found. The number and the hash that it prints, kept elsewhere, tell; " +
			"so does AWS CloudTrail.",
		Example: "bkpui journal verify\nbkpui journal verify /mnt/evidence/journal.jsonl",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("see "+cmd.CommandPath()+" --help", "%s takes one file at most", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			path := a.places.journalFile()
			if len(args) == 1 {
				path = args[0]
			}
			return a.verifyJournal(cmd.Context(), path)
		},
	})
	return cmd
}

func (a *app) verifyJournal(ctx context.Context, path string) error {
	r, err := ops.Verify(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no journal at %s: nothing was changed from here, or it is elsewhere", path)
	}
	if err != nil {
		return fmt.Errorf("verify the journal: %w", err)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(a.out, "%s\n", printable(f.Error()))
	}
	if r.Torn > 0 {
		fmt.Fprintf(a.out, "torn: %d bytes after the last whole line. Either a writer died before its line was acknowledged, and sent nothing on it; "+
			"or the file was cut later, by an editor or a disk: then what stood there may have been sent\n", r.Torn)
	}
	if r.Mode&0o077 != 0 {
		fmt.Fprintf(a.out, "mode: %04o lets others at it; chmod 600 does not\n", r.Mode)
	}
	for _, line := range r.Mended {
		fmt.Fprintf(a.out, "line %d: says what was mended before it\n", line)
	}
	if len(r.Faults) > 0 {
		return fmt.Errorf("the journal %s is damaged or was changed, first at line %d", path, r.Faults[0].Line)
	}
	if r.Lines == 0 {
		fmt.Fprintf(a.out, "%s: whole, and empty\n", printable(path))
		return nil
	}
	fmt.Fprintf(a.out, "%s: whole, %d lines from %s to %s\nlast: number %d, hash %s\n",
		printable(path), r.Lines, r.First.Format(time.RFC3339), r.Last.Format(time.RFC3339), r.Seq, r.Sum)
	return nil
}
