package restore

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// madeIn is where the resource lived that was backed up. Most resources name account
// and Region in their ARN, a copy the vault it came from, and metadata holds keys and
// zones of that Region; a point that tells nothing was made in here.
func madeIn(p Point, metadata map[string]string, here backup.Scope) backup.Scope {
	from := here
	region := func(name string) {
		if name != "" {
			from.Region = backup.Intern(name)
		}
	}
	place := func(name string) {
		arn, _ := backup.SplitARN(name)
		region(arn.Region)
		if isAccount(arn.Account) {
			from.Account = backup.Intern(arn.Account)
		}
	}
	place(p.VaultARN)
	place(p.ARN) // in a vault that is shared with this account, it is of the one that owns it
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		if arn, ok := backup.SplitARN(metadata[key]); ok && arn.Service == "kms" {
			region(arn.Region)
		} else if strings.EqualFold(key, "AvailabilityZone") {
			region(zoneRegion(metadata[key]))
		}
	}
	place(p.SourceVault)
	place(p.ResourceARN)
	return from
}

func isAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// zoneRegion is the Region of an Availability Zone: eu-west-1 of eu-west-1a. It is ""
// for names of another shape: those of Local Zones have digits in the middle.
func zoneRegion(zone string) string {
	region := strings.TrimRight(zone, "abcdefghijklmnopqrstuvwxyz")
	if len(zone) != len(region)+1 || strings.IndexAny(region, "0123456789") <= strings.LastIndexByte(region, '-') || strings.Count(region, "-") < 2 {
		return ""
	}
	return region
}

// Elsewhere says where the backup was made, "" where that is where it is restored:
// then networks, groups, zones and keys of that place mean nothing here.
func (f *Form) Elsewhere() string {
	switch {
	case f.from.Region != f.in.Region && f.from.Account != f.in.Account:
		return f.from.String()
	case f.from.Region != f.in.Region:
		return f.from.Region.String()
	case f.from.Account != f.in.Account:
		return f.from.Account.String()
	}
	return ""
}

func (f *Form) otherRegion() bool { return f.from.Region != f.in.Region }

// foreign names the place of a value as backed up that means nothing here, "" where it
// may be used. ARNs and the names of zones say themselves where they are of; a name or
// an ID is of the place where the backup was made. What another account lent to the one
// that made the backup is lent to that one.
func (f *Form) foreign(fl *Field, value string) string {
	if fl.Bound == Anywhere {
		return ""
	}
	items := fl.split(value)
	placed := len(items) > 0
	for _, item := range items {
		arn, _ := backup.SplitARN(item)
		region, account := cmp.Or(arn.Region, zoneRegion(item)), arn.Account
		switch {
		case region != "" && region != f.in.Region.String():
			return region
		case isAccount(account) && account != f.in.Account.String() && f.Elsewhere() != "":
			return account
		}
		placed = placed && (region != "" || isAccount(account))
	}
	switch {
	case placed:
		return ""
	case fl.Bound == InRegion && f.otherRegion():
		return f.from.Region.String()
	case fl.Bound == InRegion:
		return ""
	case fl.Bound == OfAccount && f.from.Account != f.in.Account:
		return f.from.Account.String()
	case fl.Bound == OfAccount:
		return ""
	}
	return f.Elsewhere()
}

// partition is the AWS partition of the request.
func (f *Form) partition() string {
	for _, arn := range []string{f.point.VaultARN, f.point.ARN, f.point.ResourceARN} {
		if p, ok := backup.SplitARN(arn); ok && p.Partition != "" {
			return p.Partition
		}
	}
	return "aws"
}

// identified are the types whose ARN ends in the name that people gave the resource, and
// that its service knows it by. What other ARNs end in is an ID of AWS's making, and the
// name of those resources is their Name tag.
var identified = []string{"RDS", "Aurora", "DocumentDB", "Neptune", "DynamoDB", "Redshift", "S3", "Timestream"}

// name is what the resource was called: its identifier, or else its name, or what its ARN
// ends in.
func (f *Form) name() string {
	id := lastName(f.point.ResourceARN)
	if f.point.ResourceName != "" && (id == "" || !slices.Contains(identified, f.point.Type)) {
		return f.point.ResourceName
	}
	return id
}
