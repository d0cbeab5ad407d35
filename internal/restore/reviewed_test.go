package restore

import (
	"slices"
	"strings"
	"testing"
)

func TestATargetIsCalledAsPeopleDo(t *testing.T) {
	t.Parallel()
	if got := (Target{Kind: TimestreamTables, ID: "telemetry|cpu"}).Called(); got != "telemetry/cpu" {
		t.Errorf("a table is called %q", got)
	}
	if got := (Target{Kind: DBInstances, ID: "a|b"}).Called(); got != "a|b" {
		t.Errorf("a database is called %q", got)
	}
}

// TestWhatANewFileSystemLacksIsNotSaidOfOneThatIsThere restores into both.
func TestWhatANewFileSystemLacksIsNotSaidOfOneThatIsThere(t *testing.T) {
	t.Parallel()
	f := formOf(t, "efs", efsPoint(), efsMetadata())
	for fresh, want := range map[string]bool{"yes": true, "no": false} {
		f.Set("newFileSystem", fresh)
		got := slices.ContainsFunc(f.Notes(), func(n Note) bool { return strings.Contains(n.Text, "mount targets") })
		if got != want {
			t.Errorf("a new file system: %s; that it has no mount targets is said: %v", fresh, got)
		}
	}
}

// TestNoTwoFieldsOfAFormHaveOneName is how a review tells what was changed.
func TestNoTwoFieldsOfAFormHaveOneName(t *testing.T) {
	t.Parallel()
	for _, s := range Specs() {
		seen := map[string]string{}
		for _, fl := range s.Fields {
			if other, ok := seen[fl.Label]; ok && fl.Section != "" {
				t.Errorf("%s: %s and %s are both called %s", s.Name, other, fl.Key, fl.Label)
			}
			seen[fl.Label] = fl.Key
		}
	}
}

// TestWhatAVolumeOrATableGoesIntoIsLookedUp asks forms for the parts that they name.
func TestWhatAVolumeOrATableGoesIntoIsLookedUp(t *testing.T) {
	t.Parallel()
	var p Plan
	f := formOf(t, "efs", efsPoint(), efsMetadata())
	for _, kind := range []ChoiceKind{StorageVMs, Gateways, TimestreamDBs} {
		f.place(&p, &Field{Key: "x"}, kind, "it")
	}
	if len(p.Network.Parts) != 3 {
		t.Errorf("%+v", p.Network.Parts)
	}
}
