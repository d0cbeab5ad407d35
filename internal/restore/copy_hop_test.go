package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func vaultARN(partition, region, account, name string) string {
	return "arn:" + partition + ":backup:" + region + ":" + account + ":backup-vault:" + name
}

func TestHopsFollowTheMatrixAndItsExceptions(t *testing.T) {
	otherAccount := vaultARN("aws", "eu-west-1", farAccount, "dr")
	otherRegion := vaultARN("aws", "us-east-1", homeAccount, "dr")
	both := farVault
	from := func(region string) func(*Plan) {
		return func(p *Plan) {
			p.Scope = backup.In(homeAccount, region)
			p.Point.VaultARN = vaultARN("aws", region, homeAccount, "prod")
		}
	}
	for name, c := range map[string]struct {
		kind, to string
		change   func(*Plan)
		want     Outcome
	}{
		"EBS within":                     {"EBS", nearVault, nil, OK},
		"EBS to another Region":          {"EBS", otherRegion, nil, OK},
		"EBS to another account":         {"EBS", otherAccount, nil, OK},
		"EBS both":                       {"EBS", both, nil, OK},
		"Aurora both":                    {"Aurora", both, nil, OK},
		"the same vault":                 {"EBS", vaultARN("aws", "eu-west-1", homeAccount, "prod"), nil, Warning},
		"no vault":                       {"EBS", "arn:aws:s3:::bucket", nil, Blocks},
		"nothing":                        {"EBS", "", nil, Blocks},
		"another partition":              {"EBS", vaultARN("aws-cn", "cn-north-1", homeAccount, "dr"), nil, Blocks},
		"a type that is not known":       {"New", both, nil, CannotTell},
		"Redshift within":                {"Redshift", nearVault, nil, Blocks},
		"DynamoDB basic":                 {"DynamoDB", nearVault, func(p *Plan) { p.Point.ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/t/backup/1" }, Blocks},
		"DynamoDB advanced":              {"DynamoDB", both, func(p *Plan) { p.Point.ARN = "arn:aws:backup:eu-west-1:111122223333:recovery-point:1" }, OK},
		"RDS instance":                   {"RDS", both, nil, OK},
		"RDS Multi-AZ cluster":           {"RDS", nearVault, func(p *Plan) { p.Point.ARN = "arn:aws:rds:eu-west-1:1:cluster-snapshot:awsbackup:x" }, Blocks},
		"RDS Multi-AZ cluster, by ARN":   {"RDS", nearVault, func(p *Plan) { p.Point.ResourceARN = "arn:aws:rds:eu-west-1:1:cluster:x" }, Blocks},
		"CloudFormation to a Region":     {"CloudFormation", otherRegion, nil, OK},
		"CloudFormation to an account":   {"CloudFormation", otherAccount, nil, Blocks},
		"Neptune to an opt-in Region":    {"Neptune", vaultARN("aws", "af-south-1", farAccount, "dr"), nil, Blocks},
		"Neptune from one":               {"Neptune", both, from("eu-south-1"), Blocks},
		"Neptune there in its account":   {"Neptune", vaultARN("aws", "af-south-1", homeAccount, "dr"), nil, OK},
		"Timestream to another account":  {"Timestream", both, nil, OK},
		"FSx to Bahrain":                 {"FSx", vaultARN("aws", "me-south-1", homeAccount, "dr"), nil, Blocks},
		"FSx elsewhere":                  {"FSx", both, nil, OK},
		"ONTAP to New Zealand":           {"FSx", vaultARN("aws", "ap-southeast-6", homeAccount, "dr"), func(p *Plan) { p.Metadata = map[string]string{"FileSystemType": "ONTAP"} }, Blocks},
		"ONTAP elsewhere":                {"FSx", both, func(p *Plan) { p.Metadata = map[string]string{"FileSystemType": "ONTAP"} }, OK},
		"a vault with slashes in a name": {"EBS", vaultARN("aws", "eu-west-1", homeAccount, "aws/efs/x"), nil, OK},
	} {
		p := copyTo(c.to)
		p.Point.Type = c.kind
		if c.change != nil {
			c.change(&p)
		}
		expect(t, name, runs(t, hopCheck(), &answers{}, p), verdict{"hop", c.want})
	}
	p := copyTo(both)
	p.Point.Type = "Aurora"
	if f := runs(t, hopCheck(), &answers{}, p)[0]; !strings.Contains(f.Evidence, "2025-10-23") || !strings.Contains(f.Remedy, "first") {
		t.Errorf("%+v", f)
	}
}

func TestEveryFSxHasARowOfItsOwn(t *testing.T) {
	for kind, want := range map[string]support{"WINDOWS": supported, "lustre": supported, "ONTAP": supported, "OPENZFS": disputed, "": disputed} {
		f, ok := featuresOf(Point{Type: "FSx"}, map[string]string{"FileSystemType": kind})
		if !ok || f.airGap != want || f.xRegion != supported {
			t.Errorf("%q: %+v", kind, f)
		}
	}
	if _, ok := featuresOf(Point{Type: "New"}, nil); ok {
		t.Error("a new type is known")
	}
}

func TestTheWayInTwoHopsGoesThroughAVaultOfOurOwn(t *testing.T) {
	v := func(region, account, name string) Vault {
		return Vault{ARN: vaultARN("aws", region, account, name), Name: name, Type: "BACKUP_VAULT"}
	}
	locked := v("us-east-1", homeAccount, "locked")
	locked.Locked = true
	sealed, short := locked, locked
	sealed.ARN, sealed.Name, sealed.LockDate = vaultARN("aws", "us-east-1", homeAccount, "a7y"), "a7y", noon
	locked.MinRetention, short.MinRetention = 30, 1
	short.ARN, short.Name = vaultARN("aws", "us-east-1", homeAccount, "short"), "short"
	failed := v("us-east-1", homeAccount, "failed")
	failed.State = "FAILED"
	gap := v("us-east-1", homeAccount, "gap")
	gap.Type = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
	useless := []Vault{
		v("us-east-1", homeAccount, "Default"), v("us-east-1", farAccount, "dr"), v("us-east-1", farAccount, "theirs"),
		v("eu-west-1", homeAccount, "prod"), v("ap-south-1", homeAccount, "away"), v("us-east-1", homeAccount, "aws/efs/automatic-backup-vault"),
		failed, gap,
		{ARN: "no ARN"},
	}
	for name, c := range map[string]struct {
		vaults []Vault
		want   string
	}{
		"none does":             {useless, ""},
		"nothing known":         {nil, ""},
		"where it goes":         {append(useless, v("eu-west-1", homeAccount, "near"), v("us-east-1", homeAccount, "there")), "there"},
		"where it is":           {append(useless, v("eu-west-1", homeAccount, "near")), "near"},
		"unlocked before":       {append(useless, locked, v("us-east-1", homeAccount, "open")), "open"},
		"one day before thirty": {append(useless, sealed, locked, short), "short"},
		"sealed for lack":       {append(useless, sealed), "a7y"},
		"sealed is the last":    {append(useless, sealed, v("eu-west-1", homeAccount, "near")), "near"},
		"locked there for lack": {append(useless, v("eu-west-1", homeAccount, "near"), locked), "locked"},
	} {
		p := copyTo(farVault)
		p.Vaults = c.vaults
		got, ok := Via(p)
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", name, got.Name, ok, c.want)
		}
		if words := TwoHops(p); ok != strings.HasPrefix(words, "copy it to "+c.want+" of 111122223333/") || !ok && !strings.Contains(words, "no such vault is known") {
			t.Errorf("%s: %q", name, words)
		}
	}
	if _, ok := Via(plan()); ok {
		t.Error("a restore has a way in two hops")
	}
}

func TestWayToARestoreElsewhere(t *testing.T) {
	home, away := backup.In(homeAccount, "eu-west-1"), backup.In(farAccount, "us-east-1")
	near := backup.In(farAccount, "eu-west-1")
	gap := func(pt *Point) { pt.VaultType = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT" }
	ours := func(pt *Point) { gap(pt); pt.Thing.Owner = farAccount }
	for name, c := range map[string]struct {
		change func(*Point)
		want   backup.Scope
		direct bool
		steps  int
	}{
		"where it is":                      {func(*Point) {}, home, true, 1},
		"another account":                  {func(*Point) {}, near, false, 2},
		"another account and Region":       {func(*Point) {}, away, false, 2},
		"air-gapped, to be shared":         {gap, near, false, 2},
		"air-gapped, another Region":       {gap, away, false, 2},
		"shared with us":                   {ours, home, true, 1},
		"shared, where its owner is":       {ours, near, true, 1},
		"shared, away":                     {ours, away, false, 0},
		"of a type that is not copied":     {func(pt *Point) { pt.Type = "Redshift" }, near, false, 0},
		"of a type bound to its account":   {func(pt *Point) { pt.Type = "CloudFormation" }, near, false, 0},
		"of a type that is not known":      {func(pt *Point) { pt.Type = "New" }, near, false, 2},
		"continuous":                       {func(pt *Point) { pt.Type, pt.Status = "S3", "AVAILABLE" }, near, false, 3},
		"cold":                             {func(pt *Point) { pt.StorageClass = "COLD" }, near, false, 0},
		"air-gapped, type without sharing": {func(pt *Point) { gap(pt); pt.Type = "RDS" }, near, false, 2},
	} {
		pt := plan().Point
		c.change(&pt)
		w := WayTo(pt, nil, c.want)
		if w.Direct != c.direct || len(w.Steps) != c.steps || w.Why == "" {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// TestWhatIsNotCopiedIsBackedUpAnewWhereThatIsPossible: into vaults of its own Region and account.
func TestWhatIsNotCopiedIsBackedUpAnewWhereThatIsPossible(t *testing.T) {
	for to, want := range map[string]string{nearVault: "make a new backup", farVault: "nothing brings it to another Region or account"} {
		p := copyTo(to)
		p.Point.Type = "Redshift"
		if h, _ := p.hop(); !strings.HasPrefix(h.judge(p).Remedy, want) || h.judge(p).Outcome != Blocks {
			t.Errorf("%s: %+v", to, h.judge(p))
		}
	}
}
