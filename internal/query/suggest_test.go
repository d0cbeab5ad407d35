package query

import "testing"

func TestNearestName(t *testing.T) {
	names := []string{"vaults", "points", "plans", "jobs", "logs"}
	for word, want := range map[string]string{"valuts": "vaults", "vault": "vaults", "JOBS": "jobs", "jbos": "jobs", "zebra": "", "": "", "jobbs": "jobs", "po": "points", "planz": "plans", "blot": "", "bogus": ""} {
		if got := Nearest(word, names); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
