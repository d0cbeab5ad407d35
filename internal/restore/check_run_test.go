package restore

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func one(f Finding) func(context.Context, Lookup, Plan) []Finding {
	return func(context.Context, Lookup, Plan) []Finding { return []Finding{f} }
}

func TestChecksAreReportedOnceEachAsTheyFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(ctx context.Context, _ Lookup, _ Plan) []Finding {
			select {
			case <-time.After(3 * time.Second):
			case <-ctx.Done():
			}
			return []Finding{{Outcome: Warning}}
		}
		checks := []Check{
			{Name: "slow", Run: slow},
			{Name: "fast", Run: one(Finding{Outcome: OK, Check: "fast: part"})},
			{Name: "elsewhere", Applies: func(Plan) bool { return false }, Run: one(Finding{Outcome: Blocks})},
		}
		begin, found, order := time.Now(), map[int][]Finding{}, ""
		err := RunChecks(t.Context(), &answers{}, Plan{}, checks, func(i int, f []Finding) {
			found[i] = f
			order += checks[i].Name[:1]
		})
		if err != nil || time.Since(begin) != 3*time.Second {
			t.Errorf("ended after %v with %v", time.Since(begin), err)
		}
		if !strings.HasSuffix(order, "s") || len(order) != 3 {
			t.Errorf("reported in the order %s", order)
		}
		if len(found[2]) != 0 || found[0][0].Check != "slow" || found[1][0].Check != "fast: part" {
			t.Errorf("found %+v", found)
		}
	})
}

func TestAPanicInACheckIsItsDoubtAndTheErrorOfTheRun(t *testing.T) {
	checks := []Check{
		{Name: "broken", Run: func(context.Context, Lookup, Plan) []Finding { panic("boom") }},
		{Name: "applies", Applies: func(Plan) bool { panic("bang") }, Run: one(Finding{Outcome: OK})},
		{Name: "empty", Run: func(context.Context, Lookup, Plan) []Finding { return nil }},
		{Name: "sound", Run: one(Finding{Outcome: OK})},
	}
	found := map[int][]Finding{}
	err := RunChecks(t.Context(), &answers{}, Plan{}, checks, func(i int, f []Finding) { found[i] = f })
	if err == nil || !strings.Contains(err.Error(), "panic") {
		t.Errorf("error %v", err)
	}
	for i, want := range []Outcome{CannotTell, CannotTell, CannotTell, OK} {
		if len(found[i]) != 1 || found[i][0].Outcome != want || found[i][0].Check != checks[i].Name {
			t.Errorf("%s: %+v", checks[i].Name, found[i])
		}
	}
}

func TestAPanicInTheReportIsTheErrorOfTheRun(t *testing.T) {
	checks := []Check{{Name: "a", Run: one(Finding{})}, {Name: "b", Run: one(Finding{})}}
	err := RunChecks(t.Context(), &answers{}, Plan{}, checks, func(int, []Finding) { panic("no screen") })
	if err == nil || !strings.Contains(err.Error(), "no screen") {
		t.Errorf("error %v", err)
	}
}

func TestEachCheckHasItsOwnDeadlineAndTheRunEndsWithItsContext(t *testing.T) {
	hang := func(ctx context.Context, _ Lookup, _ Plan) []Finding {
		<-ctx.Done()
		return []Finding{unanswered("", "kms:DescribeKey", Plan{}.Scope, ctx.Err())}
	}
	synctest.Test(t, func(t *testing.T) {
		begin, reports := time.Now(), 0
		err := RunChecks(t.Context(), &answers{}, Plan{}, []Check{{Name: "a", Run: hang}, {Name: "b", Run: hang}}, func(_ int, f []Finding) {
			reports++
			if f[0].Outcome != CannotTell || !strings.Contains(f[0].Evidence, "in time") {
				t.Errorf("%+v", f)
			}
		})
		if err != nil || reports != 2 || time.Since(begin) != answerTime {
			t.Errorf("%d reports after %v, error %v", reports, time.Since(begin), err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begin := time.Now()
		err := RunChecks(ctx, &answers{}, Plan{}, []Check{{Name: "a", Run: hang}}, func(int, []Finding) { t.Error("reported to nobody") })
		if err == nil || time.Since(begin) != time.Second {
			t.Errorf("ended after %v with %v", time.Since(begin), err)
		}
	})
}

func TestCountAndWordsOfOutcomes(t *testing.T) {
	got := Count([]Finding{{Outcome: OK}, {}, {Outcome: Warning}, {Outcome: Blocks}, {Outcome: Warning}})
	if got != (Tally{OK: 1, Warnings: 2, Blocks: 1, CannotTell: 1}) {
		t.Errorf("%+v", got)
	}
	for o, want := range map[Outcome]string{OK: "ok", Warning: "warning", Blocks: "blocks", CannotTell: "can't tell", 9: "can't tell"} {
		if o.String() != want {
			t.Errorf("%d is %q", o, o)
		}
	}
}

func TestACheckThatGetsAnswersHasTimeForAllItsCalls(t *testing.T) {
	calls := func(n int) Check {
		return Check{Name: "calls", Run: func(ctx context.Context, _ Lookup, _ Plan) []Finding {
			for range n {
				select {
				case <-time.After(5 * time.Second):
					backup.Answered(ctx)
				case <-ctx.Done():
					return []Finding{unanswered("", "iam:GetRole", Plan{}.Scope, context.Cause(ctx))}
				}
			}
			return []Finding{{Outcome: OK}}
		}}
	}
	for n, want := range map[int]Outcome{3: OK, 20: CannotTell} {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			_ = RunChecks(t.Context(), &answers{}, Plan{}, []Check{calls(n)}, func(_ int, f []Finding) {
				if f[0].Outcome != want || want == CannotTell && !strings.Contains(f[0].Remedy, "ctrl+r") {
					t.Errorf("%d calls of five seconds: %+v", n, f)
				}
			})
			if time.Since(begin) > checkTime {
				t.Errorf("%d calls took %s", n, time.Since(begin))
			}
		})
	}
}
