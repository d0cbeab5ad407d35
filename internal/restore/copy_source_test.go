package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestTheSourceOfACopyIsDescribedAgainAndJudged(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Point)
		check  string
		want   Outcome
	}{
		"completed":        {func(*Point) {}, "point: status", OK},
		"continuous":       {func(pt *Point) { pt.Status = "AVAILABLE" }, "point: status", Blocks},
		"stopped":          {func(pt *Point) { pt.Status = "STOPPED" }, "point: status", Blocks},
		"partial":          {func(pt *Point) { pt.Status = "PARTIAL" }, "point: status", Blocks},
		"undeleted":        {func(pt *Point) { pt.Status = "EXPIRED" }, "point: status", Warning},
		"a new status":     {func(pt *Point) { pt.Status = "PONDERING" }, "point: status", CannotTell},
		"warm":             {func(*Point) {}, "point: storage", OK},
		"cold":             {func(pt *Point) { pt.StorageClass = "COLD" }, "point: storage", Blocks},
		"cold soon":        {func(pt *Point) { pt.ColdAt = noon.Add(time.Hour) }, "point: storage", Warning},
		"class unknown":    {func(pt *Point) { pt.StorageClass, pt.ColdAt = "", noon.Add(99*time.Hour) }, "point: storage", CannotTell},
		"kept":             {func(pt *Point) { pt.DeleteAt = 0 }, "point: expiry", OK},
		"kept long enough": {func(*Point) {}, "point: expiry", OK},
		"expires soon":     {func(pt *Point) { pt.DeleteAt = noon.Add(70 * time.Hour) }, "point: expiry", Warning},
		"should be gone":   {func(pt *Point) { pt.DeleteAt = noon.Add(-time.Hour) }, "point: expiry", Warning},
		"state of a cluster": {func(pt *Point) {
			pt.Type, pt.Parent = "EKS", "arn:aws:backup:eu-west-1:1:recovery-point:composite:eks/c"
		}, "point: nesting", Blocks},
		"unencrypted cluster": {func(pt *Point) { pt.Type, pt.Encrypted = "Aurora", false }, "point: encryption", Warning},
		"threats":             {func(pt *Point) { pt.Scans = []Scan{{Findings: []string{"MALWARE"}}} }, "point: malware scan", Warning},
	} {
		p := copyPlan()
		fresh := p.Point
		c.change(&fresh)
		found := runs(t, copyPointCheck(), &answers{point: func(backup.Thing) (Point, error) { return fresh, nil }}, p)
		expectAbout(t, name, found, verdict{c.check, c.want})
	}
	expect(t, "refused", runs(t, copyPointCheck(), &answers{}, copyPlan()), verdict{"point", CannotTell})
}

func TestARunningJobOfTheResourceMakesTheCopyWait(t *testing.T) {
	p := copyPlan()
	r := p.Request.(*backup.StartCopyJob)
	resource := backup.RefTo(backup.ResourceRef{ARN: backup.Intern(p.Point.ResourceARN)})
	for name, c := range map[string]struct {
		job   backup.Job
		whole bool
		want  Outcome
	}{
		"a backup":             {backup.Job{Kind: backup.BackupJob, Of: resource}, false, Warning},
		"a copy elsewhere":     {backup.Job{Kind: backup.CopyJob, Of: resource}, false, Warning},
		"the same copy":        {backup.Job{Kind: backup.CopyJob, PointARN: backup.ParseARN(p.Point.ARN), DestARN: backup.Intern(r.DestinationBackupVaultArn)}, false, Warning},
		"a restore":            {backup.Job{Kind: backup.RestoreJob, Of: resource}, true, OK},
		"another resource":     {backup.Job{Kind: backup.BackupJob}, true, OK},
		"one that has ended":   {backup.Job{Kind: backup.BackupJob, Of: resource, State: backup.Intern("COMPLETED")}, true, OK},
		"lists not read whole": {backup.Job{Kind: backup.BackupJob}, false, CannotTell},
	} {
		p := p
		p.Jobs = Jobs{Running: []backup.Job{c.job}, Whole: c.whole}
		expect(t, name, runs(t, BusyCheck(), &answers{}, p), verdict{"already running", c.want})
	}
}

func TestACustomOptionGroupNeedsItsLikeAtTheDestination(t *testing.T) {
	p := everyCopy()
	there := &answers{find: func(in backup.Scope, kind ChoiceKind, id string) (Choice, error) {
		if in != backup.In(farAccount, "us-east-1") || kind != OptionGroups || id != "mine" {
			t.Errorf("looked for %s %s in %s", kind, id, in)
		}
		return Choice{}, nil
	}}
	expect(t, "there", runs(t, optionsCheck(), there, p), verdict{"option group", Warning})
	expect(t, "not there", runs(t, optionsCheck(), &answers{find: finds(false)}, p), verdict{"option group", Warning})
	expect(t, "refused", runs(t, optionsCheck(), &answers{}, p), verdict{"option group", CannotTell})
	for _, group := range []string{"", "default:mysql-8-0"} {
		p.Metadata = map[string]string{"OptionGroupName": group}
		if optionsCheck().Applies(p) {
			t.Errorf("%q is no custom group", group)
		}
	}
}

func TestTheKeyOfTheSourceMustLeaveItsAccount(t *testing.T) {
	near := copyTo(nearVault)
	gap := near
	gap.Vaults = []Vault{{ARN: nearVault, Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"}}
	standard := near
	standard.Vaults = []Vault{{ARN: nearVault, Type: "BACKUP_VAULT"}}
	far := copyPlan()
	full := copyPlan()
	full.Point.Type = "EFS"
	shares := func(principal string) string {
		return statements(says("Allow", theRole, `"kms:*"`, ""), says("Allow", principal, `"kms:*"`, ""))
	}
	theirs := `{"AWS":"arn:aws:iam::444455556666:root"}`
	state, manager, shared, use := "key: state", "source key: manager", "source key: shared", "key: usable"
	for name, c := range map[string]struct {
		plan   Plan
		change func(*Key)
		want   []verdict
	}{
		"customer-managed, within": {standard, nil, []verdict{{state, OK}, {manager, OK}, {use, OK}}},
		"AWS's own, within":        {standard, func(k *Key) { k.Manager = "AWS" }, []verdict{{state, OK}, {manager, OK}, {use, OK}}},
		"AWS's own, air-gapped":    {gap, func(k *Key) { k.Manager = "AWS" }, []verdict{{state, OK}, {manager, Blocks}}},
		"AWS's own, to who knows":  {near, func(k *Key) { k.Manager = "AWS" }, []verdict{{state, OK}, {manager, CannotTell}, {use, OK}}},
		"AWS's own, away":          {far, func(k *Key) { k.Manager = "AWS" }, []verdict{{state, OK}, {manager, Blocks}}},
		"whose is not known":       {far, func(k *Key) { k.Manager = "" }, []verdict{{state, OK}, {manager, CannotTell}, {use, OK}}},
		"disabled":                 {far, func(k *Key) { k.State = "Disabled" }, []verdict{{state, Blocks}}},
		"shared":                   {far, func(k *Key) { k.Policy = shares(theirs) }, []verdict{{state, OK}, {manager, OK}, {shared, OK}, {use, OK}}},
		"not shared":               {far, nil, []verdict{{state, OK}, {manager, OK}, {shared, Warning}, {use, OK}}},
		"denied them": {far, func(k *Key) {
			k.Policy = statements(says("Allow", theRole, `"kms:*"`, ""), says("Deny", theirs, `"kms:*"`, ""))
		}, []verdict{{state, OK}, {manager, OK}, {shared, Blocks}, {use, OK}}},
		"shared, on a condition": {far, func(k *Key) {
			k.Policy = statements(says("Allow", theRole, `"kms:*"`, ""), says("Allow", theirs, `"kms:*"`, `,"Condition":{"StringLike":{"kms:ViaService":"ec2.*"}}`))
		}, []verdict{{state, OK}, {manager, OK}, {shared, CannotTell}, {use, OK}}},
		"a policy that is not read":  {far, func(k *Key) { k.Policy, k.PolicyErr = "", refused("kms:GetKeyPolicy") }, []verdict{{state, OK}, {manager, OK}, {shared, CannotTell}, {use, CannotTell}}},
		"a policy that is not given": {far, func(k *Key) { k.Policy = "" }, []verdict{{state, OK}, {manager, OK}, {shared, CannotTell}, {use, CannotTell}}},
		"re-encrypted by us":         {full, nil, []verdict{{state, OK}, {manager, OK}, {shared, OK}, {use, OK}}},
	} {
		k := goodKey()
		if c.change != nil {
			c.change(&k)
		}
		expect(t, name, runs(t, sourceKeyCheck(), &answers{key: func(string) (Key, error) { return k, nil }}, c.plan), c.want...)
	}
	gone := &answers{key: func(string) (Key, error) { return Key{}, missing("kms:DescribeKey") }}
	expect(t, "gone", runs(t, sourceKeyCheck(), gone, far), verdict{"source key", Blocks})
	expect(t, "refused", runs(t, sourceKeyCheck(), &answers{}, far), verdict{"source key", CannotTell})
	far.Point.Key = ""
	expect(t, "no key named", runs(t, sourceKeyCheck(), &answers{}, far), verdict{"source key", CannotTell})
	far.Point.Encrypted = false
	if sourceKeyCheck().Applies(far) {
		t.Error("what is not encrypted has a key")
	}
}

func TestAKeyThatCannotBeSharedNamesTheWayInTwo(t *testing.T) {
	p := copyPlan()
	p.Vaults = []Vault{{ARN: vaultARN("aws", "us-east-1", homeAccount, "between"), Type: "BACKUP_VAULT"}}
	k := goodKey()
	k.Manager = "AWS"
	found := runs(t, sourceKeyCheck(), &answers{key: func(string) (Key, error) { return k, nil }}, p)
	if len(found) != 2 || !strings.Contains(found[1].Remedy, "between of 111122223333/us-east-1 first") {
		t.Errorf("%+v", found)
	}
}

func TestCopiesBetweenAccountsNeedOneOrganizationThatAllowsThem(t *testing.T) {
	home := Organization{ID: "o-1", Member: true}
	on, off := Organization{ID: "o-1", Member: true, CrossKnown: true, CrossAccount: true}, Organization{ID: "o-1", Member: true, CrossKnown: true}
	org, cross := "organization", "cross-account backup"
	for name, c := range map[string]struct {
		own, other Organization
		err        error
		want       []verdict
	}{
		"both members":              {home, home, nil, []verdict{{org, OK}, {cross, CannotTell}}},
		"the source sees it on":     {on, home, nil, []verdict{{org, OK}, {cross, OK}}},
		"the destination sees it":   {home, on, nil, []verdict{{org, OK}, {cross, OK}}},
		"switched off":              {off, home, nil, []verdict{{org, OK}, {cross, Blocks}}},
		"another organization":      {home, Organization{ID: "o-2", Member: true, CrossKnown: true, CrossAccount: true}, nil, []verdict{{org, Blocks}, {cross, CannotTell}}},
		"the other is in none":      {home, Organization{}, nil, []verdict{{org, Blocks}, {cross, CannotTell}}},
		"the source is in none":     {Organization{}, home, nil, []verdict{{org, Blocks}}},
		"the other is not readable": {on, Organization{}, refused("organizations:DescribeOrganization"), []verdict{{org, CannotTell}, {cross, OK}}},
		"no ID":                     {Organization{Member: true}, Organization{Member: true}, nil, []verdict{{org, CannotTell}, {cross, CannotTell}}},
	} {
		a := &answers{organization: func(in backup.Scope) (Organization, error) {
			if in == copyPlan().Scope {
				return c.own, nil
			}
			return c.other, c.err
		}}
		expect(t, name, runs(t, organizationCheck(), a, copyPlan()), c.want...)
	}
	expect(t, "refused", runs(t, organizationCheck(), &answers{}, copyPlan()), verdict{org, CannotTell})
	if near := copyTo(nearVault); organizationCheck().Applies(near) || limitsCheck().Applies(near) {
		t.Error("a copy within the account asks for the organization")
	}
	expect(t, "policies of the organization", runs(t, limitsCheck(), &answers{}, copyPlan()), verdict{"service control policies", CannotTell})
}

func TestTheOtherAccountNeedsTheServicesRole(t *testing.T) {
	p := everyCopy()
	const name = "service-linked role"
	a := &answers{role: func(arn string) (Role, error) {
		if arn != "arn:aws:iam::444455556666:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS" {
			t.Errorf("looked for %s", arn)
		}
		return Role{}, nil
	}}
	expect(t, "there", runs(t, linkedRoleCheck(), a, p), verdict{name, OK})
	expect(t, "not there", runs(t, linkedRoleCheck(), &answers{role: func(string) (Role, error) { return Role{}, missing("iam:GetRole") }}, p), verdict{name, Warning})
	expect(t, "refused", runs(t, linkedRoleCheck(), &answers{}, p), verdict{name, CannotTell})
	if linkedRoleCheck().Applies(copyPlan()) {
		t.Error("EBS needs none")
	}
	p.Point.Type = "FSx"
	if !linkedRoleCheck().Applies(p) {
		t.Error("FSx needs one")
	}
}
