package sim

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

var faultKinds = []FaultKind{
	Slow, Throttling, ServerError, Reset, TakenReset, CutShort, Garbled, HTML, Hang, ExpiredToken, ExpiredPage, AccessDenied, DeniedBySCP, Undeletable,
}

// ParseFaults reads faults as one line of text:
//
//	latency=200ms±50ms,throttling=20%,error=5%,denied-scp=100%@eu-west-1,hang=1%@ListBackupJobs@123456789012
//
// that is, kinds with the percentage of requests each befalls (a duration for
// latency), limited by any number of @account, @region, @operation or
// @service. "bad-day" stands for BadDay.
func ParseFaults(line string) (Faults, error) {
	return parseList(line, "fault", func(part string) ([]Fault, error) {
		if part == "bad-day" {
			return BadDay(), nil
		}
		f, err := parseFault(part)
		return []Fault{f}, err
	})
}

// parseList reads what stands between the commas of a line; what names one in errors.
func parseList[T any](line, what string, parse func(part string) ([]T, error)) ([]T, error) {
	var all []T
	for part := range strings.SplitSeq(line, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		some, err := parse(part)
		if err != nil {
			return nil, fmt.Errorf("%s %q: %w", what, part, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

func parseFault(part string) (Fault, error) {
	kind, rest, ok := strings.Cut(part, "=")
	f := Fault{Kind: FaultKind(kind), Fraction: 1}
	if !slices.Contains(faultKinds, f.Kind) {
		return f, fmt.Errorf("unknown kind %q, know %v", kind, faultKinds)
	}
	if !ok {
		return f, errors.New("want kind=amount, as throttling=20% or latency=200ms")
	}
	limits := strings.Split(rest, "@")
	if err := f.amount(limits[0]); err != nil {
		return f, err
	}
	for _, limit := range limits[1:] {
		switch {
		case limit == "":
			return f, errors.New("nothing stands after @")
		case len(limit) == 12 && strings.Trim(limit, "0123456789") == "":
			f.Accounts = append(f.Accounts, limit)
		case strings.Contains(limit, "-") && strings.ContainsAny(limit[len(limit)-1:], "0123456789"):
			f.Regions = append(f.Regions, limit)
		default:
			f.Operations = append(f.Operations, limit)
		}
	}
	return f, nil
}

func (f *Fault) amount(text string) (err error) {
	if f.Kind == Slow {
		delay, jitter, varies := strings.Cut(text, "±")
		if f.Delay, err = time.ParseDuration(delay); err == nil && varies {
			f.Jitter, err = time.ParseDuration(jitter)
		}
		if err == nil && (f.Delay < 0 || f.Jitter < 0 || f.Jitter > f.Delay) {
			err = errors.New("want a delay of 0 or more and a jitter of at most the delay")
		}
		return err
	}
	percent, ok := strings.CutSuffix(text, "%")
	n, err := strconv.ParseFloat(percent, 64)
	if !ok || err != nil || !(n >= 0 && n <= 100) {
		return fmt.Errorf("want a percentage from 0%% to 100%%, got %q", text)
	}
	f.Fraction = n / 100
	return nil
}
