package triage

import (
	"strings"
	"testing"
)

// TestEveryCategorySaysWhatItIs: those of the documentation and those that entries tell by are
// the same, but for the two that say nothing.
func TestEveryCategorySaysWhatItIs(t *testing.T) {
	entries := map[string]bool{}
	for _, e := range append(fallbackEntries(), Catalogue()...) {
		if name, ok := strings.CutPrefix(e.ID, "category "); ok {
			entries[name] = true
		}
		for _, name := range e.Categories {
			if !KnownCategory(name) {
				t.Errorf("%s asks for category %q, which AWS Backup's documentation does not name", e.ID, name)
			}
		}
	}
	for _, c := range Categories() {
		name := strings.ToLower(strings.ReplaceAll(c, "_", ""))
		if says := c != "SUCCESS" && c != "MISCELLANEOUS"; entries[name] != says {
			t.Errorf("%s: an entry is there: %t, want %t", c, entries[name], says)
		}
		delete(entries, name)
	}
	for name := range entries {
		t.Errorf("an entry is told by category %q, which AWS Backup's documentation does not name", name)
	}
}
