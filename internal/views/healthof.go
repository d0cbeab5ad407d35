package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// listWords names a list by its feed and by what AWS narrows it to, so that two lists of
// one feed and one scope are told apart; plans are the names of plans by ID.
func listWords(p state.Part, plans map[string]string, e *Env) string {
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
		say("of plan ", cmp.Or(plans[q.Plan], q.Plan))
		say("within ", backup.ShortARN(q.Parent))
		at("since ", q.CreatedAfter)
		at("until ", q.CreatedBefore)
	case slices.Contains(jobFeeds(), p.Feed):
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
		say("of plan ", cmp.Or(plans[p.Arg], p.Arg))
	}
	return strings.Join(words, " ")
}

// planNames are the names of the plans that are known, by ID.
func planNames(e *Env) map[string]string {
	names := map[string]string{}
	for _, p := range state.Select[backup.Plan](e.Snap, nil, "plans").All() {
		names[p.ID.String()] = p.Name.String()
	}
	return names
}
