package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

const restoresPolicy = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores"

// trustOf is a trust policy.
func trustOf(principal, condition string) string {
	if condition != "" {
		condition = `,"Condition":` + condition
	}
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":` + principal + `,"Action":"sts:AssumeRole"` + condition + `}]}`
}

// goodRole is a role that may do everything.
func goodRole() Role {
	return Role{ARN: roleARN, Trust: trustOf(`{"Service":"backup.amazonaws.com"}`, ""), Attached: []string{restoresPolicy}}
}

// simulates answers every action with the same verdict.
func simulates(allow bool, why string) func(string, []string, string, map[string]string) ([]Verdict, error) {
	return func(_ string, actions []string, _ string, _ map[string]string) (v []Verdict, _ error) {
		for _, a := range actions {
			v = append(v, Verdict{Action: strings.ToUpper(a), Allowed: allow, Why: why})
		}
		return v, nil
	}
}

func silent(string, []string, string, map[string]string) ([]Verdict, error) { return nil, nil }

func TestRoleIsTrustedOnlyByItsTrustPolicy(t *testing.T) {
	const service = `{"Service":"backup.amazonaws.com"}`
	for name, c := range map[string]struct {
		trust string
		want  Outcome
	}{
		"trusts":                   {trustOf(service, ""), OK},
		"for this account":         {trustOf(service, `{"StringEquals":{"aws:SourceAccount":"111122223333"}}`), OK},
		"for another account":      {trustOf(service, `{"StringEquals":{"aws:SourceAccount":"444455556666"}}`), Blocks},
		"for some source":          {trustOf(service, `{"ArnLike":{"aws:SourceArn":"arn:aws:backup:*:111122223333:*"}}`), CannotTell},
		"trusts another service":   {trustOf(`{"Service":"ec2.amazonaws.com"}`, ""), Blocks},
		"trusts people":            {trustOf(theAccount, ""), Blocks},
		"trusts everybody":         {trustOf(everybody, ""), CannotTell},
		"denies it":                {`{"Statement":[{"Effect":"Allow","Principal":` + service + `,"Action":"sts:AssumeRole"},{"Effect":"Deny","Principal":` + service + `,"Action":"sts:*"}]}`, Blocks},
		"a trust policy not given": {"", CannotTell},
		"no JSON":                  {"{", CannotTell},
	} {
		role := goodRole()
		role.Trust = c.trust
		found := runs(t, roleCheck(), &answers{role: func(string) (Role, error) { return role, nil }}, plan())
		expect(t, name, found, verdict{"role: trust", c.want}, verdict{"role: permissions", OK})
	}
}

func TestRolePermissionsNeedEvidence(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(*Plan, *Role)
		simulate func(string, []string, string, map[string]string) ([]Verdict, error)
		want     Outcome
		says     string
	}{
		"the managed policy is attached": {func(*Plan, *Role) {}, nil, OK, "AWS managed AWSBackupServiceRolePolicyForRestores attached"},
		"and another of AWS Backup": {func(_ *Plan, r *Role) {
			r.Attached = append(r.Attached, "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup")
		}, nil, OK, "attached"},
		"a policy only named like it": {func(_ *Plan, r *Role) {
			r.Attached = []string{"arn:aws:iam::111122223333:policy/AWSBackupServiceRolePolicyForRestores"}
		}, nil, CannotTell, "SimulatePrincipalPolicy"},
		"others may deny":                  {func(_ *Plan, r *Role) { r.Inline = []string{"x"} }, nil, CannotTell, "SimulatePrincipalPolicy"},
		"others do not deny":               {func(_ *Plan, r *Role) { r.Inline = []string{"x"} }, simulates(true, ""), OK, "SCPs and boundaries not evaluated"},
		"others deny":                      {func(_ *Plan, r *Role) { r.Inline = []string{"x"} }, simulates(false, "explicitDeny"), Blocks, "deny ec2:CreateVolume"},
		"another policy allows it":         {func(_ *Plan, r *Role) { r.Attached = []string{"arn:aws:iam::111122223333:policy/mine"} }, simulates(true, ""), OK, "identity policies allow"},
		"another policy does not allow it": {func(_ *Plan, r *Role) { r.Attached = []string{"arn:aws:iam::111122223333:policy/mine"} }, simulates(false, "implicitDeny"), Warning, "do not allow ec2:CreateVolume"},
		"the simulation is silent":         {func(_ *Plan, r *Role) { r.Attached = []string{"arn:aws:iam::111122223333:policy/mine"} }, silent, CannotTell, "said nothing"},
		"a boundary, with the policy":      {func(_ *Plan, r *Role) { r.Boundary = "arn:aws:iam::111122223333:policy/edge" }, simulates(true, ""), CannotTell, "edge"},
		"no policy at all":                 {func(_ *Plan, r *Role) { r.Attached = nil }, simulates(true, ""), Blocks, "no policy"},
		"a type of which nothing is known": {func(p *Plan, _ *Role) { p.Policies, p.RoleActions = nil, nil }, simulates(true, ""), CannotTell, "not known here"},
		"a policy missing, actions unknown": {func(p *Plan, r *Role) {
			p.RoleActions, r.Attached = nil, []string{"arn:aws:iam::aws:policy/ReadOnlyAccess"}
		}, simulates(true, ""), CannotTell, "not attached"},
	} {
		p, role := plan(), goodRole()
		c.change(&p, &role)
		found := runs(t, roleCheck(), &answers{role: func(string) (Role, error) { return role, nil }, simulate: c.simulate}, p)
		expect(t, name, found, verdict{"role: trust", OK}, verdict{"role: permissions", c.want})
		if len(found) == 2 && !strings.Contains(found[1].Evidence, c.says) {
			t.Errorf("%s: %q does not say %q", name, found[1].Evidence, c.says)
		}
	}
}

// TestARoleThatCertainlyMayNotIsStoppedAndNoOther has simulations that allow nothing: only
// where nothing but AWS's own policies is attached, and none is the one that allows what
// makes the new thing, is it certain that the restore would fail.
func TestARoleThatCertainlyMayNotIsStoppedAndNoOther(t *testing.T) {
	t.Parallel()
	const aws, forBackup = "arn:aws:iam::aws:policy/service-role/", "AWSBackupServiceRolePolicyForBackup"
	bucket := func(p *Plan) {
		p.Policies, p.RoleActions = []string{forRestores, forS3Restore}, []string{"s3:CreateBucket", "s3:PutObject"}
	}
	for name, c := range map[string]struct {
		change   func(*Plan)
		attached []string
		inline   []string
		effect   Effect
		want     Outcome
		says     string
	}{
		"the policy of backups alone":           {nil, []string{aws + forBackup}, nil, MakesNew, Blocks, "no other policies than " + forBackup + ", and those do not allow ec2:CreateVolume"},
		"and an inline one":                     {nil, []string{aws + forBackup}, []string{"mine"}, MakesNew, Warning, "do not allow"},
		"and a customer's":                      {nil, []string{aws + forBackup, "arn:aws:iam::111122223333:policy/mine"}, nil, MakesNew, Warning, "do not allow"},
		"one of the customer's of that name":    {nil, []string{"arn:aws:iam::111122223333:policy/" + forBackup}, nil, MakesNew, Warning, "do not allow"},
		"one of AWS's that is not known":        {nil, []string{aws + forBackup, aws + "AWSBackupServiceRolePolicyForItemRestores"}, nil, MakesNew, Warning, "do not allow"},
		"what may be allowed by a policy there": {nil, []string{aws + forBackup}, nil, WritesInto, Warning, "do not allow"},
		"the default role, into a new bucket":   {bucket, []string{aws + forBackup, aws + forRestores}, nil, MakesNew, Blocks, "do not allow s3:CreateBucket"},
		"into a bucket that is there":           {bucket, []string{aws + forBackup, aws + forRestores}, nil, WritesInto, Warning, "do not allow"},
		"with the policy that allows it":        {bucket, []string{aws + forS3Restore}, nil, MakesNew, Warning, "do not allow"},
	} {
		p, role := plan(), goodRole()
		if c.change != nil {
			c.change(&p)
		}
		p.Target.Effect, role.Attached, role.Inline = c.effect, c.attached, c.inline
		found := runs(t, roleCheck(), &answers{role: func(string) (Role, error) { return role, nil }, simulate: simulates(false, "implicitDeny")}, p)
		expect(t, name, found, verdict{"role: trust", OK}, verdict{"role: permissions", c.want})
		if len(found) == 2 && !strings.Contains(found[1].Evidence, c.says) {
			t.Errorf("%s: %q does not say %q", name, found[1].Evidence, c.says)
		}
	}
}

func TestARoleMustBeThereAndOfTheAccount(t *testing.T) {
	p := plan()
	expect(t, "refused", runs(t, roleCheck(), &answers{}, p), verdict{"role", CannotTell})
	gone := &answers{role: func(string) (Role, error) { return Role{}, missing("iam:GetRole") }}
	expect(t, "gone", runs(t, roleCheck(), gone, p), verdict{"role", Blocks})
	p.Request = &backup.StartRestoreJob{IamRoleArn: "arn:aws:iam::444455556666:role/Restorer"}
	expect(t, "another account's", runs(t, roleCheck(), &answers{}, p), verdict{"role", Blocks})
	p.Request = &backup.StartRestoreJob{}
	expect(t, "none", runs(t, roleCheck(), &answers{}, p), verdict{"role", Blocks})
	p.Request = &backup.StartRestoreJob{ResourceType: "SAP HANA on Amazon EC2"}
	expect(t, "none needed", runs(t, roleCheck(), &answers{}, p), verdict{"role", OK})
}

func TestCopiesNeedTheBackupPolicy(t *testing.T) {
	role := goodRole()
	a := &answers{role: func(string) (Role, error) { return role, nil }, simulate: simulates(false, "implicitDeny")}
	expect(t, "restores only", runs(t, roleCheck(), a, copyPlan()), verdict{"role: trust", OK}, verdict{"role: permissions", Warning})
	role.Attached = []string{"arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"}
	expect(t, "backups", runs(t, roleCheck(), a, copyPlan()), verdict{"role: trust", OK}, verdict{"role: permissions", OK})
}

func TestTheCallerIsAskedForWhatTheRequestNeeds(t *testing.T) {
	p := plan()
	p.CallerActions = []string{"redshift-serverless:RestoreFromSnapshot"}
	var asked []string
	allow := func(principal string, actions []string, resource string, conditions map[string]string) ([]Verdict, error) {
		asked = append(asked, principal+"|"+strings.Join(actions, ",")+"|"+resource+"|"+conditions["iam:PassedToService"]+"|"+conditions["aws:RequestedRegion"])
		return simulates(true, "")("", actions, "", nil)
	}
	all := []string{"caller: iam:PassRole", "caller: request", "caller: actions"}
	for name, c := range map[string]struct {
		simulate func(string, []string, string, map[string]string) ([]Verdict, error)
		want     Outcome
	}{"allowed": {allow, OK}, "denied": {simulates(false, "explicitDeny"), Warning}, "not allowed": {simulates(false, "implicitDeny"), Warning}, "silent": {silent, CannotTell}, "refused": {nil, CannotTell}} {
		expect(t, name, runs(t, callerCheck(), &answers{simulate: c.simulate}, p),
			verdict{all[0], c.want}, verdict{all[1], c.want}, verdict{all[2], c.want})
	}
	want := []string{
		"|iam:PassRole|" + roleARN + "|backup.amazonaws.com|eu-west-1", "|backup:StartRestoreJob|" + volumePoint + "||eu-west-1",
		"|redshift-serverless:RestoreFromSnapshot|*||eu-west-1",
	}
	if strings.Join(asked, " ") != strings.Join(want, " ") {
		t.Errorf("asked %q", asked)
	}
}
