package main

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// What values may be, wherever they come from: a flag, the environment, the
// config file. Errors are of type *usageError.

const (
	minRefresh = time.Second
	maxRefresh = time.Hour
	allRegions = "all"
)

var (
	themes    = []string{"dark", "light", "contrast"}
	logLevels = []string{"debug", "info", "warn", "error"}
)

var (
	accountShape = regexp.MustCompile(`^\d{12}$`)
	roleShape    = regexp.MustCompile(`^([!-.0-~]+/)*[\w+=,.@-]{1,64}$`) // IAM API: Path, RoleName
	// A region has an area, a direction and a number. Checked by its shape, since
	// AWS opens new ones.
	regionShape = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]{2,4})?-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d{1,2}$`)
)

func checkAccount(s string) error {
	if !accountShape.MatchString(s) {
		return usagef("an account ID has 12 digits, such as 111122223333", "no account ID: %q", s)
	}
	return nil
}

func checkRole(s string) error {
	if strings.HasPrefix(s, "arn:") {
		return usagef("give the name after role/: the ARN is made for each account", "a role ARN where its name is expected: %q", s)
	}
	if !roleShape.MatchString(s) {
		return usagef("letters, digits and +=,.@_- up to 64", "no role name: %q", s)
	}
	return nil
}

func checkRegion(s string) error {
	if s == allRegions || regionShape.MatchString(s) {
		return nil
	}
	return usagef(nearestOr("such as eu-west-1, or all for the enabled ones", s, append(slices.Clone(regions), allRegions)), "no region: %q", s)
}

// checkDefaultRegion checks the variables that AWS's tools take their Region from as --region
// is checked: of the first that is set, which counts.
func checkDefaultRegion(env environment) error {
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		switch value := env[name]; {
		case value == "":
		case regionShape.MatchString(value):
			return nil
		default:
			return usagef(nearestOr("such as eu-west-1", value, regions), "%s=%q: no region", name, value)
		}
	}
	return nil
}

func checkOneOf(s string, names []string) error {
	if slices.Contains(names, s) {
		return nil
	}
	return usagef(didYouMean(s, names), "unknown value %q", s)
}

func checkDuration(s string, least, most time.Duration) error {
	d, err := time.ParseDuration(s)
	switch {
	case err != nil:
		return usagef("such as 5s, 10m or 1h30m", "no duration: %q", s)
	case d < least || d > most:
		return usagef("between "+least.String()+" and "+most.String(), "duration out of range: %s", s)
	}
	return nil
}

// regions are the commercial Regions with AWS Backup, for completion and for
// guessing what a misspelt one was meant to be; others work as well.
var regions = []string{
	"us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2",
	"ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
	"ap-southeast-5", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1",
	"eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
	"mx-central-1", "sa-east-1",
}
