package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// where says how much was looked through.
func (f *finder) where() string {
	accounts := map[backup.Text]bool{}
	for _, s := range f.scopes {
		accounts[s.Account] = true
	}
	if len(f.scopes) <= 3 {
		var names []string
		for _, s := range f.scopes {
			names = append(names, s.String())
		}
		slices.Sort(names)
		return strings.Join(names, ", ")
	}
	return plural(len(f.scopes), "account and Region", "accounts and Regions") + " of " + plural(len(accounts), "account")
}

// notFound says where the jobs are not, and what could not be asked.
func (f *finder) notFound(ids []string) *statusError {
	var b strings.Builder
	var kinds []string
	for _, k := range f.kinds {
		kinds = append(kinds, k.String())
	}
	switch {
	case len(f.scopes) == 0:
		fmt.Fprintf(&b, "no account and Region could be asked for the job")
	default:
		what := "job"
		if len(f.kinds) < len(jobKinds()) {
			what = strings.Join(kinds, ", ") + " job"
		}
		fmt.Fprintf(&b, "no %s %s in %s", what, strings.Join(ids, ", "), f.where())
	}
	for _, line := range unreadLines(f.unread) {
		b.WriteString("\n  not read: " + line)
	}
	if len(f.scopes) > 0 {
		b.WriteString("\n  Look elsewhere with --region all, --profile, or --org --role-name NAME; AWS forgets jobs after some time, 30 days as lists go")
	}
	return &statusError{exitPartial, b.String()}
}

// unreadLines says each trouble of a scope once, with what mends it: the four describe
// calls are refused alike.
func unreadLines(errs []*backup.Error) []string {
	const most = 8
	type cause struct {
		in     backup.Scope
		kind   backup.Kind
		policy string
	}
	said := map[cause]bool{}
	var lines []string
	for _, e := range errs {
		c := cause{e.Scope, e.Kind, e.Policy}
		if e.Kind == backup.Credentials { // those of an account, in every Region
			c.in.Region = backup.Text{}
		}
		if said[c] {
			continue
		}
		said[c] = true
		line := troubleWords(e)
		if where := c.in.String(); c.in != (backup.Scope{}) {
			line = where + ": " + line
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], fmt.Sprintf("and %d more; bkpui info says whose data can be read", len(lines)-most+1))
	}
	return lines
}

// troubleWords says why AWS did not answer, and what mends that.
func troubleWords(e *backup.Error) string {
	words := string(e.Kind)
	if e.Op != "" && e.Kind != backup.Credentials {
		words += " " + cmp.Or(e.Action, e.Op)
	}
	switch {
	case e.Policy != "":
		words += " (" + e.Policy + ")"
	case e.Message != "":
		words += ": " + e.Message
	}
	if e.Remedy != "" {
		words += "; " + e.Remedy
	}
	return words
}
