package backup

import "strings"

// Scope is where a list is read: one account in one Region. Everything in AWS
// Backup but the global settings is Regional, and no call lists two Regions.
type Scope struct{ Account, Region Text }

// In returns the Scope of an account ID and a Region name.
func In(account, region string) Scope { return Scope{Intern(account), Intern(region)} }

// String returns "111122223333/eu-west-1", or the account alone where there is
// no Region.
func (s Scope) String() string {
	if s.Region.Empty() {
		return s.Account.String()
	}
	return s.Account.String() + "/" + s.Region.String()
}

// Organization is the account of a scope whose rows are those of the whole
// organisation, read at once from its management or delegated administrator
// account (AWS Backup API: ListBackupJobs with accountId=*).
const Organization = "*"

// ShortRegion returns the short form that AWS uses in Availability Zone IDs:
// use1 for us-east-1, apse2 for ap-southeast-2. A name of another shape comes
// back as it is.
func ShortRegion(name string) string {
	parts := strings.Split(name, "-")
	if len(parts) < 3 {
		return name
	}
	var b strings.Builder
	b.WriteString(parts[0])
	for _, word := range parts[1 : len(parts)-1] {
		short, ok := directions[word]
		if !ok {
			return name
		}
		b.WriteString(short)
	}
	b.WriteString(parts[len(parts)-1])
	return b.String()
}

var directions = map[string]string{
	"north": "n", "south": "s", "east": "e", "west": "w", "central": "c",
	"northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
	"gov": "g", "iso": "i", "isob": "ib", "isoe": "ie", "isof": "if",
}
