package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestATableOfAnotherRegionIsNotRestoredWithoutAKey holds form and review against each other.
func TestATableOfAnotherRegionIsNotRestoredWithoutAKey(t *testing.T) {
	untold := tablePoint()
	untold.ResourceARN = ""
	far := copiedFrom("us-east-1", tablePoint())
	onlyVault := far
	onlyVault.ResourceARN = ""
	for name, c := range map[string]struct {
		point            Point
		encryption       string
		problem, warning string
		review           []verdict
		source           string
	}{
		"of here":                    {tablePoint(), "Default", "", "", nil, ""},
		"a copy, without":            {far, "Default", "a copy from us-east-1", "", []verdict{{"place: encryption", Blocks}}, "ARN of the table"},
		"a copy, by its vault":       {onlyVault, "Default", "choose KMS (known by the vault", "", []verdict{{"place: encryption", Blocks}}, "vault that it was copied from"},
		"a copy, emptied":            {far, "", "needed", "", []verdict{{"place: encryption", Blocks}}, "ARN of the table"},
		"a copy, with a key":         {far, "KMS", "", "", nil, ""},
		"it is not said":             {untold, "Default", "", "does not say where it was backed up", []verdict{{"place: encryption", Warning}}, ""},
		"it is not said, with a key": {untold, "KMS", "", "", nil, ""},
	} {
		f := formOf(t, "dynamodb", c.point, tableMetadata())
		f.Set("encryptionType", c.encryption)
		s := state(t, f, "encryptionType")
		if !strings.Contains(s.Problem, c.problem) || (s.Problem == "") != (c.problem == "") || !strings.Contains(s.Warning, c.warning) || (s.Warning == "") != (c.warning == "") {
			t.Errorf("%s: problem %q, warning %q", name, s.Problem, s.Warning)
		}
		p := plan()
		p.Point, p.Metadata, p.Type, p.Scope = c.point, tableMetadata(), "DynamoDB", here()
		p.Request = &backup.StartRestoreJob{ResourceType: "DynamoDB", Metadata: map[string]string{"encryptionType": c.encryption}}
		found := runs(t, placeCheck(), &answers{}, p)[1:]
		expect(t, name, found, c.review...)
		if len(found) > 0 && !strings.Contains(found[0].Source, c.source) {
			t.Errorf("%s: known by %q", name, found[0].Source)
		}
	}
}
