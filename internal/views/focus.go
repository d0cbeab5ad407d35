package views

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Focus narrows every view to some accounts and Regions; an empty list means all.
type Focus struct{ Accounts, Regions []backup.Text }

// Empty reports whether nothing is narrowed.
func (f Focus) Empty() bool { return len(f.Accounts) == 0 && len(f.Regions) == 0 }

// Has reports whether a scope is in focus.
func (f Focus) Has(s backup.Scope) bool {
	return (len(f.Accounts) == 0 || slices.Contains(f.Accounts, s.Account)) &&
		(len(f.Regions) == 0 || slices.Contains(f.Regions, s.Region))
}

// Equal reports whether both narrow to the same.
func (f Focus) Equal(g Focus) bool {
	return slices.Equal(f.Accounts, g.Accounts) && slices.Equal(f.Regions, g.Regions)
}

// Expr returns the focus in the filter language, for rows that come from lists of
// a whole organisation.
func (f Focus) Expr() string {
	var terms []string
	if len(f.Accounts) > 0 {
		terms = append(terms, "account~^("+join(f.Accounts)+")$")
	}
	if len(f.Regions) > 0 {
		terms = append(terms, "region~^("+join(f.Regions)+")$")
	}
	return strings.Join(terms, " ")
}

func join(words []backup.Text) string {
	s := make([]string, len(words))
	for i, w := range words {
		s[i] = w.String()
	}
	return strings.Join(s, "|")
}
