package aws

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// Options says whose data to read. The zero value reads the account of the
// default credential chain in its default Region.
type Options struct {
	Profiles   []string // named profiles, each an identity of its own; none = the default chain
	Regions    []string // none = the default Region of the profile or the environment
	Accounts   []string // only these, as IDs or, with Org, names
	Exclude    []string // never these
	AllRegions bool     // every Region that the account has enabled (Account API: ListRegions)
	Org        bool     // the accounts of the organisation (Organizations API: ListAccounts)

	// RoleName is the role assumed in every account other than the identities'
	// own ones; it may hold a path.
	RoleName   string
	ExternalID string
	// WriteRole is the role assumed in an account for a change and for nothing else;
	// "" = who reads the account changes it. It may hold a path.
	WriteRole   string
	SessionName string // as CloudTrail shows it; "bkpui" when empty

	Transport http.RoundTripper // nil = the shared default transport
	Isolated  bool              // no environment, no files, no instance metadata: fixed credentials that open nothing

	Ask func(context.Context, Challenge) (string, error) // MFA codes; nil = nobody is there to answer
	// Asked is told of an MFA code that Answer is to bring, where Ask is nil. Nothing waits
	// for that: until then the calls of the profile fail, and a list of accounts goes on
	// without it. It is called from many goroutines and must not block for long.
	Asked func(context.Context, Challenge)
	// Screen says that the terminal is a console's: a credential_process can neither read
	// its keys nor write on it, and what it says last is in its error.
	Screen bool
	Record func(backup.Call) // every attempt; called from many goroutines; must not block
	Log    *slog.Logger
}

var (
	regionShape  = regexp.MustCompile(`^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$`)
	accountShape = regexp.MustCompile(`^\d{12}$`)
	sessionShape = regexp.MustCompile(`[^\w+=,.@-]+`)
)

// check finds what is wrong with the options as given, and completes them.
func (o *Options) check() error {
	if slices.Contains(o.Regions, "all") {
		o.AllRegions, o.Regions = true, nil
	}
	for _, r := range o.Regions {
		if !regionShape.MatchString(r) {
			return fmt.Errorf("region %q: not the name of a Region, such as eu-west-1; give --region all for every enabled one", r)
		}
	}
	for _, a := range o.Accounts {
		if !o.Org && !accountShape.MatchString(a) {
			return fmt.Errorf("account %q: not an account ID of 12 digits; names work with --org", a)
		}
	}
	o.SessionName = sessionShape.ReplaceAllString(o.SessionName, "-")
	if len(o.SessionName) < 2 {
		o.SessionName = "bkpui"
	}
	o.SessionName = o.SessionName[:min(len(o.SessionName), 64)]
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return nil
}
