package restore

import (
	"slices"
	"strings"
	"testing"
)

// underKey is a point that was encrypted under a key of here.
func underKey(p Point) Point {
	p.Encrypted, p.Key = true, keyARN
	return p
}

// TestWhatInheritsTheKeyOfThePointNeedsItToWrite denies the role all that encrypts, and lets it
// read: where what is made has the point's key, the restore would fail; elsewhere AWS does not
// say that it needs none of it.
func TestWhatInheritsTheKeyOfThePointNeedsItToWrite(t *testing.T) {
	k := goodKey()
	k.Policy = statements(says("Allow", theRole, `"kms:*"`, ""), says("Deny", theRole, `["kms:CreateGrant","kms:GenerateDataKey*","kms:ReEncrypt*"]`, ""))
	a := &answers{key: func(string) (Key, error) { return k, nil }}
	type made struct {
		spec     string
		point    Point
		metadata map[string]string
		set      map[string]string
		want     Outcome
	}
	cases := map[string]made{
		"a volume":                      {"ebs", ebsPoint(), ebsMetadata(), nil, Blocks},
		"a volume, said not to be":      {"ebs", ebsPoint(), ebsMetadata(), map[string]string{"encrypted": "no"}, Blocks},
		"a gateway's, as a volume":      {"gateway-ebs", gatewayPoint(), gatewayMetadata(), nil, Blocks},
		"a volume, as a gateway's":      {"ebs-gateway", ebsPoint(), ebsMetadata(), nil, CannotTell},
		"an instance":                   {"ec2", ec2Point(), ec2Metadata(), nil, Blocks},
		"an instance, its volumes told": {"ec2", ec2Point(), ec2Metadata(), map[string]string{"BlockDeviceMappings": `[{"DeviceName":"a","Ebs":{"VolumeSize":8}}]`}, Blocks},
		"an instance, under another":    {"ec2", ec2Point(), ec2Metadata(), map[string]string{"BlockDeviceMappings": `[{"DeviceName":"a","Ebs":{"KmsKeyId":"` + testKey + `"}}]`}, CannotTell},
		"a database":                    {"rds", rdsPoint(), rdsMetadata(), nil, Blocks},
		"a cluster of Redshift":         {"redshift", redshiftPoint(), with(redshiftMetadata(), "KmsKeyId", ""), nil, Blocks},
		"a table, into Redshift":        {"redshift-table", redshiftPoint(), redshiftMetadata(), nil, CannotTell},
		"a file system":                 {"efs", efsPoint(), efsMetadata(), nil, CannotTell},
		"a table":                       {"dynamodb", pointOf("DynamoDB", "arn:aws:dynamodb:eu-west-1:111122223333:table/t", ""), nil, nil, CannotTell},
	}
	basic := pointOf("DynamoDB", "arn:aws:dynamodb:eu-west-1:111122223333:table/t", "")
	basic.ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/t/backup/1"
	cases["a table, as it was"] = made{"dynamodb-basic", basic, nil, map[string]string{"encryptionType": ""}, Blocks}
	for _, s := range specs() {
		if slices.Contains([]string{"aurora", "aurora-pitr", "documentdb", "neptune", "rds-pitr", "rds-cluster"}, s.Name) {
			cases["a "+s.Title] = made{s.Name, pointOf(s.Of, "arn:aws:rds:eu-west-1:111122223333:cluster:c", ""), nil, nil, Blocks}
		}
	}
	for name, c := range cases {
		all := specs()
		s := all[slices.IndexFunc(all, func(s Spec) bool { return s.Name == c.spec })]
		f := NewForm(s, underKey(c.point), c.metadata, here(), testNow)
		for key, value := range c.set {
			f.Set(key, value)
		}
		p := plan()
		p.Keys = slices.DeleteFunc(f.Plan(nil).Keys, func(u KeyUse) bool { return u.ARN != keyARN })
		p.Type, p.Point.Type = s.Type, s.Of
		if len(p.Keys) != 1 {
			t.Errorf("%s: keys %+v", name, p.Keys)
			continue
		}
		expect(t, name, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", c.want})
	}
}

func TestAVolumeSaysWhichKeyItGets(t *testing.T) {
	p := underKey(ebsPoint())
	f := formOf(t, "ebs", p, with(ebsMetadata(), "encrypted", "true"))
	f.Offer(Query{Kind: Keys}, []Choice{{Value: keyARN, Name: "alias/data"}}, nil)
	if s := state(t, f, "kmsKeyId"); s.Empty != "the snapshot's own: alias/data" {
		t.Errorf("%q", s.Empty)
	}
	p.Encrypted, p.Key = false, ""
	if s := state(t, formOf(t, "ebs", p, with(ebsMetadata(), "encrypted", "true")), "kmsKeyId"); s.Empty != "the account's default key for EBS" {
		t.Errorf("%q", s.Empty)
	}
	p = underKey(p)
	p.Thing.Scope, p.Thing.Owner = here(), farAccount
	if s := state(t, formOf(t, "ebs", p, with(ebsMetadata(), "encrypted", "true")), "kmsKeyId"); s.Empty != "the account's default key for EBS" {
		t.Errorf("lent: %q", s.Empty)
	}
}

// TestKeysThatARawRequestNamesAreLookedAt reads those of a cluster of DSQL, which are in JSON.
func TestKeysThatARawRequestNamesAreLookedAt(t *testing.T) {
	f := formOf(t, "raw", underKey(pointOf("DSQL", "arn:aws:dsql:eu-west-1:111122223333:cluster/a", "")),
		map[string]string{"regionalConfig": `[{"region":"eu-west-1","kmsKeyId":"` + testKey + `"}]`})
	keys := f.Plan(nil).Keys
	if len(keys) != 2 || keys[1].ARN != testKey || !keys[1].Writes || keys[0].Writes || !strings.Contains(keys[0].Use, "recovery point") {
		t.Errorf("%+v", keys)
	}
}

// TestTheDefaultKeyOfEBSIsNeverTicked: an account may choose any key for it, and nothing asks which.
func TestTheDefaultKeyOfEBSIsNeverTicked(t *testing.T) {
	sealed, lent := underKey(ebsPoint()), underKey(ebsPoint())
	lent.Thing.Scope, lent.Thing.Owner = here(), farAccount
	for name, c := range map[string]struct {
		point Point
		set   map[string]string
		want  bool
	}{
		"encrypted anew":           {ebsPoint(), map[string]string{"encrypted": "yes"}, true},
		"encrypted under a key":    {ebsPoint(), map[string]string{"encrypted": "yes", "kmsKeyId": testKey}, false},
		"as it was, not encrypted": {ebsPoint(), nil, false},
		"under the snapshot's":     {sealed, nil, false},
		"lent, which keeps no key": {lent, nil, true},
		"lent, under a key":        {lent, map[string]string{"kmsKeyId": testKey}, false},
	} {
		f := formOf(t, "ebs", c.point, ebsMetadata())
		for key, value := range c.set {
			f.Set(key, value)
		}
		p := f.Plan(nil)
		p.Keys = nil // those have findings of their own
		if keyCheck().Applies(p) != c.want {
			t.Errorf("%s: applies %v", name, !c.want)
		}
		if !c.want {
			continue
		}
		found := runs(t, keyCheck(), &answers{}, p)
		expect(t, name, found, verdict{"key", CannotTell})
		if !strings.Contains(found[0].Evidence, "the account's default key for EBS") || !strings.Contains(found[0].Remedy, "name a key") {
			t.Errorf("%s: %+v", name, found[0])
		}
	}
}
