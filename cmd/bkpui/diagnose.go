package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/triage"
)

// formats of what is said of a message or of a job that is watched.
const (
	formatText  = "text"
	formatJSON  = "json"
	formatJSONL = "jsonl"
)

// diagnosing is one `bkpui diagnose`.
type diagnosing struct {
	output string
	known  knownOfJob
}

func (a *app) diagnoseCommand() *cobra.Command {
	var d diagnosing
	formats := []string{formatText, formatJSON, formatJSONL}
	cmd := &cobra.Command{
		Use:   "diagnose 'MESSAGE' | -",
		Short: "Say what is behind a message of AWS, and what mends it",
		Long: "Looks a status message of a job or an error of AWS up in the catalogue of causes, and prints the cause, its class, what it means, what to do in which order, " +
			"and the facts that the message itself holds: key, role, action, account. It needs no AWS, no network and no config.\n\n" +
			"With - it reads a message a line from standard input and answers each as it comes, one JSON record a line; of a line only the first 64 KiB are read. " +
			"A message is answered in text on a terminal, else as a JSON line; -o says otherwise.\n\n" +
			"What nothing in the catalogue fits is of class unknown, and no cause is guessed: shape is the message without names and numbers, by which such messages can be grouped. " +
			"That is an answer too: the exit status is 0 whatever was found, 2 after wrong usage.",
		Example: "bkpui diagnose 'Your backup job failed as AWS Backup does not have permission to use the KMS key'\n" +
			"aws backup list-backup-jobs --by-state FAILED --query 'BackupJobs[].[StatusMessage]' --output text | bkpui diagnose - | jq -r .cause | sort | uniq -c\n" +
			"bkpui diagnose --kind restore --type RDS -o json 'MESSAGE'",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usagef("bkpui diagnose 'MESSAGE', or bkpui diagnose - for one a line from standard input", "diagnose needs a message")
			case len(args) > 1:
				return usagef("bkpui diagnose 'MESSAGE'", "diagnose takes one message, in quotes, but got %d words", len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := fromEnvironment(cmd.Flags(), a.env); err != nil {
				return err
			}
			if d.output != "" && !slices.Contains(formats, d.output) {
				return usagef(didYouMean(d.output, formats), "-o: unknown format %q", d.output)
			}
			if err := d.known.check(); err != nil {
				return err
			}
			if doubt := d.known.doubt(); doubt != "" {
				fmt.Fprintf(a.errs, "bkpui: %s", doubt)
			}
			if args[0] == "-" {
				return a.diagnoseLines(cmd.Context(), &d)
			}
			return a.diagnoseOne(&d, args[0])
		},
	}
	cmd.Flags().StringVarP(&d.output, "output", "o", "", "text, json or jsonl (default text on a terminal, else jsonl)")
	cmd.Flags().StringVar(&d.known.kind, "kind", "", "the message is of such a job: backup, copy, restore or scan")
	cmd.Flags().StringVar(&d.known.category, "category", "", "its MessageCategory: ACCESS_DENIED; one that AWS's documentation does not name is said on standard error, and taken")
	cmd.Flags().StringVar(&d.known.typ, "type", "", "its resource type, as AWS spells it: EBS, RDS, S3")
	completeFrom(cmd, "output", formats)
	completeFrom(cmd, "kind", kindNames())
	completeWith(cmd, "type", func() []string { return nil })
	completeFrom(cmd, "category", triage.Categories())
	return cmd
}

func (a *app) diagnoseOne(d *diagnosing, message string) error {
	found := d.known.diagnose(message)
	output := d.output
	if output == "" {
		output = formatJSONL
		if a.onTerminal() {
			output = formatText
		}
	}
	if output == formatText {
		return a.write(newProse(a).diagnosis(&found, message))
	}
	return a.write(appendJSON(nil, recordOf(&found, message), output == formatJSON))
}
