package restore

import (
	"maps"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	testRole  = "arn:aws:iam::111122223333:role/Restorer"
	testKey   = "arn:aws:kms:eu-west-1:111122223333:key/5c1a2b3c"
	otherKey  = "arn:aws:kms:us-east-1:111122223333:key/9f8e7d6c"
	requestID = "6dc19c5b-11e4-4b0e-a1ab-1ff2d6c0a9e1"
	testNow   = backup.Time(1_767_268_800_000) // 2026-01-01T12:00:00Z
)

func here() backup.Scope { return backup.In("111122223333", "eu-west-1") }

// pointOf is a recovery point of a resource that lives where it is restored.
func pointOf(kind, resource, name string) Point {
	return Point{
		ARN: "arn:aws:backup:eu-west-1:111122223333:recovery-point:7a1f", Type: kind,
		ResourceARN: resource, ResourceName: name, Vault: "prod", VaultARN: "arn:aws:backup:eu-west-1:111122223333:backup-vault:prod",
		Status: "COMPLETED", StorageClass: "WARM", Role: testRole, Created: testNow - 86_400_000,
	}
}

// copiedFrom is a point of a resource of another Region, copied here.
func copiedFrom(region string, p Point) Point {
	p.SourceVault = "arn:aws:backup:" + region + ":111122223333:backup-vault:prod"
	p.ResourceARN = strings.Replace(p.ResourceARN, ":eu-west-1:", ":"+region+":", 1)
	return p
}

// sending is one restore: what AWS returned, what was set, what is sent.
type sending struct {
	name     string
	spec     string
	point    Point
	metadata map[string]string
	set      map[string]string
	secrets  map[string]string
	want     map[string]string
	kind     string // ResourceType; "" = the point's
	tags     bool
	noRole   bool
}

// sendsExactly checks whole requests.
func sendsExactly(t *testing.T, cases []sending) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			spec, ok := SpecNamed(c.spec, c.point, c.metadata)
			if !ok {
				t.Fatalf("the point cannot be restored as %s", c.spec)
			}
			given := maps.Clone(c.metadata)
			f := NewForm(spec, c.point, c.metadata, here(), testNow)
			for key, value := range c.set {
				if _, ok := f.Field(key); !ok && f.field(key) == nil {
					t.Fatalf("no field %s", key)
				}
				f.Set(key, value)
			}
			for key, word := range c.secrets {
				f.SetSecret(key, backup.NewSecret(word))
			}
			r, err := f.Request()
			if err != nil {
				t.Fatal(err)
			}
			equalMaps(t, r.Metadata, c.want)
			kind, role := c.kind, testRole
			if kind == "" {
				kind = c.point.Type
			}
			if c.noRole {
				role = ""
			}
			if r.RecoveryPointArn != c.point.ARN || r.ResourceType != kind || r.IamRoleArn != role || r.CopySourceTagsToRestoredResource != c.tags || r.IdempotencyToken != "" {
				t.Errorf("request %+v", r)
			}
			for key, word := range c.secrets {
				if got := r.Secrets[key]; got.Reveal() != word {
					t.Errorf("secret %s is %q", key, got.Reveal())
				}
			}
			if !maps.Equal(given, c.metadata) {
				t.Error("the form changed the metadata that it was given")
			}
		})
	}
}

func equalMaps(t *testing.T, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		if have, ok := got[key]; !ok {
			t.Errorf("%s is not sent; want %q", key, value)
		} else if have != value {
			t.Errorf("%s = %q, want %q", key, have, value)
		}
	}
	for key, value := range got {
		if _, ok := want[key]; !ok {
			t.Errorf("%s = %q is sent, and should not be", key, value)
		}
	}
}

// formOf makes a form and offers it what a look-up of each kind says.
func formOf(t *testing.T, name string, p Point, metadata map[string]string) *Form {
	t.Helper()
	spec, ok := SpecNamed(name, p, metadata)
	if !ok {
		t.Fatalf("the point cannot be restored as %s", name)
	}
	return NewForm(spec, p, metadata, here(), testNow)
}

func state(t *testing.T, f *Form, key string) FieldState {
	t.Helper()
	s, ok := f.Field(key)
	if !ok {
		t.Fatalf("%s is not shown", key)
	}
	return s
}

func choices(values ...string) []Choice {
	var all []Choice
	for _, v := range values {
		all = append(all, Choice{Value: v})
	}
	return all
}

// with is a copy of m with more keys.
func with(m map[string]string, more ...string) map[string]string {
	all := maps.Clone(m)
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}
