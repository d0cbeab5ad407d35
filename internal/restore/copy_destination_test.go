package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// goodVault is a vault of another account that takes copies.
func goodVault() Vault {
	return Vault{
		ARN: farVault, Name: "dr", Type: "BACKUP_VAULT", State: "AVAILABLE", Key: keyARN,
		Policy: statements(says("Allow", `{"AWS":"arn:aws:iam::111122223333:root"}`, `"backup:CopyIntoBackupVault"`, "")),
	}
}

func destinationAnswers(v Vault) *answers {
	return &answers{
		vault:        func(backup.Scope, string) (Vault, error) { return v, nil },
		key:          func(string) (Key, error) { return farKey(), nil },
		organization: func(backup.Scope) (Organization, error) { return Organization{ID: "o-1", Member: true}, nil },
	}
}

func TestTheDestinationOfACopyIsJudged(t *testing.T) {
	gap := func(p *Plan, v *Vault) {
		v.Type, v.Locked, v.LockDate, v.MinRetention, v.MaxRetention = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", true, noon.Add(-time.Hour), 7, 90
	}
	gapFor := func(kind string) func(*Plan, *Vault) {
		return func(p *Plan, v *Vault) { gap(p, v); p.Point.Type = kind }
	}
	days := func(p *Plan, n int32) {
		r := *p.Request.(*backup.StartCopyJob)
		r.Lifecycle = &backup.Lifecycle{DeleteAfterDays: n}
		p.Request = &r
	}
	const orgOnly = `,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`
	into := `"backup:CopyIntoBackupVault"`
	for name, c := range map[string]struct {
		change func(*Plan, *Vault)
		check  string
		want   Outcome
	}{
		"there":                       {nil, "destination", OK},
		"being made":                  {func(_ *Plan, v *Vault) { v.State = "CREATING" }, "destination", Warning},
		"failed":                      {func(_ *Plan, v *Vault) { v.State = "FAILED" }, "destination", Blocks},
		"a window on another":         {func(_ *Plan, v *Vault) { v.Type = "RESTORE_ACCESS_BACKUP_VAULT" }, "destination", Blocks},
		"the policy lets the account": {nil, "destination: policy", OK},
		"the policy lets the role":    {func(_ *Plan, v *Vault) { v.Policy = statements(says("Allow", theRole, into, "")) }, "destination: policy", OK},
		"the policy lets everybody":   {func(_ *Plan, v *Vault) { v.Policy = statements(says("Allow", `"*"`, into, orgOnly)) }, "destination: policy", OK},
		"of another organization": {func(_ *Plan, v *Vault) {
			v.Policy = statements(says("Allow", `"*"`, into, strings.Replace(orgOnly, "o-1", "o-2", 1)))
		}, "destination: policy", Blocks},
		"by paths of the organization": {func(_ *Plan, v *Vault) {
			v.Policy = statements(says("Allow", `"*"`, into, strings.Replace(orgOnly, "OrgID", "OrgPaths", 1)))
		}, "destination: policy", CannotTell},
		"the policy lets another": {func(_ *Plan, v *Vault) { v.Policy = statements(says("Allow", `{"AWS":"999988887777"}`, into, "")) }, "destination: policy", Blocks},
		"the policy denies": {func(_ *Plan, v *Vault) {
			v.Policy = statements(says("Allow", `"*"`, into, ""), says("Deny", `"*"`, into, ""))
		}, "destination: policy", Blocks},
		"no policy":                  {func(_ *Plan, v *Vault) { v.Policy = "" }, "destination: policy", Blocks},
		"the policy is not readable": {func(_ *Plan, v *Vault) { v.Policy, v.PolicyErr = "", refused("backup:GetBackupVaultAccessPolicy") }, "destination: policy", CannotTell},
		"the policy is its owner's": {func(_ *Plan, v *Vault) {
			v.Policy, v.PolicyErr = "", &backup.Error{Kind: backup.Unsupported, Message: "only its account may read it"}
		}, "destination: policy", CannotTell},
		"a key of its own":             {nil, "destination: key", OK},
		"no key named":                 {func(_ *Plan, v *Vault) { v.Key = "" }, "destination: key", CannotTell},
		"another key":                  {func(_ *Plan, v *Vault) { v.Key = keyARN + "0" }, "destination: other key", Warning},
		"no lock":                      {nil, "destination: lock", OK},
		"a governance lock":            {func(_ *Plan, v *Vault) { v.Locked = true }, "destination: lock", OK},
		"a compliance lock":            {func(_ *Plan, v *Vault) { v.Locked, v.LockDate = true, noon.Add(-time.Hour) }, "destination: lock", Warning},
		"a compliance lock to come":    {func(_ *Plan, v *Vault) { v.Locked, v.LockDate = true, noon.Add(time.Hour) }, "destination: lock", Warning},
		"too short for the lock":       {func(_ *Plan, v *Vault) { v.Locked, v.MinRetention = true, 31 }, "destination: lock", Blocks},
		"too long for the lock":        {func(_ *Plan, v *Vault) { v.Locked, v.MaxRetention = true, 29 }, "destination: lock", Blocks},
		"for ever into limits":         {func(p *Plan, v *Vault) { v.Locked, v.MaxRetention = true, 90; days(p, forEver) }, "destination: lock", Blocks},
		"for ever without limits":      {func(p *Plan, v *Vault) { v.Locked, v.MinRetention = true, 90; days(p, forEver) }, "destination: lock", OK},
		"air-gapped takes EBS":         {gap, "destination: air-gapped", OK},
		"air-gapped does not take RDS": {gapFor("RDS"), "destination: air-gapped", Blocks},
		"air-gapped, who knows FSx":    {gapFor("FSx"), "destination: air-gapped", CannotTell},
		"air-gapped, unencrypted":      {func(p *Plan, v *Vault) { gapFor("Aurora")(p, v); p.Point.Encrypted = false }, "destination: air-gapped", Blocks},
		"air-gapped binds":             {gap, "destination: lock", Warning},
		"air-gapped has limits":        {func(p *Plan, v *Vault) { gap(p, v); days(p, 100) }, "destination: lock", Blocks},
	} {
		p, v := copyPlan(), goodVault()
		if c.change != nil {
			c.change(&p, &v)
		}
		found := runs(t, destinationCheck(), destinationAnswers(v), p)
		expectAbout(t, name, found, verdict{c.check, c.want})
	}
}

func TestADestinationWithinTheAccountOnlyHasToNotDeny(t *testing.T) {
	for name, c := range map[string]struct {
		policy string
		want   Outcome
	}{
		"no policy":             {"", OK},
		"allows others":         {goodVault().Policy, OK},
		"denies":                {statements(says("Deny", `"*"`, `"backup:CopyIntoBackupVault"`, "")), Blocks},
		"denies on a condition": {statements(says("Deny", `"*"`, `"*"`, `,"Condition":{"StringNotLike":{"aws:userid":"x"}}`)), CannotTell},
	} {
		v := goodVault()
		v.ARN, v.Policy = nearVault, c.policy
		a := destinationAnswers(v)
		a.key = func(string) (Key, error) { return goodKey(), nil }
		found := runs(t, destinationCheck(), a, copyTo(nearVault))
		expect(t, name, found, verdict{"destination", OK}, verdict{"destination: policy", c.want},
			verdict{"destination: key", OK}, verdict{"destination: key: usable", OK}, verdict{"destination: lock", OK})
	}
}

func TestADestinationIsReadByItsOwnerElseByUs(t *testing.T) {
	var asked []string
	a := destinationAnswers(goodVault())
	a.vault = func(in backup.Scope, arn string) (Vault, error) {
		asked = append(asked, in.String())
		if in.Account.String() == farAccount {
			return Vault{}, refused("backup:DescribeBackupVault")
		}
		return goodVault(), nil
	}
	if found := runs(t, destinationCheck(), a, copyPlan()); found[0].Outcome != OK {
		t.Errorf("%+v", found)
	}
	if strings.Join(asked, " ") != "444455556666/us-east-1 111122223333/us-east-1" {
		t.Errorf("asked %q", asked)
	}
	expect(t, "nobody", runs(t, destinationCheck(), &answers{}, copyPlan()), verdict{"destination", CannotTell})
	a.vault = func(backup.Scope, string) (Vault, error) { return Vault{}, missing("backup:DescribeBackupVault") }
	expect(t, "gone", runs(t, destinationCheck(), a, copyPlan()), verdict{"destination", Blocks})
}

func TestAKeyOfManyRegionsIsTheSameKey(t *testing.T) {
	p := copyPlan()
	p.Point.Key = "arn:aws:kms:eu-west-1:111122223333:key/mrk-1"
	v := Vault{Key: "arn:aws:kms:us-east-1:111122223333:key/mrk-1"}
	if f, ok := fullCopy(p, v); ok {
		t.Errorf("%+v", f)
	}
	v.Key = "arn:aws:kms:us-east-1:111122223333:key/mrk-2"
	if _, ok := fullCopy(p, v); !ok {
		t.Error("another key makes no whole copy")
	}
}

func TestBindingSaysUntilWhenNobodyCanDelete(t *testing.T) {
	until := Lifetime{Days: 30, DeleteAt: backup.TimeOf(time.Date(2026, 12, 26, 7, 0, 0, 0, time.UTC))}
	for name, c := range map[string]struct {
		vault Vault
		life  Lifetime
		binds bool
		says  string
	}{
		"no lock":        {Vault{}, until, false, "can be deleted by those who may"},
		"governance":     {Vault{Locked: true}, until, false, "can be deleted once somebody who may takes the governance lock away"},
		"compliance":     {Vault{Locked: true, LockDate: noon - 1}, until, true, "can't be deleted by anyone before 2026-12-26 (compliance lock)"},
		"in its grace":   {Vault{Locked: true, LockDate: noon + 1}, until, true, "can't be deleted by anyone before 2026-12-26, unless the lock is taken away before 2026-11-26 12:00 UTC (compliance lock)"},
		"air-gapped":     {Vault{Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"}, until, true, "can't be deleted by anyone before 2026-12-26 (logically air-gapped)"},
		"without an end": {Vault{Locked: true, LockDate: noon - 1}, Lifetime{}, true, "can't be deleted by anyone, ever (compliance lock)"},
	} {
		b := BindingOf(c.vault, c.life, noon)
		if b.Binds != c.binds || b.String() != c.says {
			t.Errorf("%s: %v %q", name, b.Binds, b)
		}
	}
}

// TestWhatNobodyElseMayReadIsNotSaidToBeUnknownToTheEndpoint has the policy of a vault that is lent.
func TestWhatNobodyElseMayReadIsNotSaidToBeUnknownToTheEndpoint(t *testing.T) {
	for words, e := range map[string]*backup.Error{
		"only its account may read it":      {Kind: backup.Unsupported, Message: "only its account may read it"},
		"this endpoint does not know x:Get": {Kind: backup.Unsupported, Code: "UnknownOperation", Message: "no such thing"},
	} {
		if f := unanswered("x", "x:Get", backup.Scope{}, e); f.Outcome != CannotTell || f.Evidence != words {
			t.Errorf("%+v", f)
		}
	}
}
