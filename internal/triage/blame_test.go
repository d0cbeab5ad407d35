package triage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhichOfTwoKeysACopyHangsOnIsToldByOthers: the words name neither.
func TestWhichOfTwoKeysACopyHangsOnIsToldByOthers(t *testing.T) {
	key := func(name string) string {
		if name == "" {
			return ""
		}
		return "arn:aws:kms:eu-west-1:000000000001:key/" + name
	}
	type copied struct{ from, to string }
	for name, c := range map[string]struct {
		copies []copied
		backup string // the key of the vault of a backup that fails too
		want   string // causes with the key that they hang on, and the source of that
	}{
		"one copy: that of the source":            {[]copied{{"s", "t"}}, "", "s 1 point"},
		"several from one key":                    {[]copied{{"s", "t"}, {"s", "t"}, {"s", "u"}}, "", "s 3 point"},
		"from several keys into one vault":        {[]copied{{"s", "t"}, {"r", "t"}}, "", "t 2 target"},
		"from one that is not known, and another": {[]copied{{"s", "t"}, {"", "t"}}, "", "t 2 target"},
		"from several keys into several":          {[]copied{{"s", "t"}, {"r", "u"}}, "", "r 1 point, s 1 point"},
		"the target's fails backups":              {[]copied{{"s", "t"}}, "t", "t 2 vault"},
		"the source's fails backups":              {[]copied{{"s", "t"}, {"r", "t"}}, "s", "r 1 point, s 2 vault"},
		"no vault is known":                       {[]copied{{"s", ""}, {"r", ""}}, "", "r 1 point, s 1 point"},
	} {
		g, other := NewGrouper(day()), NewGrouper(day()) // jobs come in parts
		for i, from := range c.copies {
			in := g
			if i%2 == 1 {
				in = other
			}
			j := job("000000000001", i, 10+i, "FAILED", "Given key ID is not accessible")
			j.Kind, j.DestARN = backup.CopyJob, backup.Intern("arn:aws:backup:eu-west-1:000000000001:backup-vault:into-"+from.to)
			in.Add(j, func(*backup.Job) Context { return Context{PointKey: key(from.from), TargetKey: key(from.to)} })
		}
		if c.backup != "" {
			g.Add(job("000000000001", 9, 40, "FAILED", disabled), func(*backup.Job) Context { return Context{VaultKey: key(c.backup)} })
		}
		g.Join(other)
		var got []string
		for _, cause := range g.all() {
			root := cause.Brief.Root
			got = append(got, fmt.Sprintf("%s %d %s", strings.TrimPrefix(root.Value, key("x")[:len(key("x"))-1]), cause.Count(), root.From))
			steps := strings.Join(cause.Diagnosis().Remedy, "\n")
			if root.From == FromTarget && (!strings.Contains(steps, "See whether "+root.Value) || !strings.Contains(cause.Diagnosis().Meaning, root.Value) || strings.Contains(steps, key("s"))) {
				t.Errorf("%s: %s\n%s", name, cause.Diagnosis().Meaning, steps)
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// TestACopyStandsForOthersWithTheKeyThatTheyShare: its own list of keys could not be read, and the words for several
// kinds of jobs name one key alone.
func TestACopyStandsForOthersWithTheKeyThatTheyShare(t *testing.T) {
	const shared = "arn:aws:kms:eu-west-1:000000000001:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	g := NewGrouper(day())
	g.Add(job("000000000001", 9, 40, "FAILED", disabled), func(*backup.Job) Context { return Context{VaultKey: shared} })
	j := job("000000000001", 1, 50, "FAILED", "Given key ID is not accessible")
	j.Kind, j.DestARN = backup.CopyJob, backup.Intern("arn:aws:backup:eu-west-1:000000000001:backup-vault:into")
	g.Add(j, func(*backup.Job) Context { return Context{TargetKey: shared, Unread: "denied"} })
	all := g.all()
	if len(all) != 1 || len(all[0].Kinds) != 2 {
		t.Fatalf("%d causes, of %v", len(all), all[0].Kinds)
	}
	c := &all[0]
	if want := (Fact{"key", shared, FromTarget}); c.Brief.Root != want || CauseKey(&c.Diagnosis().Brief) != c.Key {
		t.Errorf("%+v, the row is of %s", c.Brief.Root, c.Key)
	}
	if d := c.Diagnosis(); len(d.Remedy) == 0 || !strings.Contains(d.Remedy[0], shared) {
		t.Errorf("%q", d.Remedy)
	}
}
