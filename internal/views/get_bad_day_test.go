package views

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/sim"
)

// recordViews are the views that have records from AWS.
//
// Failures and stale resources are computed of jobs as time passes: see
// TestFailuresAreTheSameThroughABadDay and TestStaleResourcesHaveRecords.
func recordViews() []string {
	var names []string
	for _, v := range Catalog() {
		if info := v.Info(); info.Records && !info.Own && info.Name != "failures" && info.Name != "stale" {
			names = append(names, info.Name)
		}
	}
	return names
}

// getText runs `get` in a bubble, over the real SDK client, and returns what it wrote.
func getText(t *testing.T, w *sim.World, o GetOptions) (out, errs string, err error) {
	t.Helper()
	client, err := aws.New(t.Context(), aws.Options{
		Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true, Transport: sim.InProcess{Handler: w},
	})
	if err != nil {
		t.Fatal(err)
	}
	var b, e strings.Builder
	err = Get(t.Context(), Backend{Source: client}, o, &b, &e)
	return b.String(), e.String(), err
}

// getRecords reads what `get` wrote back. Lists that can't be read are fine: the
// simulated organisation has an account that refuses its role and a Region that is denied.
func getRecords(t *testing.T, w *sim.World, o GetOptions) (records []record, errs string) {
	t.Helper()
	out, errs, err := getText(t, w, o)
	var partial *PartialError
	if err != nil && !errors.As(err, &partial) {
		t.Fatal(err)
	}
	return readRecords(t, o.Output, out), errs
}

// smallWorld has the lists of a view on several pages.
func smallWorld(view string) *sim.World {
	page := 5
	if view == "points" || view == "jobs" || view == "rj" || view == "sj" {
		page = 25 // they are long
	}
	return sim.New(sim.Options{Seed: 3, Accounts: 2, Regions: 2, PageSize: page, Points: 200, Resources: 30, Jobs: 60})
}

// throughFaults compares what `get` writes through faults with runs without them, before and after, since the world moves meanwhile: what both of these
// have must be there exactly once, and nothing that neither knows.
func throughFaults(t *testing.T, w *sim.World, view string, formats []string, faults sim.Faults) {
	t.Helper()
	w.SetFaults(nil)
	before, errsBefore := getRecords(t, w, GetOptions{View: view, Output: "jsonl"})
	through := map[string][]record{}
	for _, format := range formats {
		w.SetFaults(faults)
		records, errs := getRecords(t, w, GetOptions{View: view, Output: format})
		if errs != errsBefore {
			t.Errorf("%s: lists that could not be read:\n%s\nwithout faults:\n%s", format, errs, errsBefore)
		}
		through[format] = records
	}
	w.SetFaults(nil)
	after, _ := getRecords(t, w, GetOptions{View: view, Output: "jsonl"})

	known, was, stays := map[string]bool{}, map[string]bool{}, map[string]record{}
	for _, r := range before {
		known[r.key()], was[r.String()] = true, true
	}
	for _, r := range after {
		known[r.key()] = true
		if was[r.String()] {
			stays[r.String()] = r
		}
	}
	if len(stays) == 0 || len(stays) < len(after)*9/10 {
		t.Errorf("%d of %d records stayed as they were: nothing to compare with", len(stays), len(after))
	}
	for format, records := range through {
		whole, keys := map[string]bool{}, map[string]bool{}
		for _, r := range records {
			switch {
			case !known[r.key()]:
				t.Errorf("%s: a record that is not there: %s", format, r)
			case keys[r.key()]:
				t.Errorf("%s: a record twice: %s", format, r)
			}
			whole[r.String()], keys[r.key()] = true, true
		}
		for _, r := range stays {
			if want := r.in(format); !whole[want.String()] {
				t.Errorf("%s: a record is lost or not the same: %s", format, want)
			}
		}
	}
}

func TestGetWritesTheSameRecordsThroughABadDay(t *testing.T) {
	t.Parallel()
	for _, view := range recordViews() {
		t.Run(view, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := smallWorld(view)
				throughFaults(t, w, view, []string{"jsonl"}, sim.BadDay())
				met := w.Stats().Faults
				if met[sim.Throttling] == 0 || met[sim.Slow] == 0 {
					t.Errorf("the run met no faults: %v", met)
				}
			})
		})
	}
}

func TestGetWritesTheSameRecordsThroughDamagedAnswersAndExpiredPageTokens(t *testing.T) {
	t.Parallel()
	met := map[sim.FaultKind]int{}
	for _, view := range recordViews() {
		formats := Formats()
		if view == "jobs" || view == "rj" || view == "sj" { // long, and bj and cj are written alike
			formats = []string{"csv"}
		}
		t.Run(view, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := smallWorld(view)
				throughFaults(t, w, view, formats, worseDay())
				for kind, n := range w.Stats().Faults {
					met[kind] += n
				}
			})
		})
	}
	for _, f := range worseDay() {
		if met[f.Kind] == 0 {
			t.Errorf("no request met %s: the test shows nothing", f.Kind)
		}
	}
}

// worseDay is a day on which answers arrive damaged or not at all, and page tokens of
// every list expire, as often as a list may start again. Fractions are such that twelve
// attempts in a row practically never fail.
func worseDay() sim.Faults {
	faults := sim.Faults{
		{Kind: sim.Slow, Fraction: 1, Delay: 200 * time.Millisecond},
		{Kind: sim.Throttling, Fraction: 0.10},
		{Kind: sim.ServerError, Fraction: 0.03},
		{Kind: sim.Reset, Fraction: 0.02},
		{Kind: sim.CutShort, Fraction: 0.03},
		{Kind: sim.Garbled, Fraction: 0.03},
		{Kind: sim.Hang, Fraction: 0.01, Times: 3},
	}
	for _, op := range listOperations {
		faults = append(faults, sim.Fault{Kind: sim.ExpiredPage, Fraction: 0.3, Times: 3, Operations: []string{op}})
	}
	return faults
}

// listOperations are the lists of AWS Backup that have pages.
var listOperations = []string{
	"ListBackupVaults", "ListRecoveryPointsByBackupVault", "ListProtectedResources", "ListBackupPlans", "ListBackupSelections",
	"ListBackupJobs", "ListCopyJobs", "ListRestoreJobs", "ListScanJobs",
}

func TestAListWhosePageTokensAlwaysExpireIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := smallWorld("resources")
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredPage, Fraction: 1, Operations: []string{"ListProtectedResources"}}})
		out, errs, err := getText(t, w, GetOptions{View: "resources", Output: "json"})
		var partial *PartialError
		if !errors.As(err, &partial) || !strings.Contains(errs, "payments/us-east-1: page token expired backup:ListProtectedResources: ") {
			t.Errorf("error %v, on standard error:\n%s", err, errs)
		}
		seen := map[string]bool{}
		for _, r := range readRecords(t, "json", out) {
			if seen[r.key()] {
				t.Errorf("a record twice: %s", r)
			}
			seen[r.key()] = true
		}
		if len(seen) == 0 {
			t.Error("the pages that could be read were not written")
		}
	})
}

func TestAListOfTheOrganisationThatBreaksOffIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := smallWorld("bj")
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredPage, Fraction: 1, Operations: []string{"ListBackupJobs"}}})
		_, errs, err := getText(t, w, GetOptions{View: "bj", Output: "jsonl"})
		var partial *PartialError
		if !errors.As(err, &partial) || !strings.Contains(errs, "payments/us-east-1: page token expired backup:ListBackupJobs") {
			t.Errorf("error %v, on standard error:\n%s", err, errs)
		}
	})
}

func TestGetEndsWhenItsContextDoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := smallWorld("resources")
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1, Operations: []string{"backup"}}})
		client, err := aws.New(t.Context(), aws.Options{Isolated: true, Regions: []string{"us-east-1"}, Transport: sim.InProcess{Handler: w}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		began := time.Now()
		if err := Get(ctx, Backend{Source: client}, GetOptions{View: "jobs", Output: "csv"}, io.Discard, io.Discard); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if d := time.Since(began); d > 4*time.Second {
			t.Errorf("ended after %s", d)
		}
	})
}
