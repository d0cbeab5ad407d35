package aws_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestARoleIsReadWithItsTrustAndPolicies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 1})
		c, in := fleet(t, w, nil), home(w)
		arn := w.DefaultRole(w.HomeAccount())
		w.Change(w.HomeAccount(), "", "AWS::IAM::Role", "AWSBackupDefaultServiceRole", map[string]any{
			"Policies": map[string]string{"a": "{}", "b": "{}"}, "PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess",
		})
		r, err := c.Role(t.Context(), in, arn)
		if err != nil || r.ARN != arn || !strings.Contains(r.Trust, `"Service":"backup.amazonaws.com"`) || len(r.Attached) != 2 ||
			!strings.HasSuffix(r.Attached[1], "/AWSBackupServiceRolePolicyForRestores") || !slices.Equal(r.Inline, []string{"a", "b"}) || !strings.HasSuffix(r.Boundary, "/ReadOnlyAccess") {
			t.Errorf("%+v, %v", r, err)
		}
		for _, none := range []string{"arn:aws:iam::" + w.HomeAccount() + ":role/Nobody", strings.Replace(arn, "service-role/", "", 1)} {
			if _, err := c.Role(t.Context(), in, none); backup.KindOf(err) != backup.NotFound {
				t.Errorf("%s: %v", none, err)
			}
		}
		there := w.DefaultRole(w.Account("sandbox"))
		if r, err := c.Role(t.Context(), in, there); err != nil || r.ARN != there {
			t.Errorf("of another account: %+v, %v", r, err)
		}
		nowhere := strings.Replace(there, w.Account("sandbox"), "999988887777", 1)
		if _, err := c.Role(t.Context(), in, nowhere); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("of an account that is not read: %v, which must not say that there is none", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"ListAttachedRolePolicies"}}})
		if _, err := c.Role(t.Context(), in, arn); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("a role whose policies may not be listed: %v", err)
		}
	})
}

func TestRolesThatTrustAWSBackupAreOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 3})
		c, in := fleet(t, w, nil), home(w)
		choices, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.Roles})
		var names []string
		for _, r := range choices {
			names = append(names, r.Name)
		}
		if want := []string{"AWSBackupDefaultServiceRole", "AWSBackupItemRole", "AWSBackupS3Role"}; err != nil || !slices.Equal(names, want) {
			t.Errorf("%v, %v", names, err)
		}
		if choices[0].Value != w.DefaultRole(w.HomeAccount()) {
			t.Errorf("%+v", choices[0])
		}
	})
}

func TestTheCallerIsSimulatedAsWhoChangesAWS(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		sandbox := w.Account("sandbox")
		pass := func(c *aws.Client, in backup.Scope, principal string) (backup.Verdict, error) {
			role := w.DefaultRole(in.Account.String())
			v, err := c.Simulate(t.Context(), in, principal, []string{"iam:PassRole"}, role, map[string]string{"iam:PassedToService": "backup.amazonaws.com"})
			if err != nil || len(v) != 1 || v[0].Action != "iam:PassRole" {
				return backup.Verdict{}, err
			}
			return v[0], nil
		}
		there := backup.In(sandbox, w.Regions()[0])
		for name, x := range map[string]struct {
			write     string
			in        backup.Scope
			principal string
			allowed   bool
		}{
			"the user of the home account":     {"", home(w), "", true},
			"the reader of another":            {"", there, "", false},
			"the write role":                   {"BackupOperator", there, "", true},
			"the write role at home":           {"BackupOperator", home(w), "", true},
			"a session is its role":            {"", there, "arn:aws:sts::" + sandbox + ":assumed-role/BackupOperator/ana", true},
			"the path of a role is looked for": {"", there, "arn:aws:sts::" + sandbox + ":assumed-role/AWSBackupDefaultServiceRole/x", true},
		} {
			c := fleet(t, w, func(o *aws.Options) { o.WriteRole = x.write })
			v, err := pass(c, x.in, x.principal)
			if err != nil || v.Allowed != x.allowed || !v.Allowed && v.Why != "implicitDeny" {
				t.Errorf("%s: %+v, %v", name, v, err)
			}
		}
		c := fleet(t, w, nil)
		if _, err := pass(c, home(w), "arn:aws:iam::"+w.HomeAccount()+":root"); backup.KindOf(err) != backup.Unsupported {
			t.Errorf("root: %v", err)
		}
		if _, err := pass(c, home(w), "arn:aws:iam::"+w.HomeAccount()+":role/Nobody"); backup.KindOf(err) != backup.NotFound {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestAKeyIsReadWithItsPolicyOrWhyNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		at := func(alias string) string { return w.KeyOf(w.HomeAccount(), in.Region.String(), alias) }
		for _, id := range []string{"alias/finance-only", at("alias/finance-only")} {
			k, err := c.Key(t.Context(), in, id)
			if err != nil || k.ARN != at("alias/finance-only") || k.State != "Enabled" || k.Manager != "CUSTOMER" || k.Region != in.Region.String() ||
				k.Alias != "alias/finance-only" || !strings.Contains(k.Policy, `"Deny"`) || k.PolicyErr != nil {
				t.Errorf("%+v, %v", k, err)
			}
		}
		if k, err := c.Key(t.Context(), in, at("alias/retired")); err != nil || k.State != "PendingDeletion" || k.Deletion == 0 {
			t.Errorf("%+v, %v", k, err)
		}
		if _, err := c.Key(t.Context(), in, at("alias/retired")+"0"); backup.KindOf(err) != backup.NotFound {
			t.Error(err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"GetKeyPolicy", "ListAliases"}}})
		k, err := c.Key(t.Context(), in, at("alias/retired")) // not read before: nothing is kept
		if e := fails(t, k.PolicyErr, backup.AccessDenied, "kms:GetKeyPolicy"); err != nil || k.Policy != "" || k.State == "" || e.Action != "kms:GetKeyPolicy" {
			t.Errorf("%+v, %v", k, err)
		}
	})
}

func TestKeysAreOfferedByAliasWithTheirState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 5})
		c, in := fleet(t, w, nil), home(w)
		choices, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.Keys})
		states := map[string]string{}
		for i, k := range choices {
			states[k.Name] = k.Facts["state"]
			if k.Value != w.KeyOf(w.HomeAccount(), in.Region.String(), k.Name) || k.Facts["arn"] != k.Value {
				t.Errorf("%+v", k)
			}
			if i > 0 && choices[i-1].Facts["manager"] == "AWS" && k.Facts["manager"] != "AWS" {
				t.Errorf("%s stands behind AWS's own", k.Name)
			}
		}
		if err != nil || states["alias/old-archive"] != "Disabled" || states["alias/retired"] != "PendingDeletion" || states["alias/finance-only"] != "Enabled" {
			t.Errorf("%v, %v", states, err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeKey"}}})
		without, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.Keys})
		if err != nil || len(without) != len(choices) || without[0].Facts["state"] != "" {
			t.Errorf("%d of %d, %v", len(without), len(choices), err)
		}
	})
}
