package views

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// failureCount says of how many jobs the causes are, and over what they were looked for.
func failureCount(e *Env) string {
	c := e.Causes
	if c.untold() {
		return windowWords(c.window) + " " + e.Theme.Sign(ui.Dot) + " " + untoldWords(c)
	}
	return fmt.Sprintf("%s %s %s of %s jobs", windowWords(c.window), e.Theme.Sign(ui.Dot), ui.Count(c.bad), ui.Count(c.jobs))
}

// untoldWords say why no jobs are told of, which is not that there were none.
func untoldWords(c *causes) string {
	if c.reading > 0 {
		return "no job is read yet"
	}
	return "no list of jobs could be read"
}

// failureWords say as well whether all of it is read.
func failureWords(e *Env) string {
	c := e.Causes
	if c == nil {
		return ""
	}
	words := failureCount(e)
	if c.known > 0 {
		words += fmt.Sprintf(", %d known", c.known)
	}
	if c.reading > 0 {
		words += fmt.Sprintf(" %s %s not complete to %s", e.Theme.Sign(ui.Loading), counted2(c.reading, "list", "lists"), windowWords(c.window))
	}
	if unread := c.pointed.words(); unread != "" {
		words += " " + e.Theme.Sign(ui.Dot) + " " + unread
	}
	return words
}

func noFailures(e *Env, _ Target) string {
	words := "no job failed, missed its window, was stopped or was completed with issues in the last " + windowWords(windowOf(e))
	switch {
	case e.Causes == nil:
		words = "no jobs are read yet"
	case e.Causes.untold():
		words = untoldWords(e.Causes)
	}
	return words + inScopes(e)
}

// nowWords are stateWords, and why the operator knows of it.
func nowWords(f *failure) string { return knownWords(f, stateWords(f)) }

func knownWords(f *failure, state string) string {
	switch {
	case f.known == "":
		return state
	case state == "":
		return "known: " + f.known
	}
	return state + "; known: " + f.known
}

// stateWords say whether a cause still bites: by the last job of each resource.
func stateWords(f *failure) string {
	c := f.of()
	switch {
	case onlyPoints(c) && !c.Brief.Malware():
		return undeletedWords(c.Points)
	case c.Brief.Malware() && c.Failing > 0:
		return ui.Count(max(1, len(infectedOf(c, c.Jobs)))) + " infected"
	case c.Brief.Malware():
		return "clean since"
	case c.Works() && c.Recovered == 0:
		return ui.Count(c.Failing) + " to rerun"
	case c.Works():
		return ui.Count(c.Failing) + " to rerun, " + ui.Count(c.Recovered) + " recovered"
	case c.Failing > 0 && c.Recovered > 0:
		return ui.Count(c.Failing) + stillWords(c) + ", " + ui.Count(c.Recovered) + " recovered"
	case c.Failing > 0:
		return ui.Count(c.Failing) + stillWords(c)
	case c.Recovered > 0:
		return "recovered"
	}
	return ""
}

// stillWords say what its resources still do: only what failed fails.
func stillWords(c *triage.Cause) string {
	switch causeSign(c) {
	case ui.Failed:
		return " failing"
	case ui.Stopped:
		return " stopped"
	}
	return withIssues
}

const withIssues = " with issues"

// causeSign is that of the worst jobs of a cause: failed, with issues, or all of them stopped.
func causeSign(c *triage.Cause) ui.Sign {
	switch {
	case c.Worst():
		return ui.Failed
	case len(c.Jobs) > 0 && !slices.ContainsFunc(c.Jobs, func(j *backup.Job) bool { return j.Outcome() != backup.Stopped }):
		return ui.Stopped
	}
	return ui.Attention
}

func nowTone(f *failure, _ *Env) ui.Tone {
	if f.known != "" {
		return ui.Muted
	}
	return stateTone(f)
}

func stateTone(f *failure) ui.Tone {
	c := f.of()
	switch {
	case c.Works():
		return ui.Warn
	case c.Failing > 0 && (c.Worst() || c.Brief.Malware()):
		return ui.Bad
	case c.Failing > 0 || len(c.Points) > 0 || c.Brief.Malware():
		return ui.Warn
	case c.Recovered > 0:
		return ui.Good
	}
	return ui.Plain
}

// appendNow is the sign and the first words of nowWords, in short: in a table what still fails
// is enough.
func appendNow(b []byte, f *failure, e *Env) []byte {
	words, _, _ := strings.Cut(stateWords(f), ", ")
	if n, ok := strings.CutSuffix(words, withIssues); ok {
		words = n + " issues"
		if n == "1" {
			words = "1 issue"
		}
	}
	words = knownWords(f, words)
	if words == "" {
		return append(b, e.Theme.Sign(ui.None)...)
	}
	sign := ui.Failed
	switch stateTone(f) {
	case ui.Good:
		sign = ui.Done
	case ui.Warn:
		if sign = ui.Attention; f.of().Failing > 0 && !f.of().Works() {
			sign = causeSign(f.of())
		}
	case ui.Plain:
		sign = ui.None
	}
	return appendSigned(b, e, sign, words)
}

// rootNow is rootWords as of a moment: while AWS says nothing, nothing is looked up either.
func rootNow(f *failure, e *Env) string {
	if f.of().Brief.Seeking() && !e.silent.IsZero() {
		return f.of().Brief.Root.Name + "s unknown: no answer"
	}
	return rootWords(f)
}

// rootWords is what a cause hangs on, in short: "key 1f0c…", "role backup-role". Where that is
// not known yet, the row may be of several.
func rootWords(f *failure) string {
	r := f.of().Brief.Root
	if f.of().Brief.Seeking() {
		return r.Name + "s being looked up"
	}
	if r.Value == "" {
		return ""
	}
	value := r.Value
	if strings.HasPrefix(value, "arn:") {
		value = backup.ShortARN(value)
	}
	if f.of().Brief.Unread && r.Name == "vault in scope" {
		return "key unknown: vault " + value + " can't be read"
	}
	if r.Name == "vault in scope" {
		return "vault " + value
	}
	return r.Name + " " + value
}
