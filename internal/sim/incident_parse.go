package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

var incidentKinds = []IncidentKind{KeyPolicyClosed, KeyDisabled, PolicyDenies, TrustLost, QuotaReached, LockRefuses}

// Planned is an incident that has no moment yet: how long after another one it begins, and
// when it is mended, 0 = never.
type Planned struct {
	Kind     IncidentKind
	From, To time.Duration
}

// ParseIncidents reads incidents as one line of text:
//
//	key-disabled,scp@2m,trust@90s..10m
//
// that is, kinds with the time after the start at which each begins (at once without it), and
// after .. that at which it is mended.
func ParseIncidents(line string) ([]Planned, error) {
	return parseList(line, "incident", func(part string) ([]Planned, error) {
		p, err := parseIncident(part)
		return []Planned{p}, err
	})
}

func parseIncident(part string) (p Planned, err error) {
	kind, when, timed := strings.Cut(part, "@")
	if p.Kind = IncidentKind(kind); !slices.Contains(incidentKinds, p.Kind) {
		return p, fmt.Errorf("unknown kind %q, know %v", kind, incidentKinds)
	}
	if !timed {
		return p, nil
	}
	from, to, mended := strings.Cut(when, "..")
	if p.From, err = time.ParseDuration(from); err == nil && mended {
		p.To, err = time.ParseDuration(to)
	}
	switch {
	case err != nil:
		return p, err
	case p.From < 0, mended && p.To <= p.From:
		return p, errors.New("it can't begin before the start, or end before it begins")
	}
	return p, nil
}

// Plan lets an incident befall, after start, what much of the first Region of the second account
// hangs on: the key of its daily backups, their vault, its default role, the quota of EBS
// snapshots; a service control policy denies in that Region, in every account but the management account. It is false where
// this world has no such thing. It may be called from any goroutine.
func (w *World) Plan(p Planned, start time.Time) bool {
	accounts, region := w.Accounts(), w.Regions()[0]
	in := accounts[min(1, len(accounts)-1)]
	i := Incident{Kind: p.Kind, From: start.Add(p.From)}
	if p.To > 0 {
		i.To = start.Add(p.To)
	}
	switch p.Kind {
	case KeyPolicyClosed, KeyDisabled:
		i.Resource = w.KeyOf(in, region, "alias/backup/prod-daily")
	case TrustLost:
		i.Resource = w.DefaultRole(in)
	case LockRefuses:
		i.Resource = "arn:aws:backup:" + region + ":" + in + ":backup-vault:prod-daily"
	case QuotaReached:
		i.Resource, i.Accounts = "EBS", []string{in}
	case PolicyDenies:
		i.Regions, i.Accounts = []string{region}, accounts[min(1, len(accounts)-1):] // never the management account
	}
	_, ok := w.Break(i)
	return ok
}
