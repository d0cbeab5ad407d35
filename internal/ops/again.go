package ops

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// tokenLife is for how long after its first intent a token is sent again. The
// simulator lets it live 60 minutes; AWS documents no time.
const tokenLife = 50 * time.Minute

// Reasons why a request is not sent again. It can still be looked up, or made anew
// through its form, as another op.
var (
	ErrRunning   = errors.New("it is under way in this console")
	ErrSettled   = errors.New("it is known what came of it")
	ErrTooLate   = errors.New("its token may be dead: it can only be looked up")
	ErrOtherBody = errors.New("it would not be the same request, and its token is for that one alone")
	ErrSecrets   = errors.New("its secrets are not kept anywhere and must be typed again: that makes another request with another token")
)

// Again returns an op that sends the request of an open intent once more: the same
// body, the same token, the next attempt of the same item. It is an action like any
// other, to be confirmed and done; AWS starts nothing twice for one token. It is
// refused once it is known what came of the intent, unless that is nothing (Fruitless), or 50
// minutes after its first attempt. Requests without a token are sent again under the same
// rule: they say how things should be, and saying it twice does no more.
func (r *Runner) Again(in Intent) (Op, error) {
	if r.runs(in.Op) {
		return Op{}, ErrRunning
	}
	p, err := r.journal.ledger()
	if err != nil {
		return Op{}, err
	}
	item := itemKey{in.Op, in.Item}
	key := attemptKey{item, in.Attempt, in.Actor.Console}
	open, ok := p.open[key]
	if !ok {
		open, ok = p.away[key]
	}
	if !ok {
		return Op{}, ErrSettled
	}
	if err := fresh(open.First); err != nil {
		return Op{}, err
	}
	c, err := open.Change()
	if err != nil {
		return Op{}, err
	}
	if NeedsSecrets(c) {
		if c = r.remembered(item); c == nil {
			return Op{}, ErrSecrets
		}
	}
	b, err := body(c)
	if err != nil {
		return Op{}, err
	}
	if !bytes.Equal(b, open.Request) {
		return Op{}, ErrOtherBody
	}
	return Op{
		ID: open.Op, Kind: open.Kind, Scope: open.Scope(), Draft: open.Draft, // the reason is that of who confirms it now
		Items: []Item{{
			Change: c, Thing: open.Of(), Name: open.Name,
			number: open.Item, attempt: p.last[item] + 1, first: open.First, same: b,
		}},
	}, nil
}

// fresh says whether a token that was first meant to be sent then may be sent now.
func fresh(first Stamp) error {
	switch age := wall().Sub(first.Time()); {
	case age > tokenLife:
		return fmt.Errorf("%w: it was first sent %s ago, more than %s", ErrTooLate, age.Round(time.Minute), tokenLife)
	case age < -skew:
		return fmt.Errorf("%w: this machine's clock is behind the journal", ErrTooLate)
	}
	return nil
}

// Until is when the token of the intent stops being sent again.
func (in *Intent) Until() time.Time { return in.First.Time().Add(tokenLife) }

// hold keeps a request with secrets that is uncertain or was turned away for Again, in
// memory alone, and lets it go when it is settled.
func (r *Runner) hold(item itemKey, c backup.Change, res *Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if x, ok := c.(*backup.StartRestoreJob); ok && len(x.Secrets) > 0 && (res.Outcome == Unsure || res.TurnedAway()) {
		r.held[item] = c
		return
	}
	delete(r.held, item)
}

func (r *Runner) remembered(item itemKey) backup.Change {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.held[item]
}
