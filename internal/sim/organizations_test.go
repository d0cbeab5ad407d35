package sim_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/account"
	accounttypes "github.com/aws/aws-sdk-go-v2/service/account/types"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	orgtypes "github.com/aws/aws-sdk-go-v2/service/organizations/types"
	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestListAccountsHasAnEmptyPageAndASuspendedAccount(t *testing.T) {
	w := sim.New(sim.Options{Accounts: 50})
	pages := organizations.NewListAccountsPaginator(organizations.NewFromConfig(user(w)), &organizations.ListAccountsInput{})
	active, sizes := []string(nil), []int(nil)
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(page.Accounts))
		for _, a := range page.Accounts {
			if a.State == orgtypes.AccountStateActive && a.Status == orgtypes.AccountStatusActive {
				active = append(active, *a.Id)
			} else if *a.Id != w.SuspendedAccount() || a.State != orgtypes.AccountStateSuspended || a.Status != orgtypes.AccountStatusSuspended {
				t.Errorf("neither active nor the suspended one: %s %s %s", *a.Id, a.State, a.Status)
			}
		}
	}
	if diff := cmp.Diff(w.Accounts(), active); diff != "" {
		t.Errorf("active accounts (-world +listed):\n%s", diff)
	}
	if diff := cmp.Diff([]int{20, 0, 20, 11}, sizes); diff != "" {
		t.Errorf("page sizes (-want +got):\n%s", diff)
	}
}

func TestSmallOrganisationsHaveAnEmptyPageToo(t *testing.T) {
	org := organizations.NewFromConfig(user(sim.New(sim.Options{})))
	first, err := org.ListAccounts(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := org.ListAccounts(t.Context(), &organizations.ListAccountsInput{NextToken: first.NextToken})
	if err != nil || len(second.Accounts) != 0 || second.NextToken == nil {
		t.Fatalf("second page: %d accounts, token %v, %v", len(second.Accounts), second.NextToken, err)
	}
	third, err := org.ListAccounts(t.Context(), &organizations.ListAccountsInput{NextToken: second.NextToken})
	if err != nil || len(first.Accounts)+len(third.Accounts) != 7 || third.NextToken != nil {
		t.Errorf("third page: %d and %d accounts, token %v, %v", len(first.Accounts), len(third.Accounts), third.NextToken, err)
	}
}

func TestOrganizationsRefusals(t *testing.T) {
	w := sim.New(sim.Options{})
	ctx := t.Context()
	home := organizations.NewFromConfig(user(w))
	member := organizations.NewFromConfig(as(t, user(w), w.Account("sandbox"), "BackupReader"))
	call := func(_ any, err error) string { return code(err) }
	for name, c := range map[string]struct{ got, want string }{
		"list from a member":         {call(member.ListAccounts(ctx, nil)), "AccessDeniedException"},
		"administrators by a member": {call(member.ListDelegatedAdministrators(ctx, nil)), "AccessDeniedException"},
		"describe from a member":     {call(member.DescribeOrganization(ctx, nil)), ""},
		"a page too long":            {call(home.ListAccounts(ctx, &organizations.ListAccountsInput{MaxResults: aws.Int32(21)})), "InvalidInputException"},
		"a token of nowhere":         {call(home.ListAccounts(ctx, &organizations.ListAccountsInput{NextToken: aws.String("nowhere")})), "InvalidInputException"},
		"an operation it lacks":      {call(home.ListRoots(ctx, nil)), "UnknownOperationException"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
}

func TestDescribeOrganizationAndItsAdministrators(t *testing.T) {
	w := sim.New(sim.Options{})
	org := organizations.NewFromConfig(as(t, user(w), w.Account("identity"), "BackupReader"))
	out, err := org.DescribeOrganization(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if o := out.Organization; *o.MasterAccountId != w.HomeAccount() || o.FeatureSet != orgtypes.OrganizationFeatureSetAll || len(o.AvailablePolicyTypes) == 0 {
		t.Errorf("organisation %+v", o)
	}
	vault := "prod-daily" // into which the organization may copy
	lets, err := backup.NewFromConfig(as(t, user(w), w.Account("identity"), "BackupReader")).GetBackupVaultAccessPolicy(t.Context(), &backup.GetBackupVaultAccessPolicyInput{BackupVaultName: &vault})
	if err != nil || !strings.Contains(*lets.Policy, `"aws:PrincipalOrgID":"`+*out.Organization.Id+`"`) {
		t.Errorf("the policy of %s names another organization than %s: %v %v", vault, *out.Organization.Id, lets, err)
	}
	for principal, want := range map[string]int{"backup.amazonaws.com": 1, "config.amazonaws.com": 0} {
		out, err := org.ListDelegatedAdministrators(t.Context(), &organizations.ListDelegatedAdministratorsInput{ServicePrincipal: &principal})
		if err != nil || len(out.DelegatedAdministrators) != want {
			t.Fatalf("administrators for %s: %v, %v", principal, out, err)
		}
		if want == 1 && *out.DelegatedAdministrators[0].Id != w.Account("identity") {
			t.Errorf("administrator %+v", out.DelegatedAdministrators[0])
		}
	}
}

func TestListRegions(t *testing.T) {
	w := sim.New(sim.Options{Regions: 18})
	list := func(in *account.ListRegionsInput) (names []string, disabled int) {
		pages := account.NewListRegionsPaginator(account.NewFromConfig(user(w)), in)
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Regions {
				names = append(names, *r.RegionName)
				if r.RegionOptStatus == accounttypes.RegionOptStatusDisabled {
					disabled++
				}
			}
		}
		return names, disabled
	}
	enabled := []accounttypes.RegionOptStatus{accounttypes.RegionOptStatusEnabled, accounttypes.RegionOptStatusEnabledByDefault}
	names, _ := list(&account.ListRegionsInput{RegionOptStatusContains: enabled, MaxResults: aws.Int32(5), AccountId: aws.String(w.Account("sandbox"))})
	if diff := cmp.Diff(w.Regions(), names); diff != "" {
		t.Errorf("enabled regions (-world +listed):\n%s", diff)
	}
	if all, disabled := list(&account.ListRegionsInput{}); disabled == 0 || len(all) != disabled+18 {
		t.Errorf("%d regions, %d of them disabled", len(all), disabled)
	}
	for want, in := range map[string]*account.ListRegionsInput{
		"ValidationException":   {MaxResults: aws.Int32(51)},
		"AccessDeniedException": {AccountId: aws.String(w.HomeAccount())},
	} {
		if _, err := account.NewFromConfig(user(w)).ListRegions(t.Context(), in); code(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
