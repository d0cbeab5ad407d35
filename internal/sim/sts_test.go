package sim_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestCallerIsTheOneWhoseKeyItIs(t *testing.T) {
	w := sim.New(sim.Options{})
	member := w.Account("web-prod")
	key := func(k string) aws.Config {
		cfg := user(w)
		cfg.Credentials = credentials.NewStaticCredentialsProvider(k, "secret", "")
		return cfg
	}
	for name, c := range map[string]struct {
		cfg          aws.Config
		account, arn string
	}{
		"test is the management account's user":    {user(w), w.HomeAccount(), "arn:aws:iam::" + w.HomeAccount() + ":user/operator"},
		"a key that carries a member's number":     {key("AKIA" + member + "0001"), member, "arn:aws:iam::" + member + ":user/operator"},
		"a key with a number of no account":        {key("AKIA0000000000000001"), w.HomeAccount(), "arn:aws:iam::" + w.HomeAccount() + ":user/operator"},
		"an assumed role is its account's session": {as(t, user(w), member, "BackupReader"), member, "arn:aws:sts::" + member + ":assumed-role/BackupReader/bkpui-test"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := sts.NewFromConfig(c.cfg).GetCallerIdentity(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if *out.Account != c.account || *out.Arn != c.arn || *out.UserId == "" {
				t.Errorf("got %s %s %s, want %s %s", *out.Account, *out.Arn, *out.UserId, c.account, c.arn)
			}
		})
	}
}

func TestAssumeRoleRefusesAsAWSDoes(t *testing.T) {
	w := sim.New(sim.Options{})
	home, member, audit := w.HomeAccount(), w.Account("web-prod"), w.RefusingAccount()
	arn := func(id, role string) string { return "arn:aws:iam::" + id + ":role/" + role }
	notAuthorized := func(arn string) string {
		return "User: arn:aws:iam::" + home + ":user/operator is not authorized to perform: sts:AssumeRole on resource: " + arn
	}
	for name, c := range map[string]struct {
		role, session, mfa string
		seconds            int32
		code, message      string
	}{
		"a role that exists":             {role: arn(member, "BackupOperator"), session: "bkpui-ana-restore", seconds: 43200},
		"a role below a path":            {role: arn(member, "ops/BackupReader"), session: "x1"},
		"an account that refuses":        {role: arn(audit, "BackupReader"), session: "ana", code: "AccessDenied", message: notAuthorized(arn(audit, "BackupReader"))},
		"a role that does not exist":     {role: arn(member, "Admin"), session: "ana", code: "AccessDenied", message: notAuthorized(arn(member, "Admin"))},
		"an account of nobody":           {role: arn("000000000001", "BackupReader"), session: "ana", code: "AccessDenied", message: notAuthorized(arn("000000000001", "BackupReader"))},
		"the suspended account":          {role: arn(w.SuspendedAccount(), "BackupReader"), session: "ana", code: "AccessDenied", message: notAuthorized(arn(w.SuspendedAccount(), "BackupReader"))},
		"not an ARN of a role":           {role: "arn:aws:iam::" + member + ":user/operator", session: "ana", code: "AccessDenied", message: notAuthorized("arn:aws:iam::" + member + ":user/operator")},
		"a session name with a space":    {role: arn(member, "BackupReader"), session: "ana b", code: "ValidationError"},
		"a session name of one letter":   {role: arn(member, "BackupReader"), session: "a", code: "ValidationError"},
		"too short a session":            {role: arn(member, "BackupReader"), session: "ana", seconds: 899, code: "ValidationError"},
		"too long a session":             {role: arn(member, "BackupReader"), session: "ana", seconds: 43201, code: "ValidationError"},
		"longer than the role's longest": {role: arn(member, "OrganizationAccountAccessRole"), session: "ana", seconds: 7200, code: "ValidationError", message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."},
		"a right MFA code":               {role: arn(member, "BackupReader"), session: "ana", mfa: "123456"},
		"a wrong MFA code":               {role: arn(member, "BackupReader"), session: "ana", mfa: "000000", code: "AccessDenied"},
		"an MFA code of letters":         {role: arn(member, "BackupReader"), session: "ana", mfa: "abcdef", code: "ValidationError"},
	} {
		t.Run(name, func(t *testing.T) {
			in := &sts.AssumeRoleInput{RoleArn: &c.role, RoleSessionName: &c.session}
			if c.seconds > 0 {
				in.DurationSeconds = &c.seconds
			}
			if c.mfa != "" {
				in.TokenCode, in.SerialNumber = &c.mfa, aws.String("arn:aws:iam::"+home+":mfa/operator")
			}
			_, err := sts.NewFromConfig(user(w)).AssumeRole(t.Context(), in)
			if code(err) != c.code || c.message != "" && message(err) != c.message {
				t.Errorf("got %v, want %q %q", err, c.code, c.message)
			}
		})
	}
}

func TestChainedRoleLastsAnHourAtMost(t *testing.T) {
	w := sim.New(sim.Options{})
	hub := sts.NewFromConfig(as(t, user(w), w.HomeAccount(), "BackupReader"))
	in := &sts.AssumeRoleInput{
		RoleArn: aws.String("arn:aws:iam::" + w.Account("sandbox") + ":role/BackupReader"), RoleSessionName: aws.String("chain"), DurationSeconds: aws.Int32(3601),
	}
	if _, err := hub.AssumeRole(t.Context(), in); code(err) != "ValidationError" {
		t.Errorf("3601 s by chaining: got %v", err)
	}
	in.DurationSeconds = aws.Int32(3600)
	if _, err := hub.AssumeRole(t.Context(), in); err != nil {
		t.Errorf("3600 s by chaining: %v", err)
	}
}

func TestSessionExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		cfg := as(t, user(w), w.Account("web-prod"), "BackupReader")
		calls := func() [3]string {
			_, bare := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), nil)
			_, vaults := backup.NewFromConfig(cfg).ListBackupVaults(t.Context(), nil)
			_, org := organizations.NewFromConfig(cfg).DescribeOrganization(t.Context(), nil)
			return [3]string{code(bare), code(vaults), code(org)}
		}
		if got := calls(); got != [3]string{} {
			t.Errorf("fresh: %q", got)
		}
		time.Sleep(time.Hour)
		if got := calls(); got != [3]string{"ExpiredToken", "ExpiredTokenException", "ExpiredTokenException"} {
			t.Errorf("an hour later: %q", got)
		}
	})
}

func TestForgedTokensAreInvalid(t *testing.T) {
	w := sim.New(sim.Options{})
	good, err := as(t, user(w), w.Account("sandbox"), "BackupReader").Credentials.Retrieve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]aws.Credentials{
		"no session token":        {AccessKeyID: good.AccessKeyID},
		"noise":                   {AccessKeyID: good.AccessKeyID, SessionToken: "noise"},
		"the key of another role": {AccessKeyID: "ASIA" + w.Account("identity") + "0000", SessionToken: good.SessionToken},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := user(w)
			cfg.Credentials = credentials.NewStaticCredentialsProvider(c.AccessKeyID, "secret", c.SessionToken)
			if _, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), nil); code(err) != "InvalidClientTokenId" {
				t.Errorf("sts: %v", err)
			}
			if _, err := backup.NewFromConfig(cfg).ListBackupVaults(t.Context(), nil); code(err) != "UnrecognizedClientException" {
				t.Errorf("backup: %v", err)
			}
		})
	}
}
