package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// watchLines prints a line a change: for logs and pipes. What is not of a job goes to
// standard error.
type watchLines struct {
	out, errs io.Writer
	prose     func() *prose
	several   bool // jobs, so that lines need the ID

	jobs    []*followed
	refresh time.Duration
	shown   map[*followed]string // what its last line said
	said    map[*followed]string // trouble that was said
}

func (w *watchLines) begin(jobs []*followed, refresh time.Duration) {
	w.jobs, w.refresh = jobs, refresh
	w.shown, w.said = map[*followed]string{}, map[*followed]string{}
	for _, j := range jobs {
		w.note("watching " + joined([]string{jobPlace(j), j.job.Of.Get().ARN.String()}) + ", every " + refresh.String())
	}
}

func (w *watchLines) note(words string) { fmt.Fprintf(w.errs, "bkpui: %s\n", ui.Clean(words)) }

func (w *watchLines) news(j *followed) {
	w.trouble(j)
	now := backup.TimeOf(time.Now())
	said := strings.Join([]string{j.job.State.String(), percentWord(j.job), bytesWord(j.job)}, "\x00")
	if w.shown[j] != said {
		w.shown[j] = said
		w.line(j, now)
		w.end(j)
	}
}

// line prints "2026-11-27T03:30:27Z  RUNNING  41.5%  12 GiB of 30 GiB  12 min".
func (w *watchLines) line(j *followed, now backup.Time) {
	words := []string{now.Time().UTC().Format(time.RFC3339)}
	if w.several {
		words = append(words, j.thing.ID)
	}
	words = append(words, j.job.State.String())
	for _, s := range []string{percentWord(j.job), bytesWord(j.job), timeWord(j.job, now)} {
		if s != "" {
			words = append(words, s)
		}
	}
	if j.job.Terminal() {
		if s := outcomeWord(j.job); s != "" {
			words = append(words, s)
		}
	}
	fmt.Fprintln(w.out, ui.Clean(strings.Join(words, "  ")))
}

// end prints the diagnosis of an end that is not clean.
func (w *watchLines) end(j *followed) {
	if !j.job.Terminal() {
		return
	}
	if d, ok := j.diagnosis(); ok {
		fmt.Fprintf(w.out, "\n%s\n", w.prose().diagnosis(&d, j.job.Message.String()))
	}
}

// trouble says once why nothing comes, and that it comes again.
func (w *watchLines) trouble(j *followed) {
	now := backup.TimeOf(time.Now())
	of := ""
	if w.several {
		of = j.thing.ID + ": "
	}
	what := ""
	switch {
	case j.trouble != nil:
		what = string(j.trouble.Kind)
	case j.stale(now, w.refresh):
		what = "no answer"
	}
	if j.lost {
		w.note(of + "given up, " + lastKnown(j, now) + ": " + troubleWords(j.trouble))
		return
	}
	if w.said[j] == what {
		return
	}
	w.said[j] = what
	switch {
	case what == "":
		w.note(of + "AWS answers again")
	case j.trouble != nil && j.trouble.Kind == backup.Credentials:
		w.note(of + j.job.State.String() + ", last known " + ui.Ago(now.Sub(j.read)) + "; it goes on by itself once they are back: " + troubleWords(j.trouble))
	case j.trouble != nil:
		w.note(of + j.job.State.String() + ", last known " + ui.Ago(now.Sub(j.read)) + ": " + troubleWords(j.trouble))
	default:
		w.note(of + j.job.State.String() + ", " + lastKnown(j, now))
	}
}

func (w *watchLines) tick() {
	for _, j := range w.jobs {
		if j.trouble == nil && j.stale(backup.TimeOf(time.Now()), w.refresh) {
			w.trouble(j)
		}
	}
}

func (w *watchLines) close() {}
