package views

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Backend is one identity's view of AWS: two consoles with two backends can run
// in one process.
type Backend struct {
	Store    *state.Store
	Poller   Poller
	Source   state.Source
	Describe Describer
	Evidence Evidence // what AWS is asked about failures; nil = it is not asked
	Memory   Memory   // of failures, between runs; nil = nothing is kept
	Changes  *Changes // nil = this console only reads
}

// Poller keeps wanted lists fresh. Its methods return at once. *state.Poller is one.
type Poller interface {
	Want(parts []state.Part)    // the whole set that screens need now
	Refresh(parts []state.Part) // read these again now, from the start
	Stop(parts []state.Part)    // stop reading these until they are refreshed
}

// Describer tells all that AWS knows of one thing, answer by answer. It may block
// and is called from commands only. *aws.Client is one.
type Describer interface {
	Describe(ctx context.Context, t backup.Thing) iter.Seq[backup.Document]
}

// Options are what flags and the config file say of the console.
type Options struct {
	Name      string // what the top line calls the fleet: the context, the profiles, "demo"
	Version   string
	Theme     string // dark, light, contrast; "" asks the terminal
	NoColor   bool
	ASCII     bool
	NoBell    bool // the terminal's bell stays silent
	NoTitle   bool // the terminal's title stays as it is
	Refresh   time.Duration
	Command   string              // what `-c` opens: "jobs state:failed"
	Columns   map[string][]string // by view: the columns to show, in order
	ReadOnly  bool                // cannot be armed
	Ask       <-chan AskMFA       // questions for the operator; nil = never asked
	Told      string              // what to say at the start; "" = nothing
	Facts     []Fact              // what `bkpui info` says, for :info
	Clipboard ui.Clipboard        // the ways to the operator's clipboard
}

// AskMFA asks the operator for the code of an MFA device. It stands until another one
// says that it is settled.
type AskMFA struct {
	Profile, Serial string
	Settled         bool // nothing is asked any more
	// Try has AWS look at a code; the error says why it did not do. It waits.
	Try func(ctx context.Context, code string) error
}

// Fact is a line of :info.
type Fact struct{ Name, Value string }
