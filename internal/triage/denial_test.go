package triage

import (
	"strings"
	"testing"
)

func TestDenialsAreTakenApart(t *testing.T) {
	const role, snapshot = "arn:aws:sts::111122223333:assumed-role/R/s", "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0"
	for text, want := range map[string]Denial{
		"User: " + role + " is not authorized to perform: ec2:CreateSnapshot on resource: " + snapshot + " with an explicit deny in a service control policy": {
			Principal: role, Action: "ec2:CreateSnapshot", Resource: snapshot, Policy: ServiceControl, Explicit: true,
		},
		"User: " + role + " is not authorized to perform: ec2:CreateSnapshot on resource: " + snapshot + " with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1.": {
			Principal: role, Action: "ec2:CreateSnapshot", Resource: snapshot, Policy: ServiceControl, Explicit: true,
			PolicyARN: "arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1",
		},
		"User: arn:aws:iam::1:user/a is not authorized to perform: backup:ListBackupJobs because no VPC endpoint policy allows the backup:ListBackupJobs action": {
			Principal: "arn:aws:iam::1:user/a", Action: "backup:ListBackupJobs", Policy: VPCEndpointPolicy,
		},
		"User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on resource: \"arn:aws:kms:eu-west-1:1:key/k\" because no resource-based policy allows the kms:Decrypt action": {
			Principal: "arn:aws:iam::1:user/a", Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-west-1:1:key/k", Policy: ResourcePolicy,
		},
		"arn:aws:iam::1:user/a is not authorized to perform iam:PassRole on arn:aws:iam::1:role/x": {
			Principal: "arn:aws:iam::1:user/a", Action: "iam:PassRole", Resource: "arn:aws:iam::1:role/x",
		},
		"USER: ARN:AWS:IAM::1:USER/A IS NOT AUTHORIZED TO PERFORM:\n STS:ASSUMEROLE ON RESOURCE:\r\n ARN:AWS:IAM::2:ROLE/X BECAUSE NO ROLE TRUST POLICY ALLOWS THE STS:ASSUMEROLE ACTION": {
			Principal: "ARN:AWS:IAM::1:USER/A", Action: "STS:ASSUMEROLE", Resource: "ARN:AWS:IAM::2:ROLE/X", Policy: TrustPolicy,
		},
		"not authorized to perform: a:B on resource: * because no permissions boundary allows the a:B action": {Action: "a:B", Resource: "*", Policy: Boundary},
		"not authorized to perform: a:B because no session policy allows the a:B action":                      {Action: "a:B", Policy: SessionPolicy},
		"not authorized to perform: a:B with an explicit deny in an identity-based policy":                    {Action: "a:B", Policy: IdentityPolicy, Explicit: true},
		"not authorized to perform: a:B with an explicit deny in a resource control policy":                   {Action: "a:B", Policy: ResourceControl, Explicit: true},
		"You are not authorized. Encoded authorization failure message: ab-CD_9=. Ask.":                       {Encoded: "ab-CD_9="},
	} {
		if got, ok := ParseDenial(text); !ok || got != want {
			t.Errorf("%s:\ngot  %+v %v\nwant %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "access denied", "The guard is not authorized to perform: tricks", "not authorized to perform: ", "authorized"} {
		if d, ok := ParseDenial(text); ok {
			t.Errorf("%q is a denial: %+v", text, d)
		}
	}
}

// From AWS's knowledge centre, "encoded authorization failure message", with other IDs.
const decoded = `{"allowed":false,"explicitDeny":true,"matchedStatements":{"items":[{"statementId":"NoPass","effect":"DENY","principals":{"items":[{"value":"AROAR"}]},"principalGroups":{"items":[]},"actions":{"items":[{"value":"iam:PassRole"}]},"resources":{"items":[{"value":"arn:aws:iam::111122223333:role/*"}]},"conditions":{"items":[]}}]},"failures":{"items":[]},"context":{"principal":{"id":"AROAR:AWSBackup-R","arn":"arn:aws:sts::111122223333:assumed-role/R/AWSBackup-R"},"action":"iam:PassRole","resource":"arn:aws:iam::111122223333:role/EC2\u0007","conditions":{"items":[{"key":"aws:Region","values":{"items":[{"value":"ap-northeast-1"}]}}]}}}`

func TestADecodedDenialNamesItsStatement(t *testing.T) {
	d, err := DecodeDenial(decoded)
	if err != nil {
		t.Fatal(err)
	}
	if d.Principal != "arn:aws:sts::111122223333:assumed-role/R/AWSBackup-R" || d.Action != "iam:PassRole" || d.Resource != "arn:aws:iam::111122223333:role/EC2" ||
		d.Allowed || !d.ExplicitDeny || len(d.Statements) != 1 || d.Statements[0].ID != "NoPass" || d.Conditions[0].Values[0] != "ap-northeast-1" {
		t.Errorf("%+v", d)
	}
	if all := strings.Join(d.Lines(), "\n"); !strings.Contains(all, "DENY NoPass on iam:PassRole of arn:aws:iam::111122223333:role/*") || strings.Contains(all, "\a") {
		t.Error(all)
	}
	for _, bad := range []string{"", "{}", "[]", "null", `{"context":7}`, strings.Repeat("[", 1<<16), strings.Repeat(" ", maxDecoded+1)} {
		if _, err := DecodeDenial(bad); err == nil {
			t.Errorf("%.20q is taken", bad)
		}
	}
}

func FuzzDecodeDenial(f *testing.F) {
	f.Add(decoded)
	f.Add(`{"context":{"action":"a:b"}}`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := DecodeDenial(text)
		if err != nil {
			return
		}
		for _, line := range d.Lines() {
			plainLine(t, line)
		}
	})
}
