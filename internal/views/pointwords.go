package views

import (
	"fmt"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
)

// resourcesNamed is how many resources are named before the rest is only counted.
const resourcesNamed = 3

// pointsInWords says whose points these are, and from when to when they were made: what
// tells an operator that the wrong ones are marked, which their IDs do not.
func pointsInWords(e *Env, rows []*backup.RecoveryPoint) string {
	var order []string
	count := map[string]int{}
	first, last := rows[0].Created, rows[0].Created
	for _, p := range rows {
		of := p.Of.Get()
		name := strings.TrimSpace(of.Type.String() + " " + resourceWords(of))
		if count[name]++; count[name] == 1 {
			order = append(order, name)
		}
		first, last = min(first, p.Created), max(last, p.Created)
	}
	var said []string
	for _, name := range order[:min(len(order), resourcesNamed)] {
		said = append(said, fmt.Sprintf("%d of %s", count[name], name))
	}
	if more := len(order) - len(said); more > 0 {
		said = append(said, "of "+counted2(more, "other resource", "other resources"))
	}
	day := func(t backup.Time) string { return t.Time().In(e.Zone).Format(time.DateOnly) }
	when := "made on " + day(first)
	if day(last) != day(first) {
		when = "made from " + day(first) + " to " + day(last)
	}
	return strings.Join(said, ", ") + "; " + when
}

// nestedIn counts what the lists show nested in a composite point and must be deleted or
// detached first; the state of an EKS cluster goes with its composite.
func nestedIn(snap *state.Snapshot, p restore.Point) int {
	if !p.IsParent {
		return 0
	}
	seen := map[string]bool{}
	for _, row := range state.Select[backup.RecoveryPoint](snap, func(part state.Part) bool { return part.Scope == p.Thing.Scope }, "points").All() {
		if row.Parent.String() == p.ARN && row.Of.Get().Type.String() != "EKS" {
			seen[row.ARN.String()] = true
		}
	}
	return len(seen)
}

// compositeWords say that a point is a composite, or nested in one; "" where it stands alone.
func compositeWords(snap *state.Snapshot, p restore.Point) string {
	switch {
	case p.Parent != "":
		return "a member of the composite " + backup.ShortARN(p.Parent)
	case !p.IsParent:
		return ""
	}
	if n := nestedIn(snap, p); n > 0 {
		return "a composite of " + counted2(n, "member", "members") + " in the lists here"
	}
	return "a composite: its members are points of their own"
}
