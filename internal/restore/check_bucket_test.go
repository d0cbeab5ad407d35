package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestABucketThatIsThereMustBeOfTheRegionAndVersioned(t *testing.T) {
	const region, versioning = "bucket: Region", "bucket: versioning"
	bucket := func(region, versioning string) func(backup.Scope, ChoiceKind, string) (Choice, error) {
		return func(_ backup.Scope, _ ChoiceKind, id string) (Choice, error) {
			return Choice{Value: id, Facts: map[string]string{"region": region, "versioning": versioning}}, nil
		}
	}
	for name, c := range map[string]struct {
		kind string
		find func(backup.Scope, ChoiceKind, string) (Choice, error)
		want []verdict
	}{
		"as it must be":        {"S3", bucket("eu-west-1", "Enabled"), []verdict{{region, OK}, {versioning, OK}}},
		"of another Region":    {"S3", bucket("us-east-1", "Enabled"), []verdict{{region, Blocks}, {versioning, OK}}},
		"suspended":            {"S3", bucket("eu-west-1", "Suspended"), []verdict{{region, OK}, {versioning, Blocks}}},
		"of which little came": {"S3", bucket("", ""), []verdict{{region, CannotTell}, {versioning, CannotTell}}},
		"refused":              {"S3", nil, []verdict{{"bucket", CannotTell}}},
		"for files of volumes": {"EBS", bucket("eu-west-1", "Suspended"), []verdict{{region, OK}}},
	} {
		p := plan()
		p.Scope = backup.In("111122223333", "eu-west-1")
		p.Request.(*backup.StartRestoreJob).ResourceType = c.kind
		p.Target = Target{Kind: Buckets, ID: "orders", Effect: WritesInto}
		expect(t, name, runs(t, bucketCheck(), &answers{find: c.find}, p), c.want...)
	}
	anew := plan()
	anew.Target = Target{Kind: Buckets, ID: "orders", Effect: MakesNew}
	if bucketCheck().Applies(anew) {
		t.Error("a bucket that is to be made is looked at")
	}
}
