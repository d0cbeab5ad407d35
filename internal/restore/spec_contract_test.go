package restore

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// everySending are the restores of all tests, at least one of each Spec.
func everySending() []sending {
	return slices.Concat(ebsSendings(), tableSendings(), ec2Sendings(), rdsSendings(), clusterSendings(), efsSendings(), bucketSendings(), fsxSendings(), otherSendings())
}

// eachSending runs a test for the form of every restore, before and after it is
// filled in.
func eachSending(t *testing.T, test func(t *testing.T, c sending, fresh, filled *Form)) {
	for _, c := range everySending() {
		t.Run(c.spec+"/"+c.name, func(t *testing.T) {
			filled := formOf(t, c.spec, c.point, c.metadata)
			fill(filled, c)
			test(t, c, formOf(t, c.spec, c.point, c.metadata), filled)
		})
	}
}

func fill(f *Form, c sending) {
	for key, value := range c.set {
		f.Set(key, value)
	}
	for key, word := range c.secrets {
		f.SetSecret(key, backup.NewSecret(word))
	}
}

func TestEverySpecIsTestedAndComplete(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range everySending() {
		tested[c.spec] = true
	}
	names := map[string]bool{}
	for _, s := range append(specs(), raw("EKS")) {
		t.Run(s.Name, func(t *testing.T) {
			if !tested[s.Name] {
				t.Error("no test says what it sends")
			}
			if names[s.Name] {
				t.Error("the name is taken")
			}
			names[s.Name] = true
			if s.Of == "" || s.Type == "" || s.Title == "" || len(s.NotRestored)+len(s.NotMade) == 0 || len(s.SetsOff)+len(s.SetsOffIn) == 0 && s.TagsSetOff == "" {
				t.Error("it does not say what the operator should know")
			}
			if !s.Unguided && len(s.Actions) == 0 {
				t.Error("it does not say what the role must be allowed to do")
			}
			if s.Tags.Never != "" && s.Tags.Always != "" {
				t.Error("tags are both never and always copied")
			}
			seen := map[string]bool{}
			for i := range s.Fields {
				completeField(t, &s.Fields[i])
				if seen[s.Fields[i].Key] {
					t.Errorf("%s is asked twice", s.Fields[i].Key)
				}
				seen[s.Fields[i].Key] = true
			}
		})
	}
}

func completeField(t *testing.T, fl *Field) {
	t.Helper()
	kinds := []FieldKind{Text, Number, Pick, YesNo, List, Paths, Secret, Time}
	switch {
	case fl.Key == "" || fl.Label == "" || fl.Section == "" || fl.Help == "":
		t.Errorf("%s: label, section and help are needed", fl.Key)
	case !slices.Contains(kinds, fl.Kind):
		t.Errorf("%s: kind %q", fl.Key, fl.Kind)
	case !fl.Required && fl.Empty == "" && fl.Fixed == "":
		t.Errorf("%s: nothing says what it means to leave it empty", fl.Key)
	case fl.Required && fl.Empty != "":
		t.Errorf("%s: required, and yet may be empty", fl.Key)
	case fl.Kind == Pick && fl.Query == nil && len(fl.Options) == 0:
		t.Errorf("%s: nothing to choose from", fl.Key)
	case fl.Kind == Time && (fl.Window == nil || fl.Write == nil):
		t.Errorf("%s: a time needs a window, and how it is sent", fl.Key)
	case fl.New && (fl.Fit == nil || fl.Check == nil || fl.Max == 0 || fl.Query == nil && fl.Unproven == ""):
		t.Errorf("%s: a new name needs rules, and a look-up or why there is none", fl.Key)
	}
}

// TestEveryHeadingStandsOnce looks at the fields of every form as they are asked.
func TestEveryHeadingStandsOnce(t *testing.T) {
	eachSending(t, func(t *testing.T, _ sending, fresh, filled *Form) {
		for _, f := range []*Form{fresh, filled} {
			fields, at, last := f.Fields(), -1, ""
			labels := map[string]bool{}
			for _, s := range fields {
				labels[s.Label] = true
			}
			for _, s := range fields {
				i := slices.Index(sections(), s.Section)
				switch {
				case i < 0:
					t.Errorf("%s stands under %q, which is no heading", s.Label, s.Section)
				case i < at:
					t.Errorf("%s: %q stands again, or behind %q", s.Label, s.Section, last)
				case !s.Extra && labels[s.Section]:
					t.Errorf("%q is a heading and a label", s.Section)
				}
				at, last = max(at, i), s.Section
			}
		}
	})
}

func TestAnUnfilledFormNamesWhatIsMissing(t *testing.T) {
	eachSending(t, func(t *testing.T, c sending, _, _ *Form) {
		c.point.Role = ""
		all := append(specs(), raw("DSQL"))
		i := slices.IndexFunc(all, func(s Spec) bool { return s.Name == c.spec })
		f := NewForm(all[i], c.point, nil, here(), testNow)
		problems := f.Problems()
		named := map[string]bool{}
		for _, p := range problems {
			named[p.Key] = true
			if p.Text == "" || p.Key != "" && p.Label == "" {
				t.Errorf("a problem without words: %+v", p)
			}
		}
		for _, s := range f.Fields() {
			if s.Required && s.Value == "" && !named[s.Key] {
				t.Errorf("%s is missing and not named", s.Key)
			}
		}
		r, err := f.Request()
		if len(problems) > 0 && (r != nil || err == nil) {
			t.Error("a request that is missing something is made")
		}
		if !f.Spec().NoRole && !named[RoleField] {
			t.Error("the role is missing and not named")
		}
	})
}

func TestNothingThatIsDroppedReappears(t *testing.T) {
	eachSending(t, func(t *testing.T, _ sending, _, f *Form) {
		r, err := f.Request()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Dropped() {
			if d.Why == "" {
				t.Errorf("%s is dropped without a reason", d.Key)
			}
			if value, ok := r.Metadata[d.Key]; ok && f.Spec().Fixed[d.Key] != value && !f.owns(d.Key) {
				t.Errorf("%s is dropped and sent", d.Key)
			}
		}
		noNoise(t, r)
	})
}

// owns reports whether a field writes the key, whatever AWS returned for it.
func (f *Form) owns(key string) bool {
	return strings.EqualFold(key, "UseLatestRestorableTime")
}

// noNoise checks that nothing is sent that AWS refuses for any type.
func noNoise(t *testing.T, r *backup.StartRestoreJob) {
	t.Helper()
	for key, value := range r.Metadata {
		low := strings.ToLower(key)
		if low == "aws:backup:request-id" || strings.HasPrefix(low, "informationalonly:") || strings.HasPrefix(key, "@") || key == "" || value == "" {
			t.Errorf("%q = %q is sent", key, value)
		}
	}
}

func TestDraftsRoundTrip(t *testing.T) {
	eachSending(t, func(t *testing.T, c sending, fresh, filled *Form) {
		values := filled.Values()
		if lost := fresh.SetValues(values); len(lost) > 0 {
			t.Errorf("lost %v", lost)
		}
		if !maps.Equal(fresh.Values(), values) {
			t.Errorf("%v, was %v", fresh.Values(), values)
		}
		for key, word := range c.secrets {
			if _, ok := values[key]; ok {
				t.Errorf("the draft holds %s", key)
			}
			fresh.SetSecret(key, backup.NewSecret(word))
		}
		again, err := fresh.Request()
		if err != nil {
			t.Fatal(err)
		}
		want, _ := filled.Request()
		equalMaps(t, again.Metadata, want.Metadata)
		for _, s := range filled.Fields() {
			filled.Default(s.Key)
		}
		if len(filled.Values()) > 0 && len(filled.set) > len(hiddenSet(filled)) {
			t.Errorf("still set: %v", filled.Values())
		}
	})
}

// hiddenSet are settings of fields that are not shown.
func hiddenSet(f *Form) map[string]setting {
	hidden := maps.Clone(f.set)
	for _, s := range f.Fields() {
		delete(hidden, s.Key)
	}
	return hidden
}

func TestSecretsAreNowhereButInTheRequest(t *testing.T) {
	const word = "correcthorsebatterystaple123" // base64 too
	found := 0
	eachSending(t, func(t *testing.T, c sending, _, f *Form) {
		for key := range c.secrets {
			f.SetSecret(key, backup.NewSecret(word))
			found++
		}
		r, err := f.Request()
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{
			string(body), fmt.Sprint(r), fmt.Sprintf("%+v %#v", r, r), fmt.Sprint(f.Values(), f.Fields(), f.Diff(), f.Dropped(), f.Plan(r)), fmt.Sprintf("%+v %#v", f, f), fmt.Sprintf("%#v", f.secrets),
		} {
			if strings.Contains(text, word) {
				t.Error("the secret is in " + text[:min(len(text), 200)])
			}
		}
		for key := range c.secrets {
			if !strings.Contains(fmt.Sprint(r.Metadata), backup.SecretRef(key)) || r.Secrets[key].Reveal() != word {
				t.Errorf("%s does not reach AWS", key)
			}
		}
	})
	if found == 0 {
		t.Error("no restore has a secret")
	}
}

func TestEveryRestoreTellsChecksWhatTheyNeed(t *testing.T) {
	eachSending(t, func(t *testing.T, c sending, _, f *Form) {
		r, err := f.Request()
		if err != nil {
			t.Fatal(err)
		}
		p := f.Plan(r)
		switch {
		case p.Request != r || p.Scope != here() || p.Now != testNow || p.Point.ARN != c.point.ARN || p.Type != r.ResourceType:
			t.Errorf("%+v", p)
		case c.noRole && (len(p.CallerActions) == 0 || len(p.RoleActions) > 0):
			t.Error("the caller's rights are what count")
		case !c.noRole && c.spec != "raw" && (len(p.RoleActions) == 0 || len(p.Policies) == 0):
			t.Error("the role's rights are what count")
		}
		for _, k := range p.Keys {
			if arn, ok := backup.SplitARN(k.ARN); !ok || arn.Service != "kms" || k.Use == "" {
				t.Errorf("key %+v", k)
			}
		}
	})
}

func TestSafeValuesOfRestoreTestingAreTaken(t *testing.T) {
	f := formOf(t, "efs", efsPoint(), efsMetadata())
	f.Set("newFileSystem", "no")
	changed := f.UseInferred(map[string]string{"newFileSystem": "true", "encrypted": "true", "kmsKeyId": "alias/aws/elasticfilesystem", "performanceMode": "generalPurpose", "unheard": "of"})
	var keys []string
	for _, d := range changed {
		keys = append(keys, d.Key)
		if d.Why != string(SafeDefault) || d.Was == d.Is {
			t.Errorf("%+v", d)
		}
	}
	if strings.Join(keys, " ") != "newFileSystem KmsKeyId" {
		t.Error(keys)
	}
	if s := state(t, f, "KmsKeyId"); s.Origin != SafeDefault || s.Value != "alias/aws/elasticfilesystem" {
		t.Errorf("%+v", s)
	}
	r := formOf(t, "rds", rdsPoint(), rdsMetadata())
	r.UseInferred(map[string]string{"multiAz": "false", "publiclyAccessible": "false", "dbInstanceIdentifier": "awsbackup-restore-test-1"})
	if r.Value("MultiAZ") != "false" || r.Value("DBInstanceIdentifier") != "orders-db-restored" {
		t.Errorf("%v", r.Values())
	}
}

func TestRolesOfOtherAccountsAreNotProposed(t *testing.T) {
	p := ebsPoint()
	p.Role = "arn:aws:iam::999988887777:role/Backup"
	f := formOf(t, "ebs", p, ebsMetadata())
	if s := state(t, f, RoleField); s.Value != "" || s.Problem == "" {
		t.Errorf("%+v", s)
	}
	usual := "arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole"
	f.Offer(Query{Kind: Roles}, choices("arn:aws:iam::111122223333:role/x", usual), nil)
	if s := state(t, f, RoleField); s.Value != usual || s.Origin != LookedUp {
		t.Errorf("%+v", s)
	}
	f.Set(RoleField, "admin")
	if s := state(t, f, RoleField); s.Problem == "" {
		t.Errorf("%+v", s)
	}
}

func TestARefusedLookUpLeavesTypingByHand(t *testing.T) {
	f := formOf(t, "ec2", ec2Point(), ec2Metadata())
	q, _ := f.Query("SubnetId")
	f.Offer(q, nil, &backup.Error{Kind: backup.AccessDenied})
	f.Set("SubnetId", "subnet-77")
	if s := state(t, f, "SubnetId"); s.Problem != "" || s.Refused != "access denied" || !s.Asked {
		t.Errorf("%+v", s)
	}
}

func TestAFormWantsWhatItsValuesHangOn(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), rdsMetadata())
	var kinds []string
	for _, q := range f.Wants() {
		kinds = append(kinds, string(q.Kind))
		f.Offer(q, nil, &backup.Error{Kind: backup.Unsupported})
	}
	if strings.Join(kinds, ", ") != "DB instance, DB subnet group, security group, option group, role" {
		t.Error(kinds)
	}
	if more := f.Wants(); len(more) > 0 {
		t.Errorf("asked again: %v", more)
	}
}

func TestAPlaceholderOfASecretIsNoValue(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), with(rdsMetadata(), "Description", backup.SecretRef("x")))
	if s := state(t, f, "Description"); s.Problem == "" {
		t.Errorf("%+v", s)
	}
}

func TestMetadataHasALimit(t *testing.T) {
	f := formOf(t, "raw", pointOf("Mainframe", "", ""), map[string]string{"a": strings.Repeat("x", 200_001)})
	if p := f.Problems(); len(p) != 1 || !strings.Contains(p.Error(), "200000") {
		t.Error(p)
	}
}
