package restore

import (
	"slices"
	"strings"
	"testing"
)

func TestOfMissingPermissionsTheDecisiveAreSaidFirstAndNoneIsLeftOut(t *testing.T) {
	p, role := plan(), goodRole()
	spec := s3()[0]
	p.Policies, p.RoleActions = spec.managed(), spec.Actions
	role.Attached = []string{"arn:aws:iam::111122223333:policy/mine"}
	found := runs(t, roleCheck(), &answers{role: func(string) (Role, error) { return role, nil }, simulate: simulates(false, "implicitDeny")}, p)
	words := found[1].Evidence
	if !strings.Contains(words, "do not allow s3:CreateBucket, s3:PutBucketVersioning, s3:PutObject, ") {
		t.Error(words)
	}
	for _, a := range spec.Actions {
		if !strings.Contains(words, a) {
			t.Errorf("%s is not named: %s", a, words)
		}
	}
}

// TestWhatIsThereAlreadyNeedsNoPermissionToMakeIt: a warning of permissions that nothing
// asks for sends somebody to attach what is not missing.
func TestWhatIsThereAlreadyNeedsNoPermissionToMakeIt(t *testing.T) {
	for name, c := range map[string]struct {
		f          *Form
		into, make string
	}{
		"a bucket":      {formOf(t, "s3", bucketPoint(), bucketMetadata()), "NewBucket", "s3:CreateBucket s3:PutBucketVersioning"},
		"a file system": {formOf(t, "efs", efsPoint(), efsMetadata()), "newFileSystem", "elasticfilesystem:CreateFilesystem"},
	} {
		for anew, want := range map[string]bool{"true": true, "false": false} {
			c.f.Set(c.into, anew)
			got := c.f.Plan(nil).RoleActions
			for action := range strings.FieldsSeq(c.make) {
				if slices.Contains(got, action) != want {
					t.Errorf("%s, new %s: it needs %v", name, anew, got)
				}
			}
			if !slices.ContainsFunc(got, writes) {
				t.Errorf("%s, new %s: nothing that writes is needed: %v", name, anew, got)
			}
		}
	}
}
