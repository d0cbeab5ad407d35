package aws

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/bkpui/bkpui/internal/backup"
)

// profileError says what to do about a profile that can't be loaded.
func profileError(profile string, err error) error {
	var missing config.SharedConfigProfileNotExistError
	var source config.SharedConfigAssumeRoleError
	var endpoint errEndpoint
	name := cmp.Or(profile, activeProfile())
	switch {
	case errors.As(err, &endpoint):
		return endpoint
	case errors.As(err, &missing) && missing.Profile != name:
		return fmt.Errorf("profile %q takes its credentials from another: there is no profile %w", name, noProfile(missing.Profile))
	case errors.As(err, &missing):
		return fmt.Errorf("no profile %w", noProfile(name))
	case errors.As(err, &source) && source.Err == nil: // it may also lead back to itself
		return fmt.Errorf("profile %q: its source_profile %q has no credentials of its own: in %s give that one keys, sso_session, credential_source or credential_process",
			name, source.Profile, profileFiles()[0])
	}
	return fmt.Errorf("profile %q: %w", name, err)
}

// noProfile names a profile that is in no file, and those that are.
func noProfile(name string) error {
	names := Profiles()
	if len(names) == 0 {
		return fmt.Errorf("%q: there are none in %s", name, strings.Join(profileFiles(), " and "))
	}
	return fmt.Errorf("%q; there are %s", name, strings.Join(names, ", "))
}

// Profiles returns the names of the profiles in the configuration files of AWS's
// tools, sorted. What can't be read is left out.
func Profiles() []string {
	var names []string
	for i, file := range profileFiles() {
		f, err := os.Open(file)
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			section, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "[")
			section, _, closed := strings.Cut(section, "]")
			if !ok || !closed {
				continue
			}
			section = strings.TrimSpace(section)
			name, prefixed := strings.CutPrefix(section, "profile ")
			if prefixed || section == "default" || i > 0 {
				names = append(names, strings.Trim(name, ` "`))
			}
		}
		_ = f.Close() // only read
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// unclosed finds a section of the configuration files whose bracket is not closed: the SDK
// leaves it out without a word, and with it what an operator takes for a profile.
func unclosed() error {
	for _, file := range profileFiles() {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // the SDK says so, where it matters
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "[") && !strings.Contains(line, "]") {
				return fmt.Errorf("%s:%d: a section that is not closed: %q; write ] at its end", file, n, line[:min(len(line), 80)])
			}
		}
	}
	return nil
}

// profileFiles are the config file and the credentials file.
func profileFiles() []string {
	return []string{
		cmp.Or(os.Getenv("AWS_CONFIG_FILE"), config.DefaultSharedConfigFilename()),
		cmp.Or(os.Getenv("AWS_SHARED_CREDENTIALS_FILE"), config.DefaultSharedCredentialsFilename()),
	}
}

func activeProfile() string {
	return cmp.Or(os.Getenv("AWS_PROFILE"), os.Getenv("AWS_DEFAULT_PROFILE"), "default")
}

// sharedProfile returns what the files say of a profile; the zero value where
// they say nothing.
func sharedProfile(ctx context.Context, profile string) config.SharedConfig {
	if profile == "" && os.Getenv("AWS_ACCESS_KEY_ID") != "" {
		return config.SharedConfig{Profile: environment} // they go before any profile, AWS_PROFILE's too
	}
	files := profileFiles()
	shared, err := config.LoadSharedConfigProfile(ctx, cmp.Or(profile, activeProfile()), func(o *config.LoadSharedConfigOptions) {
		o.ConfigFiles, o.CredentialsFiles = files[:1], files[1:]
	})
	if err != nil {
		return config.SharedConfig{}
	}
	return shared
}

// environment stands for credentials of AWS_* variables; no profile has that name.
const environment = "\x00environment"

// origin follows source_profile to where the first credentials come from.
func origin(shared *config.SharedConfig) *config.SharedConfig {
	for shared.Source != nil {
		shared = shared.Source
	}
	return shared
}

// accountOf returns the account of a profile as far as its settings tell.
func accountOf(shared *config.SharedConfig) string {
	if arn, ok := backup.SplitARN(shared.RoleARN); ok {
		return arn.Account
	}
	return shared.SSOAccountID
}

// patience is how long the credentials of a profile may take: people and
// programs that ask people are slow.
func patience(shared *config.SharedConfig) time.Duration {
	for p := shared; p != nil; p = p.Source {
		if p.MFASerial != "" {
			return 5 * time.Minute
		}
	}
	if origin(shared).CredentialProcess != "" {
		return time.Minute
	}
	return 3 * attemptTime
}

// remedyOf says what brings the credentials of a profile back, in the form that
// works over SSH.
func remedyOf(profile string, shared *config.SharedConfig) string {
	from := origin(shared)
	name := cmp.Or(from.Profile, profile, activeProfile())
	switch {
	case from.Profile == environment:
		return "export fresh AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and start again"
	case from.SSOSessionName != "", from.SSOStartURL != "":
		return "aws sso login --profile " + name + " --no-browser --use-device-code"
	case from.LoginSession != "":
		return "aws login --profile " + name + " --remote"
	case from.CredentialProcess != "":
		return "make the credential_process of profile " + name + " work again; it is read again by itself"
	case from.Credentials.HasKeys():
		return "renew the keys of profile " + name + " in " + profileFiles()[1] + "; they are read again by themselves"
	case from.WebIdentityTokenFile != "", os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE") != "":
		return "renew the web identity token file; it is read again by itself"
	case from.RoleARN != "" && from.CredentialSource == "":
		return "give profile " + name + " a source_profile or a credential_source for its role_arn in " + profileFiles()[0] + "; it is read again by itself"
	}
	return "aws configure sso --profile " + name + ", or give --profile or AWS_* variables"
}
