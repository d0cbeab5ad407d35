package state

import (
	"maps"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestCoverageIsThatOfTheLeastReadPart(t *testing.T) {
	in := func(account string) Part { return Part{Feed: "backup-jobs", Scope: backup.In(account, "eu-west-1")} }
	denied := &backup.Error{Kind: backup.AccessDenied}
	for name, c := range map[string]struct {
		parts map[Part]Health
		want  Coverage
		whole bool
	}{
		"nothing asked for":     {nil, Coverage{To: 100}, true},
		"read whole":            {map[Part]Health{in("1"): {Whole: true}, in("2"): {Whole: true, Err: denied}}, Coverage{2, 2, 0, 100}, true},
		"far enough back":       {map[Part]Health{in("1"): {Horizon: 100}, in("2"): {Horizon: 40}}, Coverage{2, 2, 0, 100}, true},
		"one is not so far yet": {map[Part]Health{in("1"): {Horizon: 300}, in("2"): {Horizon: 200}, in("3"): {Whole: true}}, Coverage{3, 1, 0, 300}, false},
		"one has said nothing":  {map[Part]Health{in("1"): {Horizon: 300}, in("2"): {Loading: true}}, Coverage{2, 0, 0, 0}, false},
		"one is not readable":   {map[Part]Health{in("1"): {Whole: true}, in("2"): {Err: denied}}, Coverage{2, 1, 1, 0}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Cover(100, maps.All(c.parts)); got != c.want || got.Whole() != c.whole {
				t.Errorf("%+v, whole %v", got, got.Whole())
			}
		})
	}
}
