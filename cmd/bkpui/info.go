package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/views"
)

// infoTime bounds the questions that info asks AWS.
const infoTime = 20 * time.Second

func (a *app) infoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "info",
		Short: "Where files are, and whose data would be read",
		Long:  "Prints where config, state and log are, and the identity and the scopes that the console would read with the same flags.",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.info(cmd) },
	}
	a.flags.add(cmd.Flags())
	a.complete(cmd)
	return cmd
}

func (a *app) info(cmd *cobra.Command) error {
	s, err := a.settings(cmd)
	if err != nil {
		a.printFacts(a.placeFacts()) // they tell where the broken file is
		return err
	}
	a.printFacts(a.facts(s))
	client, end, err := a.client(cmd.Context(), s)
	if err != nil {
		return err
	}
	defer end()
	ctx, cancel := context.WithTimeout(cmd.Context(), infoTime)
	defer cancel()

	accounts, err := fleetOf(ctx, client)
	refused := 0
	for _, acc := range accounts {
		if !a.printAccount(ctx, client, acc) {
			refused++
		}
	}
	switch {
	case refused > 0 && refused == len(accounts):
		return errNoAccount
	case refused > 0:
		return &views.PartialError{Lists: refused}
	}
	return err
}

var errNoAccount = errors.New("no account can be read")

// fleetOf returns the accounts that would be read, as far as they are found.
// They come more than once, each time with more that is known.
func fleetOf(ctx context.Context, client *aws.Client) ([]backup.Account, error) {
	var accounts []backup.Account
	for page, err := range client.Accounts(ctx) {
		if err != nil {
			return accounts, err
		}
		for _, acc := range page {
			same := func(b backup.Account) bool { return b.Key() == acc.Key() }
			if i := slices.IndexFunc(accounts, same); i >= 0 {
				accounts[i] = acc
			} else {
				accounts = append(accounts, acc)
			}
		}
	}
	return accounts, nil
}

// printAccount prints one account with its Regions, and reports whether it can
// be read.
func (a *app) printAccount(ctx context.Context, client *aws.Client, acc backup.Account) bool {
	line := strings.TrimSpace(acc.ID.String() + " " + acc.Name.String())
	switch {
	case line == "":
		line = cmp.Or(acc.Profile.String(), "default credentials")
	case !acc.Role.Empty():
		line += " by " + acc.Role.String()
	case !acc.Principal.Empty():
		line += " as " + acc.Principal.String()
	}
	if acc.Skipped {
		a.printFacts([]views.Fact{{Name: "left out", Value: line + " " + acc.State.String()}})
		return true
	}
	why, remedy := acc.Why.String(), acc.Remedy.String()
	if why == "" {
		regions, err := regionsOf(ctx, client, acc.ID)
		var e *backup.Error
		switch {
		case errors.As(err, &e):
			why, remedy = views.Reason(e), e.Remedy
		case err != nil:
			why = err.Error()
		}
		if len(regions) > 0 {
			line += " in " + strings.Join(regions, ", ")
		}
	}
	if why == "" {
		a.printFacts([]views.Fact{{Name: "account", Value: line}})
		return true
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) { // the SDK's words for that are of its insides
		why = "no answer that AWS gives within " + infoTime.String()
		remedy = "check the network, the proxy (HTTPS_PROXY) and AWS_ENDPOINT_URL"
	}
	fmt.Fprintf(a.errs, "bkpui: %s: %s\n", printable(line), printable(why))
	if remedy != "" {
		fmt.Fprintf(a.errs, "  %s\n", printable(remedy))
	}
	return false
}

// regionsOf returns the names of the Regions of an account that would be read.
func regionsOf(ctx context.Context, client *aws.Client, account backup.Text) ([]string, error) {
	var names []string
	for page, err := range client.Regions(ctx, account) {
		if err != nil {
			return names, err
		}
		for _, r := range page {
			if r.Enabled() && !slices.Contains(names, r.Name.String()) {
				names = append(names, r.Name.String())
			}
		}
	}
	return names, nil
}

// placeFacts are the files and what makes them.
func (a *app) placeFacts() []views.Fact {
	config := a.places.Config
	if _, err := os.Stat(config); err != nil {
		config += " (not there)"
	}
	return []views.Fact{
		{Name: "version", Value: version() + " " + runtime.Version()},
		{Name: "config", Value: config},
		{Name: "state", Value: a.places.State},
		{Name: "journal", Value: a.places.journalFile()},
		{Name: "log", Value: a.places.Log},
	}
}

// facts are the lines of info that need no network.
func (a *app) facts(s settings) []views.Fact {
	facts := a.placeFacts()
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, views.Fact{Name: name, Value: value})
		}
	}
	add("context", s.Context)
	add("profiles", strings.Join(s.Fleet.Profiles, ", "))
	add("regions", strings.Join(s.Fleet.Regions, ", "))
	if s.Fleet.Org {
		add("accounts", "all of the organisation")
	}
	add("accounts", strings.Join(s.Fleet.Accounts, ", "))
	add("left out", strings.Join(s.Fleet.Exclude, ", "))
	add("role", s.Fleet.ReadRole)
	add("refresh", s.Refresh.String())
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range a.env {
			if shown(name) && !yield(name) {
				return
			}
		}
	}) {
		add(name, a.env[name])
	}
	if a.env["AWS_ACCESS_KEY_ID"] != "" {
		add("AWS_ACCESS_KEY_ID", "(set)") // who is at the screen need not read it
	}
	return facts
}

// shown reports whether a variable steers what is read and holds no secret.
func shown(name string) bool {
	switch name {
	case "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
		"AWS_ENDPOINT_URL", "AWS_CA_BUNDLE", "HTTPS_PROXY", "NO_PROXY", "NO_COLOR":
		return true
	}
	return strings.HasPrefix(name, "BKPUI_") || strings.HasPrefix(name, "AWS_ENDPOINT_URL_")
}

func (a *app) printFacts(facts []views.Fact) {
	for _, f := range facts {
		fmt.Fprintf(a.out, "%-16s %s\n", f.Name, printable(f.Value))
	}
}
