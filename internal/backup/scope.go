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
func ShortRegion(name string) string { return string(AppendShortRegion(nil, name)) }

// AppendShortRegion is ShortRegion for cells: a filter asks for it once a row.
func AppendShortRegion(b []byte, name string) []byte {
	start := len(b)
	word, rest, more := strings.Cut(name, "-")
	b = append(b, word...)
	for n := 0; more; n++ {
		word, rest, more = strings.Cut(rest, "-")
		var short string
		if more {
			short = directions[word]
		} else if n > 0 {
			short = word // the number at the end
		}
		if short == "" {
			return append(b[:start], name...)
		}
		b = append(b, short...)
	}
	return b
}

var directions = map[string]string{
	"north": "n", "south": "s", "east": "e", "west": "w", "central": "c",
	"northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
	"gov": "g", "iso": "i", "isob": "ib", "isoe": "ie", "isof": "if",
}
