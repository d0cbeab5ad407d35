package restore

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

var noon = backup.TimeOf(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))

const volumePoint = "arn:aws:ec2:eu-west-1::snapshot/snap-0aaaa"

// plan is a restore of an EBS volume to which nothing speaks.
func plan() Plan {
	home := backup.In(homeAccount, "eu-west-1")
	return Plan{
		Request: &backup.StartRestoreJob{RecoveryPointArn: volumePoint, IamRoleArn: roleARN, ResourceType: "EBS"},
		Scope:   home, Now: noon, By: "arn:aws:sts::111122223333:assumed-role/Operator/x",
		Point: Point{
			Thing: backup.Thing{Kind: backup.PointThing, Scope: home, Vault: "prod", ID: volumePoint},
			ARN:   volumePoint, Type: "EBS", ResourceARN: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1",
			Vault: "prod", VaultARN: "arn:aws:backup:eu-west-1:111122223333:backup-vault:prod", VaultType: "BACKUP_VAULT",
			Status: "COMPLETED", StorageClass: "WARM", Created: noon.Add(-5 * time.Hour), DeleteAt: noon.Add(720 * time.Hour),
			Encrypted: true, Key: keyARN,
			Scans: []Scan{{State: "COMPLETED", At: noon.Add(-time.Hour)}},
		},
		RoleActions: []string{"ec2:CreateVolume", "ec2:DescribeSnapshots"},
		Policies:    []string{"AWSBackupServiceRolePolicyForRestores"},
	}
}

// verdict is what one finding should be.
type verdict struct {
	check   string
	outcome Outcome
}

// expect compares findings with what they should be, in order.
func expect(t *testing.T, name string, found []Finding, want ...verdict) {
	t.Helper()
	for i, f := range found {
		if i >= len(want) {
			t.Errorf("%s: besides: %+v", name, f)
			continue
		}
		if f.Check != want[i].check || f.Outcome != want[i].outcome {
			t.Errorf("%s: %q %v, want %q %v: %+v", name, f.Check, f.Outcome, want[i].check, want[i].outcome, f)
		}
		if f.Evidence == "" || f.Source == "" || f.Remedy == "" && f.Outcome != OK {
			t.Errorf("%s: says too little: %+v", name, f)
		}
	}
	for _, w := range want[min(len(found), len(want)):] {
		t.Errorf("%s: no finding %q %v", name, w.check, w.outcome)
	}
}

// expectAbout compares what was found about one thing with what it should be; there
// must be something.
func expectAbout(t *testing.T, name string, found []Finding, want verdict) {
	t.Helper()
	seen := false
	for _, f := range found {
		if f.Check == want.check {
			seen = true
			expect(t, name, []Finding{f}, want)
		}
	}
	if !seen {
		t.Errorf("%s: nothing about %s in %+v", name, want.check, found)
	}
}

// runs runs one check as RunChecks does.
func runs(t *testing.T, c Check, a *answers, p Plan) []Finding {
	t.Helper()
	found, err := c.run(t.Context(), a, p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestPointIsDescribedAgainAndJudged(t *testing.T) {
	hour := backup.Time(time.Hour.Milliseconds())
	for name, c := range map[string]struct {
		change func(*Point)
		check  string
		want   Outcome
	}{
		"completed":        {func(*Point) {}, "point: status", OK},
		"continuous":       {func(pt *Point) { pt.Status = "AVAILABLE" }, "point: status", OK},
		"stopped":          {func(pt *Point) { pt.Status = "STOPPED" }, "point: status", Warning},
		"partial":          {func(pt *Point) { pt.Status = "PARTIAL" }, "point: status", Warning},
		"undeleted":        {func(pt *Point) { pt.Status = "EXPIRED" }, "point: status", Warning},
		"being written":    {func(pt *Point) { pt.Status = "CREATING" }, "point: status", Blocks},
		"being deleted":    {func(pt *Point) { pt.Status = "DELETING" }, "point: status", Blocks},
		"a new status":     {func(pt *Point) { pt.Status = "PONDERING" }, "point: status", CannotTell},
		"warm":             {func(*Point) {}, "point: storage", OK},
		"never cold":       {func(pt *Point) { pt.StorageClass = "" }, "point: storage", OK},
		"class unknown":    {func(pt *Point) { pt.StorageClass, pt.ColdAt = "", noon+48*hour }, "point: storage", CannotTell},
		"cold soon":        {func(pt *Point) { pt.ColdAt = noon + hour }, "point: storage", Warning},
		"archived":         {func(pt *Point) { pt.StorageClass = "COLD" }, "point: storage", Warning},
		"cold":             {func(pt *Point) { pt.Type, pt.StorageClass = "EFS", "COLD" }, "point: storage", Warning},
		"data deleted":     {func(pt *Point) { pt.StorageClass = "DELETED" }, "point: storage", Blocks},
		"kept":             {func(pt *Point) { pt.DeleteAt = 0 }, "point: expiry", OK},
		"kept long enough": {func(pt *Point) { pt.DeleteAt = noon + 25*hour }, "point: expiry", OK},
		"expires soon":     {func(pt *Point) { pt.DeleteAt = noon + 23*hour }, "point: expiry", Warning},
		"thaws too long":   {func(pt *Point) { pt.StorageClass, pt.DeleteAt = "COLD", noon+90*hour }, "point: expiry", Warning},
		"should be gone":   {func(pt *Point) { pt.DeleteAt = noon - hour }, "point: expiry", Warning},
		"a member":         {func(pt *Point) { pt.Parent = "arn:aws:backup:eu-west-1:1:recovery-point:composite:eks/c" }, "point: nesting", OK},
		"a stack":          {func(pt *Point) { pt.Type, pt.IsParent = "CloudFormation", true }, "point: nesting", Blocks},
		"a cluster":        {func(pt *Point) { pt.Type, pt.IsParent = "EKS", true }, "point: nesting", OK},
		"some composite":   {func(pt *Point) { pt.IsParent = true }, "point: nesting", Warning},
		"clean":            {func(*Point) {}, "point: malware scan", OK},
		"not scanned":      {func(pt *Point) { pt.Scans = nil }, "point: malware scan", CannotTell},
		"scan running":     {func(pt *Point) { pt.Scans[0].State = "RUNNING" }, "point: malware scan", CannotTell},
		"scan failed":      {func(pt *Point) { pt.Scans[0].State = "FAILED" }, "point: malware scan", Warning},
		"scan in parts":    {func(pt *Point) { pt.Scans[0].State = "COMPLETED_WITH_ISSUES" }, "point: malware scan", Warning},
		"threats before":   {func(pt *Point) { pt.Scans = append(pt.Scans, Scan{Findings: []string{"MALWARE"}}) }, "point: malware scan", Warning},
		"scanned then":     {func(pt *Point) { pt.Status = "AVAILABLE" }, "point: malware scan", CannotTell},
	} {
		p := plan()
		fresh := p.Point
		fresh.Scans = append([]Scan(nil), fresh.Scans...)
		c.change(&fresh)
		found := runs(t, pointCheck(), &answers{point: func(backup.Thing) (Point, error) { return fresh, nil }}, p)
		expectAbout(t, name, found, verdict{c.check, c.want})
	}
}

// TestAPointInWhichAScanJobFoundThreatsIsNeverOK whatever AWS says of the point itself.
func TestAPointInWhichAScanJobFoundThreatsIsNeverOK(t *testing.T) {
	scan := func(state, result string, ended time.Duration) backup.Job {
		return backup.Job{ID: "s", Kind: backup.ScanJob, State: backup.Intern(state), Result: backup.Intern(result), Completed: noon.Add(ended)}
	}
	clean := []Scan{{State: "COMPLETED", At: noon.Add(-2 * time.Hour)}}
	for name, c := range map[string]struct {
		point []Scan
		jobs  []backup.Job
		err   error
		want  Outcome
	}{
		"the point knows nothing":           {nil, []backup.Job{scan("COMPLETED", "THREATS_FOUND", -time.Hour)}, nil, Warning},
		"the point is said to be clean":     {clean, []backup.Job{scan("COMPLETED", "THREATS_FOUND", -time.Hour)}, nil, Warning},
		"threats, then none":                {clean, []backup.Job{scan("COMPLETED", "NO_THREATS_FOUND", -time.Hour), scan("COMPLETED", "THREATS_FOUND", -9*time.Hour)}, nil, Warning},
		"clean by a job alone":              {nil, []backup.Job{scan("COMPLETED", "NO_THREATS_FOUND", -time.Hour)}, nil, OK},
		"no verdict":                        {nil, []backup.Job{scan("COMPLETED", "UNKNOWN", -time.Hour)}, nil, CannotTell},
		"a newer one runs":                  {clean, []backup.Job{{State: backup.Intern("RUNNING"), Created: noon.Add(-time.Minute)}}, nil, CannotTell},
		"clean, but jobs can't be listed":   {clean, nil, refused("backup:ListScanJobs"), CannotTell},
		"unknown, and jobs can't be listed": {nil, nil, refused("backup:ListScanJobs"), CannotTell},
	} {
		p := plan()
		fresh := p.Point
		fresh.Scans = c.point
		found := runs(t, pointCheck(), &answers{
			point:    func(backup.Thing) (Point, error) { return fresh, nil },
			scanJobs: func(backup.Thing) ([]backup.Job, error) { return c.jobs, c.err },
		}, p)
		expectAbout(t, name, found, verdict{"point: malware scan", c.want})
	}
}

func TestTypesThatAreNeverScannedHaveNoScanToSpeakOf(t *testing.T) {
	if f, ok := pointScan(Point{Type: "EFS"}); ok {
		t.Errorf("%+v", f)
	}
	if f, ok := pointScan(Point{Type: "New"}); !ok || f.Outcome != CannotTell {
		t.Errorf("a type that is not known: %+v", f)
	}
}

func TestAPointThatIsGoneBlocksAndOneThatCannotBeDescribedProvesNothing(t *testing.T) {
	p := plan()
	found := runs(t, pointCheck(), &answers{point: func(backup.Thing) (Point, error) { return Point{}, missing("x") }}, p)
	expect(t, "gone", found, verdict{"point", Blocks})
	expect(t, "refused", runs(t, pointCheck(), &answers{}, p), verdict{"point", CannotTell})
	p.Point.Status = "STOPPED"
	expect(t, "refused, and known to be bad", runs(t, pointCheck(), &answers{}, p), verdict{"point", CannotTell}, verdict{"point: status", Warning})
}

func TestPlaceSaysWhereAPointMayBeRestored(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Plan)
		want   Outcome
	}{
		"here":            {func(*Plan) {}, OK},
		"another Region":  {func(p *Plan) { p.Scope = backup.In(homeAccount, "us-east-1") }, Blocks},
		"another account": {func(p *Plan) { p.Scope = backup.In(farAccount, "eu-west-1") }, Blocks},
		"shared": {func(p *Plan) {
			p.Point.Thing.Owner, p.Point.VaultType = farAccount, "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
		}, OK},
		"restore access": {func(p *Plan) { p.Point.Thing.Owner, p.Point.VaultType = farAccount, "RESTORE_ACCESS_BACKUP_VAULT" }, OK},
		"shared, type not supported": {func(p *Plan) {
			p.Point.Thing.Owner, p.Point.VaultType, p.Point.Type = farAccount, "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "RDS"
		}, Blocks},
		"shared, sources disagree": {func(p *Plan) {
			p.Point.Thing.Owner, p.Point.VaultType, p.Point.Type = farAccount, "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "FSx"
		}, CannotTell},
		"shared, type not known": {func(p *Plan) {
			p.Point.Thing.Owner, p.Point.VaultType, p.Point.Type = farAccount, "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "New"
		}, CannotTell},
	} {
		p := plan()
		c.change(&p)
		expect(t, name, runs(t, placeCheck(), &answers{}, p), verdict{"place", c.want})
	}
}
