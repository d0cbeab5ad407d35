package sim_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestIAMListsRolesByPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := iam.NewFromConfig(user(sim.New(sim.Options{PageSize: 3})))
		var names []string
		pages := iam.NewListRolesPaginator(api, &iam.ListRolesInput{})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil || len(page.Roles) > 3 {
				t.Fatalf("%+v, %v", page, err)
			}
			for _, r := range page.Roles {
				names = append(names, *r.RoleName)
				if trust, err := url.PathUnescape(*r.AssumeRolePolicyDocument); err != nil || !strings.HasPrefix(trust, `{"Version"`) {
					t.Errorf("trust of %s: %s", *r.RoleName, trust)
				}
			}
		}
		if !slices.IsSorted(names) || !slices.Contains(names, "AWSBackupDefaultServiceRole") || !slices.Contains(names, "BackupMigrated") {
			t.Errorf("roles %v", names)
		}
	})
}

func TestIAMTellsARoleAndItsPolicies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api, name := iam.NewFromConfig(user(w)), "AWSBackupDefaultServiceRole"
		role, err := api.GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name})
		if err != nil || *role.Role.Arn != w.DefaultRole(w.HomeAccount()) || *role.Role.Path != "/service-role/" {
			t.Fatalf("%+v, %v", role, err)
		}
		attached, err := api.ListAttachedRolePolicies(t.Context(), &iam.ListAttachedRolePoliciesInput{RoleName: &name})
		if err != nil || len(attached.AttachedPolicies) != 2 || *attached.AttachedPolicies[1].PolicyName != "AWSBackupServiceRolePolicyForRestores" {
			t.Errorf("%+v, %v", attached, err)
		}
		w.Change(w.HomeAccount(), "", "AWS::IAM::Role", name, map[string]any{
			"Policies": map[string]string{"more": `{"Statement":{}}`}, "PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess",
		})
		inline, err := api.ListRolePolicies(t.Context(), &iam.ListRolePoliciesInput{RoleName: &name})
		if err != nil || !slices.Equal(inline.PolicyNames, []string{"more"}) {
			t.Errorf("%+v, %v", inline, err)
		}
		if role, err = api.GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name}); err != nil || *role.Role.PermissionsBoundary.PermissionsBoundaryArn != "arn:aws:iam::aws:policy/ReadOnlyAccess" {
			t.Errorf("%+v, %v", role, err)
		}
		gone := "Nobody"
		if _, err := api.GetRole(t.Context(), &iam.GetRoleInput{RoleName: &gone}); code(err) != "NoSuchEntity" {
			t.Error(err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"iam"}}})
		if _, err := api.GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name}); code(err) != "AccessDenied" {
			t.Error(err)
		}
	})
}

func TestIAMSimulatesThePoliciesOfAPrincipal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api, home := iam.NewFromConfig(user(w)), w.HomeAccount()
		role, operator := w.DefaultRole(home), "arn:aws:iam::"+home+":role/BackupOperator"
		ask := func(source string, actions []string, resource string, context ...types.ContextEntry) (map[string]string, error) {
			in := &iam.SimulatePrincipalPolicyInput{PolicySourceArn: &source, ActionNames: actions, ContextEntries: context}
			if resource != "" {
				in.ResourceArns = []string{resource}
			}
			out, err := api.SimulatePrincipalPolicy(t.Context(), in)
			if err != nil {
				return nil, err
			}
			got := map[string]string{}
			for _, r := range out.EvaluationResults {
				got[*r.EvalActionName] = string(r.EvalDecision)
			}
			return got, nil
		}
		got, err := ask(role, []string{"ec2:CreateVolume", "s3:CreateBucket"}, "")
		if err != nil || got["ec2:CreateVolume"] != "allowed" || got["s3:CreateBucket"] != "implicitDeny" {
			t.Errorf("%v, %v", got, err)
		}
		key := "iam:PassedToService"
		to := types.ContextEntry{ContextKeyName: &key, ContextKeyType: types.ContextKeyTypeEnumString, ContextKeyValues: []string{"backup.amazonaws.com"}}
		if got, err = ask(operator, []string{"iam:PassRole"}, role, to); err != nil || got["iam:PassRole"] != "allowed" {
			t.Errorf("%v, %v", got, err)
		}
		if got, err = ask(operator, []string{"iam:PassRole"}, "arn:aws:iam::"+home+":role/web-instance", to); err != nil || got["iam:PassRole"] != "implicitDeny" {
			t.Errorf("%v, %v", got, err)
		}
		for source, want := range map[string]string{
			"arn:aws:sts::" + home + ":assumed-role/BackupOperator/ana":  "InvalidInput",
			"arn:aws:iam::" + home + ":role/AWSBackupDefaultServiceRole": "NoSuchEntity", // without its path
			w.DefaultRole(w.Account("sandbox")):                          "NoSuchEntity",
		} {
			if _, err := ask(source, []string{"ec2:CreateVolume"}, ""); code(err) != want {
				t.Errorf("%s: %v, want %s", source, err, want)
			}
		}
		w.Change(home, "", "AWS::IAM::Role", "AWSBackupDefaultServiceRole", map[string]any{"PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess"})
		if got, err = ask(role, []string{"ec2:CreateVolume"}, ""); err != nil || got["ec2:CreateVolume"] != "implicitDeny" {
			t.Errorf("within the boundary: %v, %v", got, err)
		}
	})
}
