package state

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestStreamGivesEveryRowOnceWhenThePageTokenExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.points = makePoints(4500)
		for i, page := range []int{3, 5, 2} {
			failed := false
			aws.fault = func(_ string, n int) error {
				if n == page && !failed {
					failed = true
					aws.change(func() { // the pages are cut elsewhere the second time
						aws.points = append(makePoints(4501 + i)[:1], aws.points...)
					})
					return &backup.Error{Kind: backup.TokenExpired}
				}
				return nil
			}
			got := map[backup.ARN]int{}
			for rows, err := range Stream[backup.RecoveryPoint](t.Context(), aws, "points", pointsPart()) {
				if err != nil {
					t.Fatal(err)
				}
				if len(rows) > aws.page {
					t.Fatalf("%d rows in one page", len(rows))
				}
				for _, p := range rows {
					got[p.ARN]++
				}
			}
			for arn, n := range got {
				if n != 1 {
					t.Errorf("%s came %d times", arn, n)
				}
			}
			if len(got) != len(aws.points) {
				t.Errorf("%d rows, want %d", len(got), len(aws.points))
			}
		}
	})
}

func TestStreamReadsJobsAsOneList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.page = 2
		for _, id := range []string{"a", "b", "c", "d", "e"} {
			aws.jobs = append(aws.jobs, makeJob(id, "FAILED", hour, 0))
		}
		var got []string
		for rows, err := range Stream[backup.Job](t.Context(), aws, "backup-jobs", jobsPart()) {
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range rows {
				got = append(got, j.ID)
			}
		}
		if strings.Join(got, "") != "abcde" || !slices.Equal(aws.took(), []string{"backup 1", "backup 2", "backup 3"}) {
			t.Errorf("got %v", got)
		}
	})
}

func TestStreamGivesPlansWithTheirCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.plans = []backup.Plan{{ID: backup.Intern("a"), Rules: 2}, {ID: backup.Intern("b"), Rules: 3}}
		var got []backup.Plan
		for rows, err := range Stream[backup.Plan](t.Context(), aws, "plans", Part{Feed: "plans", Scope: home}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, rows...)
		}
		if !slices.Equal(got, aws.plans) {
			t.Errorf("got %v", got)
		}
	})
}

func TestStreamGivesWhatItHasAndThenTheError(t *testing.T) {
	for _, c := range []struct {
		feed string
		page int
		rows int
		kind backup.Kind
	}{
		{"points", 2, 1000, backup.Throttled},
		{"points", 2, 1000, backup.TokenExpired},
		{"plans", 1, 0, backup.AccessDenied},
		{"nothing", 0, 0, backup.InternalError},
	} {
		t.Run(c.feed+" "+string(c.kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				aws := newFake()
				aws.points = makePoints(2500)
				aws.fault = func(_ string, n int) error {
					if n == c.page {
						return &backup.Error{Kind: c.kind}
					}
					return nil
				}
				rows, kind := 0, backup.Kind("")
				if c.feed == "plans" {
					for page, err := range Stream[backup.Plan](t.Context(), aws, c.feed, Part{Feed: c.feed}) {
						rows, kind = rows+len(page), backup.KindOf(err)
					}
				} else {
					for page, err := range Stream[backup.RecoveryPoint](t.Context(), aws, c.feed, Part{Feed: c.feed, Arg: "vault=prod"}) {
						rows, kind = rows+len(page), backup.KindOf(err)
					}
				}
				if rows != c.rows || kind != c.kind {
					t.Errorf("%d rows and %q, want %d and %q", rows, kind, c.rows, c.kind)
				}
			})
		})
	}
}

func TestStreamStopsWhenNobodyListens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.points = makePoints(2500)
		for _, err := range Stream[backup.RecoveryPoint](t.Context(), aws, "points", pointsPart()) {
			if err != nil {
				t.Error(err)
			}
			break
		}
		if got := aws.took(); len(got) != 1 {
			t.Errorf("calls %q", got)
		}
	})
}
