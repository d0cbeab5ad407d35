package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// goodKey is a key whose policy names the role.
func goodKey() Key {
	return Key{ARN: keyARN, State: "Enabled", Manager: "CUSTOMER", Region: "eu-west-1", Alias: "alias/data", Policy: statements(says("Allow", theRole, `"kms:*"`, ""))}
}

func keyPlan() Plan {
	p := plan()
	p.Keys = []KeyUse{{ARN: keyARN, Use: "the recovery point's", Reads: true}}
	return p
}

func TestKeysMustWork(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Key)
		want   Outcome
	}{
		"disabled":            {func(k *Key) { k.State = "Disabled" }, Blocks},
		"pending deletion":    {func(k *Key) { k.State, k.Deletion = "PendingDeletion", noon }, Blocks},
		"without material":    {func(k *Key) { k.State = "PendingImport" }, Blocks},
		"of another Region":   {func(k *Key) { k.Region = "us-east-1" }, Blocks},
		"being made":          {func(k *Key) { k.State = "Creating" }, Warning},
		"in an unknown state": {func(k *Key) { k.State = "" }, CannotTell},
		"enabled":             {func(*Key) {}, OK},
	} {
		k := goodKey()
		c.change(&k)
		found := runs(t, keyCheck(), &answers{key: func(string) (Key, error) { return k, nil }}, keyPlan())
		want := []verdict{{"key: state", c.want}, {"key: usable", OK}}
		if c.want == Blocks {
			want = want[:1]
		}
		expect(t, name, found, want...)
	}
	p := keyPlan()
	gone := &answers{key: func(string) (Key, error) { return Key{}, missing("kms:DescribeKey") }}
	expect(t, "gone", runs(t, keyCheck(), gone, p), verdict{"key", Blocks})
	expect(t, "refused", runs(t, keyCheck(), &answers{}, p), verdict{"key", CannotTell})
	p.Keys[0].ARN = strings.Replace(keyARN, "eu-west-1", "us-east-1", 1)
	expect(t, "elsewhere", runs(t, keyCheck(), &answers{}, p), verdict{"key", Blocks})
}

func TestARoleThatOnlyTheKeyPolicyDeniesIsNeverOK(t *testing.T) {
	allow := says("Allow", theRole, `"kms:*"`, "")
	for name, c := range map[string]struct {
		policy string
		want   Outcome
	}{
		"denied by name":            {statements(allow, says("Deny", theRole, `"kms:Decrypt"`, "")), Blocks},
		"denied with everybody":     {statements(says("Allow", theAccount, `"kms:*"`, ""), says("Deny", `"*"`, `"kms:De*"`, "")), Blocks},
		"denied, on a condition":    {statements(allow, says("Deny", `"*"`, `"kms:*"`, `,"Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"x"}}`)), CannotTell},
		"not among those allowed":   {statements(says("Allow", `{"AWS":"arn:aws:iam::111122223333:role/Other"}`, `"kms:*"`, "")), Warning},
		"allowed to describe only":  {statements(says("Allow", theRole, `"kms:DescribeKey"`, "")), Warning},
		"allowed on what is open":   {statements(says("Allow", theRole, `"kms:*"`, `,"Condition":{"StringEquals":{"aws:PrincipalTag/team":"x"}}`)), CannotTell},
		"a policy of another make":  {`{"Statement":"?"}`, CannotTell},
		"a policy that is not read": {"", CannotTell},
	} {
		k := goodKey()
		k.Policy = c.policy
		a := &answers{
			key: func(string) (Key, error) { return k, nil }, simulate: simulates(true, ""),
			role: func(string) (Role, error) { return goodRole(), nil },
		}
		for _, use := range []KeyUse{{Reads: true}, {Writes: true}, {Reads: true, Writes: true}} {
			p := keyPlan()
			use.ARN, p.Keys = keyARN, nil
			p.Keys = append(p.Keys, use)
			want := c.want
			if !use.Reads && name == "denied by name" {
				want = CannotTell // Decrypt is denied, which AWS does not say that writing needs
			}
			expect(t, name, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", want})
		}
	}
}

func TestAKeyPolicyThatLeavesItToIAMNeedsItsEvidence(t *testing.T) {
	k := goodKey()
	k.Policy = statements(says("Allow", theAccount, `"kms:*"`, ""))
	for name, c := range map[string]struct {
		simulate func(string, []string, string, map[string]string) ([]Verdict, error)
		want     Outcome
	}{
		"allowed":     {simulates(true, ""), OK},
		"not allowed": {simulates(false, "implicitDeny"), Warning},
		"denied":      {simulates(false, "explicitDeny"), Blocks},
		"silent":      {silent, CannotTell},
		"refused":     {nil, CannotTell},
	} {
		a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: c.simulate}
		expect(t, name, runs(t, keyCheck(), a, keyPlan()), verdict{"key: state", OK}, verdict{"key: usable", c.want})
	}
	var via string
	a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: func(principal string, actions []string, resource string, conditions map[string]string) ([]Verdict, error) {
		if principal != roleARN || resource != keyARN {
			t.Errorf("simulated %s on %s", principal, resource)
		}
		via = conditions["kms:ViaService"]
		return simulates(true, "")("", actions, "", nil)
	}}
	runs(t, keyCheck(), a, keyPlan())
	if via != "ec2.eu-west-1.amazonaws.com" {
		t.Errorf("via %q", via)
	}
}

func TestAKeyOfAnotherAccountNeedsTheRolesOwnPoliciesToo(t *testing.T) {
	far := strings.Replace(keyARN, homeAccount, farAccount, 1)
	k := goodKey()
	k.ARN = far
	p := keyPlan()
	p.Keys[0].ARN = far
	a := &answers{key: func(string) (Key, error) { return k, nil }}
	expect(t, "no evidence", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", CannotTell})
	a.simulate = simulates(true, "")
	expect(t, "evidence", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", OK})
}

func TestAKeyForAnOrganizationIsHeldAgainstIt(t *testing.T) {
	k := goodKey()
	k.Policy = statements(says("Allow", everybody, `"kms:*"`, `,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`))
	for name, c := range map[string]struct {
		organization func(backup.Scope) (Organization, error)
		want         Outcome
	}{
		"its own":     {func(backup.Scope) (Organization, error) { return Organization{ID: "o-1", Member: true}, nil }, OK},
		"another":     {func(backup.Scope) (Organization, error) { return Organization{ID: "o-2", Member: true}, nil }, Warning},
		"not to know": {nil, CannotTell},
	} {
		a := &answers{key: func(string) (Key, error) { return k, nil }, organization: c.organization}
		expect(t, name, runs(t, keyCheck(), a, keyPlan()), verdict{"key: state", OK}, verdict{"key: usable", c.want})
	}
}

func TestTheAWSManagedKeyIsEvaluatedLikeAnyOther(t *testing.T) {
	k := goodKey()
	k.Manager = "AWS"
	k.Policy = statements(says("Allow", everybody, `["kms:Decrypt","kms:CreateGrant","kms:DescribeKey"]`,
		`,"Condition":{"StringEquals":{"kms:CallerAccount":"111122223333","kms:ViaService":"ec2.eu-west-1.amazonaws.com"}}`),
		says("Allow", theAccount, `"kms:Describe*"`, ""))
	a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: simulates(true, "")}
	expect(t, "through the service", runs(t, keyCheck(), a, keyPlan()), verdict{"key: state", OK}, verdict{"key: usable", OK})
	p := keyPlan()
	p.Request = &backup.StartRestoreJob{IamRoleArn: roleARN, ResourceType: "Timestream"}
	expect(t, "through one that is not certain", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", CannotTell})
}

func TestARecentSuccessWithTheSameRoleAndKeyIsEvidence(t *testing.T) {
	k := goodKey()
	k.Policy, k.PolicyErr = "", refused("kms:GetKeyPolicy")
	other := backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0bbbb")
	job := func(change func(*backup.Job)) backup.Job {
		j := backup.Job{
			ID: "job-1", Kind: backup.RestoreJob, State: backup.Intern("COMPLETED"), Role: backup.Intern(roleARN),
			PointARN: backup.ParseARN(volumePoint), Created: noon.Add(-2 * time.Hour), Completed: noon.Add(-time.Hour),
		}
		change(&j)
		return j
	}
	for name, c := range map[string]struct {
		job  backup.Job
		want Outcome
	}{
		"this point":               {job(func(*backup.Job) {}), OK},
		"a point of the key":       {job(func(j *backup.Job) { j.PointARN = other }), OK},
		"a point of another":       {job(func(j *backup.Job) { j.PointARN = backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0cccc") }), CannotTell},
		"another role":             {job(func(j *backup.Job) { j.Role = backup.Intern("arn:aws:iam::111122223333:role/Other") }), CannotTell},
		"long ago":                 {job(func(j *backup.Job) { j.Completed = noon.Add(-200 * time.Hour) }), CannotTell},
		"a failure":                {job(func(j *backup.Job) { j.State = backup.Intern("FAILED") }), CannotTell},
		"a copy":                   {job(func(j *backup.Job) { j.Kind = backup.CopyJob }), CannotTell},
		"a job that has not ended": {job(func(j *backup.Job) { j.State = backup.Intern("RUNNING") }), CannotTell},
	} {
		p := keyPlan()
		p.Jobs.Finished, p.Jobs.PointKeys = []backup.Job{c.job}, map[backup.ARN]string{other: keyARN}
		a := &answers{key: func(string) (Key, error) { return k, nil }}
		expect(t, name, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", c.want})
		p.Keys[0].Writes = true
		expect(t, name+", to write", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", CannotTell})
	}
	p := keyPlan()
	p.Jobs.Finished = []backup.Job{job(func(*backup.Job) {})}
	k.Policy, k.PolicyErr = statements(says("Deny", `"*"`, `"*"`, "")), nil
	a := &answers{key: func(string) (Key, error) { return k, nil }}
	expect(t, "a success before the denial", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", Blocks})
}
