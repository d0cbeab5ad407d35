package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// listWords names a list by its feed and by what AWS narrows it to, so that two lists of
// one feed and one scope are told apart.
func listWords(p state.Part, e *Env) string {
	words := []string{p.Feed}
	say := func(before, what string) {
		if what != "" {
			words = append(words, before+what)
		}
	}
	at := func(before string, t backup.Time) {
		if t != 0 {
			say(before, e.Clock(t))
		}
	}
	switch {
	case p.Arg == "":
	case p.Feed == "points":
		q := backup.ParsePointQuery(p.Arg)
		say("in ", q.Vault)
		if q.Owner != "" {
			say("of ", e.AccountName(backup.Intern(q.Owner)))
		}
		say("of ", backup.ShortARN(q.Resource))
		say("of type ", q.Type)
		say("of plan ", planWords(q.Plan, e))
		say("within ", backup.ShortARN(q.Parent))
		at("since ", q.CreatedAfter)
		at("until ", q.CreatedBefore)
	case strings.HasSuffix(p.Feed, "-jobs"):
		q := backup.ParseJobQuery(p.Arg)
		if q.Organization {
			say("of the ", "organization")
		}
		say("", q.State)
		say("with ", q.Category)
		say("of ", backup.ShortARN(q.Resource))
		say("of type ", q.Type)
		say("into ", backup.ShortARN(q.Vault))
		say("within ", q.Parent)
		say("of point ", backup.ShortARN(q.Point))
		at("since ", q.CreatedAfter)
		at("until ", q.CreatedBefore)
		at("ended since ", q.CompletedAfter)
	case p.Feed == "vaults":
		say("", p.Arg)
	default:
		say("of plan ", planWords(p.Arg, e))
	}
	return strings.Join(words, " ")
}

// planWords is the name of a plan where it is known, else its ID.
func planWords(id string, e *Env) string {
	for _, p := range state.Select[backup.Plan](e.Snap, nil, "plans").All() {
		if p.ID.String() == id {
			return p.Name.String()
		}
	}
	return id
}
