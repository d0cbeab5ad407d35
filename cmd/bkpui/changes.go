package main

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/views"
)

// changing is what a console changes AWS with, and where that is written down.
type changing struct {
	runner  *ops.Runner
	journal *ops.Journal
	drafts  *ops.Drafts
}

// newChanging makes it of the settings. Nothing is sent or written yet.
func (a *app) newChanging(l *late, s settings) (*changing, error) {
	p, err := s.policy()
	if err != nil {
		return nil, err
	}
	who, host := localNames()
	c := &changing{journal: ops.NewJournal(a.places.journalFile()), drafts: ops.NewDrafts(draftsIn(a.places.State), who, host)}
	c.runner = ops.NewRunner(ops.Options{
		API: l, Finder: l, Journal: c.journal, Policy: p, User: who, Host: host, Console: "bkpui " + version(), Wake: l.wake,
	})
	if s.Arm != "" {
		if s.ReadOnly {
			return nil, usagef("leave one of the two out", "--arm and --readonly contradict each other")
		}
		if err := c.runner.Arming.Arm(s.Arm); err != nil {
			return nil, &usageError{"--arm: " + err.Error(), "give a reason that fits, or leave it out and use :arm in the console"}
		}
	}
	return c, nil
}

// policy is what the settings allow.
func (s settings) policy() (ops.Policy, error) {
	p := ops.Policy{ReadOnly: s.ReadOnly, Protected: s.Fleet.Protected, ArmFor: s.ArmFor, DisarmIdle: s.DisarmIdle}
	if s.Fleet.Reason != "" {
		re, err := regexp.Compile(s.Fleet.Reason)
		if err != nil {
			return p, usagef("mend the pattern in the config file", "reasonPattern: %v", err)
		}
		p.ReasonPattern = re
	}
	return p, nil
}

// localNames are who and where, as the journal has it.
func localNames() (who, host string) {
	if u, err := user.Current(); err == nil {
		who = u.Username
	}
	host, err := os.Hostname()
	if err != nil {
		host = ""
	}
	return cmp.Or(who, "unknown"), cmp.Or(host, "unknown")
}

// forViews is what the screens get of it.
func (c *changing) forViews(l *late) *views.Changes {
	return &views.Changes{
		Lookup: l, Arming: c.runner.Arming, Runner: c.runner, Drafts: c.drafts, Journal: c.journal,
		Shell: l.shell,
	}
}

// journalLook is how often the journal is looked at for what other consoles wrote.
const journalLook = 2 * time.Second

// follow keeps the table of the journal up to date until ctx ends.
func (c *changing) follow(ctx context.Context, store *state.Store, log *slog.Logger) error {
	var rows ops.Rows
	err := c.journal.Watch(ctx, journalLook, func(b ops.Batch) {
		state.Publish(store, state.Part{Feed: "actions"}, (*ops.Action).Key, rows.Add(&b), 0)
		for _, d := range b.Damage {
			log.Warn("journal is damaged", "line", d.Line, "what", d.What)
		}
	}, func(err error) {
		if err != nil {
			log.Warn("journal can't be read", "error", err)
		}
	})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// settle waits for what is under way, so that its outcome is written down.
func (c *changing) settle(log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := c.runner.Wait(ctx); err != nil {
		log.Warn("a change was under way at the end; the next start looks for it", "error", err)
	}
	if err := c.drafts.Close(); err != nil {
		log.Warn("other consoles see the drafts as open for a minute more", "error", err)
	}
}

// draftsIn is the folder of drafts in a state folder.
func draftsIn(dir string) string { return filepath.Join(dir, "drafts") }
