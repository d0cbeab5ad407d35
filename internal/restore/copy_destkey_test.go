package restore

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// farKey is the key of a vault of another account, which leaves it to the account's own policies.
func farKey() Key {
	return Key{
		ARN: "arn:aws:kms:us-east-1:444455556666:key/1", State: "Enabled", Manager: "CUSTOMER", Region: "us-east-1",
		Policy: statements(says("Allow", `{"AWS":"arn:aws:iam::444455556666:root"}`, `"kms:*"`, "")),
	}
}

// TestTheKeyOfTheDestinationIsLookedAt judges the key of a vault within the account and in
// another, for what AWS Backup keeps itself and for what it does not.
func TestTheKeyOfTheDestinationIsLookedAt(t *testing.T) {
	with := func(k Key, change func(*Key)) func(string) (Key, error) {
		if change != nil {
			change(&k)
		}
		return func(string) (Key, error) { return k, nil }
	}
	near := goodKey()
	own := near
	own.Manager, own.Policy = "AWS", ownKey("backup", homeAccount).Policy
	policy := func(text string) func(*Key) { return func(k *Key) { k.Policy = text } }
	disabled := func(k *Key) { k.State = "Disabled" }
	self := `{"AWS":"arn:aws:iam::444455556666:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup"}`
	encrypts := `["kms:GenerateDataKey*","kms:CreateGrant"]`
	const usable = "destination: key: usable"
	for name, c := range map[string]struct {
		to, kind string
		key      func(string) (Key, error)
		want     []verdict
	}{
		"far":                       {farVault, "EBS", with(farKey(), nil), []verdict{{"destination: key", OK}, {usable, OK}}},
		"far, denied":               {farVault, "EBS", with(farKey(), policy(statements(says("Allow", everybody, `"kms:*"`, ""), says("Deny", self, encrypts, "")))), []verdict{{"destination: key", OK}, {usable, Blocks}}},
		"far, for others":           {farVault, "EBS", with(farKey(), policy(statements(says("Allow", theRole, `"kms:*"`, "")))), []verdict{{"destination: key", OK}, {usable, Warning}}},
		"far, not to read":          {farVault, "EBS", with(farKey(), policy("")), []verdict{{"destination: key", OK}, {usable, CannotTell}}},
		"far, AWS's own":            {farVault, "EBS", with(farKey(), func(k *Key) { k.Manager = "AWS" }), []verdict{{"destination: key", Blocks}}},
		"far, disabled":             {farVault, "EBS", with(farKey(), disabled), []verdict{{"destination: key", Blocks}}},
		"far, of another Region":    {farVault, "EBS", with(farKey(), func(k *Key) { k.Region = "eu-west-1" }), []verdict{{"destination: key", Blocks}}},
		"far, gone":                 {farVault, "EBS", func(string) (Key, error) { return Key{}, missing("kms:DescribeKey") }, []verdict{{"destination: key", Blocks}}},
		"far, not to look up":       {farVault, "EBS", func(string) (Key, error) { return Key{}, refused("kms:DescribeKey") }, []verdict{{"destination: key", CannotTell}}},
		"far, whose is not known":   {farVault, "EBS", with(farKey(), func(k *Key) { k.Manager = "" }), []verdict{{"destination: key", CannotTell}}},
		"near":                      {nearVault, "EBS", with(near, nil), []verdict{{"destination: key", OK}, {usable, OK}}},
		"near, disabled":            {nearVault, "EBS", with(near, disabled), []verdict{{"destination: key", Blocks}}},
		"near, disabled, kept":      {nearVault, "EFS", with(near, disabled), []verdict{{"destination: key", Blocks}}},
		"near, to be deleted":       {nearVault, "EFS", with(near, func(k *Key) { k.State, k.Deletion = "PendingDeletion", noon }), []verdict{{"destination: key", Blocks}}},
		"near, denied to encrypt":   {nearVault, "EFS", with(near, policy(statements(says("Allow", theRole, `"kms:*"`, ""), says("Deny", theRole, encrypts, "")))), []verdict{{"destination: key", OK}, {usable, Blocks}}},
		"near, not to look up":      {nearVault, "EFS", func(string) (Key, error) { return Key{}, refused("kms:DescribeKey") }, []verdict{{"destination: key", CannotTell}}},
		"near, AWS's own, kept":     {nearVault, "EFS", with(own, nil), []verdict{{"destination: key", OK}, {usable, OK}}},
		"near, AWS's own, not kept": {nearVault, "EBS", with(own, nil), []verdict{{"destination: key", OK}}},
		"near, of a gateway":        {nearVault, "Storage Gateway", with(own, nil), []verdict{{"destination: key", Blocks}}},
	} {
		p := copyTo(c.to)
		p.Point.Type = c.kind
		h, _ := p.hop()
		expect(t, name, destinationKey(t.Context(), &answers{key: c.key, simulate: simulates(true, "")}, p, h, goodVault()), c.want...)
	}
	p := copyTo(strings.Replace(farVault, ":dr", ":Default", 1))
	h, _ := p.hop()
	expect(t, "the default vault", destinationKey(t.Context(), &answers{}, p, h, goodVault()), verdict{"destination: key", Blocks})
}

// TestACopyIntoTheVaultProvesItsKey has a policy that nobody may read, and a copy that completed.
func TestACopyIntoTheVaultProvesItsKey(t *testing.T) {
	k := goodKey()
	k.Policy, k.PolicyErr = "", refused("kms:GetKeyPolicy")
	done := backup.Job{
		ID: "copy-1", Kind: backup.CopyJob, State: backup.Intern("COMPLETED"), Role: backup.Intern(roleARN), DestARN: backup.Intern(nearVault), Completed: noon.Add(-time.Hour),
		Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EFS")}),
	}
	for name, c := range map[string]struct {
		change func(*backup.Job)
		want   Outcome
	}{
		"the same":     {func(*backup.Job) {}, OK},
		"long ago":     {func(j *backup.Job) { j.Completed = noon.Add(-30 * 24 * time.Hour) }, CannotTell},
		"another role": {func(j *backup.Job) { j.Role = backup.Intern(roleARN + "0") }, CannotTell},
		"elsewhere":    {func(j *backup.Job) { j.DestARN = backup.Intern(farVault) }, CannotTell},
		"another type": {func(j *backup.Job) { j.Of = backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}) }, CannotTell},
		"failed":       {func(j *backup.Job) { j.State = backup.Intern("FAILED") }, CannotTell},
	} {
		p := copyTo(nearVault)
		p.Point.Type = "EFS"
		job := done
		c.change(&job)
		p.Jobs.Finished = slices.Insert([]backup.Job{}, 0, job)
		h, _ := p.hop()
		a := &answers{key: func(string) (Key, error) { return k, nil }}
		expect(t, name, destinationKey(t.Context(), a, p, h, goodVault()), verdict{"destination: key", OK}, verdict{"destination: key: usable", c.want})
	}
}

// TestTheKeyOfAnAirGappedVaultIsLookedAt has one that AWS owns, and one of the customer's,
// which may be another account's than the vault.
func TestTheKeyOfAnAirGappedVaultIsLookedAt(t *testing.T) {
	disabled, denied, unread := farKey(), farKey(), farKey()
	disabled.State = "Disabled"
	denied.Policy = statements(says("Allow", everybody, `"kms:*"`, ""), says("Deny", everybody, `"kms:CreateGrant"`, ""))
	unread.Policy, unread.PolicyErr = "", refused("kms:GetKeyPolicy")
	const key, usable = "destination: key", "destination: key: usable"
	for name, c := range map[string]struct {
		arn, owned string
		key        Key
		err        error
		want       []verdict
	}{
		"AWS owns it":           {owned: "AWS_OWNED_KMS_KEY", want: []verdict{{key, OK}}},
		"AWS owns it, named":    {arn: keyARN, owned: "AWS_OWNED_KMS_KEY", want: []verdict{{key, OK}}},
		"no key named":          {owned: "CUSTOMER_MANAGED_KMS_KEY", want: []verdict{{key, CannotTell}}},
		"not to look up":        {arn: keyARN, err: refused("kms:DescribeKey"), want: []verdict{{key, CannotTell}}},
		"gone":                  {arn: keyARN, err: missing("kms:DescribeKey"), want: []verdict{{key, Blocks}}},
		"disabled":              {arn: keyARN, key: disabled, want: []verdict{{key, Blocks}}},
		"policy allows":         {arn: keyARN, key: farKey(), want: []verdict{{key, OK}, {usable, CannotTell}}},
		"policy denies":         {arn: keyARN, key: denied, want: []verdict{{key, OK}, {usable, Warning}}},
		"policy can't be read":  {arn: keyARN, key: unread, want: []verdict{{key, OK}, {usable, CannotTell}}},
		"whose is not known":    {arn: keyARN, key: Key{ARN: keyARN, State: "Enabled"}, want: []verdict{{key, CannotTell}}},
		"of another Region":     {arn: keyARN, key: Key{ARN: keyARN, State: "Enabled", Manager: "CUSTOMER", Region: "eu-west-1"}, want: []verdict{{key, Blocks}}},
		"to be deleted, theirs": {arn: keyARN, key: Key{ARN: keyARN, State: "PendingDeletion", Manager: "CUSTOMER", Deletion: noon}, want: []verdict{{key, Blocks}}},
	} {
		v := goodVault()
		v.Type, v.Key, v.KeyType = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", c.arn, c.owned
		a := destinationAnswers(v)
		a.key = func(string) (Key, error) { return c.key, c.err }
		var about []Finding
		for _, f := range runs(t, destinationCheck(), a, copyPlan()) {
			if strings.HasPrefix(f.Check, key) {
				about = append(about, f)
			}
		}
		expect(t, name, about, c.want...)
	}
	p := copyPlan()
	r, _ := p.copying()
	p.Jobs.Finished = []backup.Job{{
		ID: "copy-1", Kind: backup.CopyJob, State: backup.Intern("COMPLETED"), Role: backup.Intern(r.IamRoleArn), DestARN: backup.Intern(r.DestinationBackupVaultArn),
		Completed: noon.Add(-time.Hour), Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern(p.Point.Type)}),
	}}
	v := goodVault()
	v.Type = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
	h, _ := p.hop()
	expect(t, "a copy that completed", destinationKey(t.Context(), destinationAnswers(v), p, h, v), verdict{key, OK}, verdict{usable, OK})
}
