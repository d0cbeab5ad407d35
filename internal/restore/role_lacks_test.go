package restore

import (
	"strings"
	"testing"
)

func TestOfMissingPermissionsTheDecisiveAreSaidFirstAndNoneIsLeftOut(t *testing.T) {
	p, role := plan(), goodRole()
	spec := s3()[0]
	p.Policies, p.RoleActions = spec.managed(), spec.Actions
	role.Attached = []string{"arn:aws:iam::111122223333:policy/mine"}
	for effect, first := range map[Effect]string{WritesInto: "s3:PutObject, s3:PutObjectAcl, s3:CreateBucket, s3:PutBucketVersioning (", MakesNew: "s3:CreateBucket, s3:PutBucketVersioning, s3:PutObject, "} {
		p.Target.Effect = effect
		found := runs(t, roleCheck(), &answers{role: func(string) (Role, error) { return role, nil }, simulate: simulates(false, "implicitDeny")}, p)
		words := found[1].Evidence
		if !strings.Contains(words, "do not allow "+first) {
			t.Errorf("%v: %s", effect, words)
		}
		for _, a := range spec.Actions {
			if !strings.Contains(words, a) {
				t.Errorf("%v: %s is not named: %s", effect, a, words)
			}
		}
	}
}
