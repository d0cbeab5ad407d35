package restore

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

// copyForm is a copy of an EFS backup that was made on 1 November and is kept 100 days.
func copyForm() *CopyForm {
	pt := plan().Point
	pt.Type, pt.Role = "EFS", roleARN
	pt.Created = backup.TimeOf(time.Date(2026, 11, 1, 5, 0, 0, 0, time.UTC))
	pt.Lifecycle = backup.Lifecycle{DeleteAfterDays: 100}
	return NewCopyForm(pt, nil, []Vault{
		{ARN: farVault, Name: "dr", Type: "BACKUP_VAULT"},
		{ARN: nearVault, Name: "keep", Type: "BACKUP_VAULT", Locked: true, LockDate: noon - 1, MinRetention: 60, MaxRetention: 365},
		{ARN: pt.VaultARN, Name: "prod"},
		{ARN: vaultARN("aws", "eu-west-1", farAccount, "window"), Type: "RESTORE_ACCESS_BACKUP_VAULT"},
	}, plan().Scope, noon)
}

func TestACopyFormMakesTheRequest(t *testing.T) {
	base := backup.StartCopyJob{RecoveryPointArn: volumePoint, SourceBackupVaultName: "prod", DestinationBackupVaultArn: farVault, IamRoleArn: roleARN}
	with := func(cold, keep int32) backup.StartCopyJob {
		r := base
		r.Lifecycle = &backup.Lifecycle{MoveToColdStorageAfterDays: cold, DeleteAfterDays: keep}
		return r
	}
	for name, c := range map[string]struct {
		set  map[string]string
		want backup.StartCopyJob
	}{
		"as the source":             {nil, base},
		"for days":                  {map[string]string{KeepField: KeepDays, DaysField: " 35 "}, with(0, 35)},
		"for ever":                  {map[string]string{KeepField: KeepForever}, with(-1, -1)},
		"cold, then deleted":        {map[string]string{KeepField: KeepDays, DaysField: "120", ColdField: "30"}, with(30, 120)},
		"cold, as the source":       {map[string]string{ColdField: "10"}, with(10, 100)},
		"cold for ever":             {map[string]string{KeepField: KeepForever, ColdField: "10"}, with(10, 0)},
		"days that are not asked":   {map[string]string{DaysField: "seven"}, base},
		"a role of one's own":       {map[string]string{RoleField: "arn:aws:iam::111122223333:role/Copier"}, backup.StartCopyJob{RecoveryPointArn: volumePoint, SourceBackupVaultName: "prod", DestinationBackupVaultArn: farVault, IamRoleArn: "arn:aws:iam::111122223333:role/Copier"}},
		"a field that there is not": {map[string]string{"speed": "1"}, base},
	} {
		f := copyForm()
		f.Set(DestinationField, farVault)
		for key, value := range c.set {
			f.Set(key, value)
		}
		r, err := f.Request()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.want, *r); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if p := f.Plan(r); p.Request != backup.Change(r) || p.Now != noon || p.Scope != f.In() || p.Point.ARN != f.Point().ARN || len(p.Vaults) != 2 {
			t.Errorf("%s: plan %+v", name, p)
		}
	}
}

func TestACopyFormExplainsTheRulesAsTheyAreTyped(t *testing.T) {
	for name, c := range map[string]struct {
		set                    map[string]string
		field                  string
		problem, warning, note string
	}{
		"nothing chosen":            {nil, DestinationField, "needed: a vault of any account", "", ""},
		"no ARN":                    {map[string]string{DestinationField: "dr"}, DestinationField, "choose a vault from the list, or type its ARN", "", ""},
		"another partition":         {map[string]string{DestinationField: vaultARN("aws-cn", "cn-north-1", homeAccount, "x")}, DestinationField, "no copy leaves its partition", "", ""},
		"where it is":               {map[string]string{DestinationField: plan().Point.VaultARN}, DestinationField, "", "this is where it is", ""},
		"typed":                     {map[string]string{DestinationField: vaultARN("aws", "eu-west-1", farAccount, "x")}, DestinationField, "", "not a vault that is known here", ""},
		"open":                      {map[string]string{DestinationField: farVault}, DestinationField, "", "", "can be deleted by those who may"},
		"locked":                    {map[string]string{DestinationField: nearVault}, DestinationField, "", "can't be deleted by anyone before 2027-02-09", ""},
		"locked, for no days yet":   {map[string]string{DestinationField: nearVault, KeepField: KeepDays}, DestinationField, "", "before the end that is to be chosen", ""},
		"as the source":             {nil, KeepField, "", "", "kept until 2027-02-09: 100 days from 2026-11-01"},
		"for ever":                  {map[string]string{KeepField: KeepForever}, KeepField, "", "", "kept until it is deleted"},
		"for ever into a lock":      {map[string]string{KeepField: KeepForever, DestinationField: nearVault}, KeepField, "the lock wants an end within 365 days", "", ""},
		"for some":                  {map[string]string{KeepField: "a while"}, KeepField, "one of: as long as the source", "", ""},
		"days":                      {map[string]string{KeepField: KeepDays, DaysField: "90"}, DaysField, "", "", "kept until 2027-01-30: 90 days from 2026-11-01"},
		"no days":                   {map[string]string{KeepField: KeepDays}, DaysField, "a whole number of days is needed", "", ""},
		"no number":                 {map[string]string{KeepField: KeepDays, DaysField: "x"}, DaysField, "a whole number of days is needed", "", ""},
		"days that are over":        {map[string]string{KeepField: KeepDays, DaysField: "7"}, DaysField, "", "deleted at once", "kept until 2026-11-08"},
		"too many":                  {map[string]string{KeepField: KeepDays, DaysField: "36501"}, DaysField, "at most 36500", "", ""},
		"fewer than the lock wants": {map[string]string{KeepField: KeepDays, DaysField: "59", DestinationField: nearVault}, DaysField, "at least 60", "", ""},
		"more than the lock wants":  {map[string]string{KeepField: KeepDays, DaysField: "366", DestinationField: nearVault}, DaysField, "at most 365: the vault takes 60–365 d", "", ""},
		"warm":                      {nil, ColdField, "", "", ""},
		"cold":                      {map[string]string{ColdField: "10"}, ColdField, "", "", "cold from 2026-11-11"},
		"cold for too short":        {map[string]string{ColdField: "30"}, ColdField, "cold after 30 days, it must be kept for 120 days at least", "", ""},
		"cold after nothing":        {map[string]string{ColdField: "0"}, ColdField, "at least 1", "", ""},
		"a role":                    {nil, RoleField, "", "", ""},
		"a role that is none":       {map[string]string{RoleField: "admin"}, RoleField, "the ARN of a role is needed", "", ""},
		"no role":                   {map[string]string{RoleField: ""}, RoleField, "needed: the role", "", ""},
	} {
		f := copyForm()
		for key, value := range c.set {
			f.Set(key, value)
		}
		s, ok := f.Field(c.field)
		if !ok || s.Help == "" || s.Label == "" {
			t.Errorf("%s: no field: %+v", name, s)
		}
		for _, w := range []struct{ what, got, want string }{{"problem", s.Problem, c.problem}, {"warning", s.Warning, c.warning}, {"note", s.Note, c.note}} {
			if !strings.Contains(w.got, w.want) || w.want == "" && w.got != "" {
				t.Errorf("%s: %s %q, want %q", name, w.what, w.got, w.want)
			}
		}
		var problems Problems
		if _, err := f.Request(); c.problem != "" && !errors.As(err, &problems) {
			t.Errorf("%s: sent with a problem", name)
		}
	}
}

func TestColdStorageThatAWSIgnoresIsSaid(t *testing.T) {
	for kind, want := range map[string]Outcome{"EFS": OK, "EBS": Warning, "S3": Warning, "FSx": Warning, "DSQL": CannotTell, "New": CannotTell} {
		p := copyPlan()
		p.Point.Type = kind
		expect(t, kind, []Finding{copyCold(p, backup.Lifecycle{MoveToColdStorageAfterDays: 1})}, verdict{"lifecycle: cold storage", want})
	}
}

func TestTheLifecycleOfACopyIsChecked(t *testing.T) {
	for name, c := range map[string]struct {
		l    *backup.Lifecycle
		want []verdict
	}{
		"the source's":      {nil, []verdict{{"lifecycle: retention", OK}, {"lifecycle: cold storage", OK}}},
		"for ever":          {&backup.Lifecycle{MoveToColdStorageAfterDays: -1, DeleteAfterDays: -1}, []verdict{{"lifecycle: retention", OK}, {"lifecycle: cold storage", OK}}},
		"for ever, in one":  {&backup.Lifecycle{DeleteAfterDays: -1}, []verdict{{"lifecycle", Blocks}}},
		"no such days":      {&backup.Lifecycle{DeleteAfterDays: -2}, []verdict{{"lifecycle", Blocks}}},
		"too many days":     {&backup.Lifecycle{DeleteAfterDays: 36501}, []verdict{{"lifecycle", Blocks}}},
		"cold too short":    {&backup.Lifecycle{MoveToColdStorageAfterDays: 1, DeleteAfterDays: 90}, []verdict{{"lifecycle", Blocks}}},
		"cold long enough":  {&backup.Lifecycle{MoveToColdStorageAfterDays: 1, DeleteAfterDays: 91}, []verdict{{"lifecycle: retention", OK}, {"lifecycle: cold storage", OK}}},
		"already over":      {&backup.Lifecycle{DeleteAfterDays: 1}, []verdict{{"lifecycle: retention", Warning}, {"lifecycle: cold storage", OK}}},
		"cold, for nothing": {&backup.Lifecycle{MoveToColdStorageAfterDays: 1}, []verdict{{"lifecycle: retention", OK}, {"lifecycle: cold storage", OK}}},
	} {
		p := copyPlan()
		p.Point.Type, p.Point.Created = "EFS", noon.Add(-48*time.Hour)
		r := *p.Request.(*backup.StartCopyJob)
		r.Lifecycle = c.l
		p.Request = &r
		expect(t, name, runs(t, lifecycleCheck(), &answers{}, p), c.want...)
	}
	p := copyPlan()
	p.Point.Created = 0
	expect(t, "no creation", runs(t, lifecycleCheck(), &answers{}, p), verdict{"lifecycle: retention", CannotTell}, verdict{"lifecycle: cold storage", OK})
}

func TestVaultsToChooseFromAreTheNearestFirst(t *testing.T) {
	s, _ := copyForm().Field(DestinationField)
	if len(s.Choices) != 2 || s.Choices[0].Value != nearVault || s.Choices[1].Value != farVault {
		t.Fatalf("%+v", s.Choices)
	}
	want := Choice{Value: nearVault, Name: "keep", Facts: map[string]string{"account": homeAccount, "region": "eu-west-1", "holds": "compliance lock", "days": "60–365 d"}}
	if diff := cmp.Diff(want, s.Choices[0]); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		v           Vault
		holds, days string
	}{
		{Vault{}, "", ""},
		{Vault{Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", Locked: true, LockDate: noon, MinRetention: 7, MaxRetention: 365}, "air-gapped", "7–365 d"},
		{Vault{Locked: true}, "governance lock", ""},
		{Vault{Locked: true, LockDate: noon.Add(-day), MinRetention: 7}, "compliance lock", "from 7 d"},
		{Vault{Locked: true, LockDate: noon.Add(day), MaxRetention: 7}, "locked from " + noon.Add(day).Time().Format(time.DateOnly), "to 7 d"},
	} {
		if f := vaultChoice(c.v, noon).Facts; f["holds"] != c.holds || f["days"] != c.days {
			t.Errorf("%+v: %v", c.v, f)
		}
	}
}

func TestTheRoleOfACopyIsTheUsualOne(t *testing.T) {
	f := copyForm()
	f.point.Role = "arn:aws:iam::444455556666:role/Theirs"
	if f.Value(RoleField) != "" || len(f.Wants()) != 1 {
		t.Errorf("%q, wants %v", f.Value(RoleField), f.Wants())
	}
	q, ok := f.Query(RoleField)
	def := "arn:aws:iam::111122223333:role/" + DefaultRole
	f.Offer(q, []Choice{{Value: "arn:aws:iam::111122223333:role/x"}, {Value: def}}, nil)
	s, _ := f.Field(RoleField)
	if !ok || f.Value(RoleField) != def || len(f.Wants()) != 0 || !s.Asked || len(s.Choices) != 2 {
		t.Errorf("%+v", s)
	}
	f.Offer(q, nil, refused("iam:ListRoles"))
	if s, _ = f.Field(RoleField); !strings.Contains(s.Refused, "access denied") {
		t.Errorf("%+v", s)
	}
}

func TestADraftOfACopyIsTakenUpAgain(t *testing.T) {
	f := copyForm()
	f.Set(DestinationField, farVault)
	f.Set(KeepField, KeepDays)
	f.Set(DaysField, "40")
	g := copyForm()
	if lost := g.SetValues(f.Values()); len(lost) > 0 {
		t.Errorf("lost %v", lost)
	}
	if a, b := f.Values(), g.Values(); !cmp.Equal(a, b) || len(a) != 3 {
		t.Errorf("%v, %v", a, b)
	}
	if lost := g.SetValues(map[string]string{"old": "x", ColdField: "3"}); len(lost) != 1 || g.Value(ColdField) != "3" || g.Value(KeepField) != KeepSource {
		t.Errorf("lost %v", lost)
	}
	g.Default(ColdField)
	if g.Value(ColdField) != "" {
		t.Error("a default is not taken back")
	}
	g.SetNow(noon.Add(400 * 24 * time.Hour))
	if b, ok := g.Binding(); ok || b.Binds {
		t.Error("a copy to nowhere binds")
	}
}

func TestARoleIsNamedByItsARN(t *testing.T) {
	for value, right := range map[string]bool{roleARN: true, "Default": false, "arn:aws:iam::111122223333:user/u": false, "": false} {
		if (WrongRole(value) == "") != right {
			t.Errorf("%q: %q", value, WrongRole(value))
		}
	}
}

// TestACopyThatTheLockRefusesHasNoEndYet: beside a retention that is refused no date is
// shown until when the copy could not be deleted.
func TestACopyThatTheLockRefusesHasNoEndYet(t *testing.T) {
	for name, c := range map[string]struct {
		set  map[string]string
		want string
	}{
		"a good one":                  {map[string]string{KeepField: KeepDays, DaysField: "60"}, "before 2026-12-31 (compliance lock)"},
		"as the source":               {nil, "before 2027-02-09 (compliance lock)"},
		"below the lock's least":      {map[string]string{KeepField: KeepDays, DaysField: "30"}, "before its end, which is to be mended below"},
		"above the lock's most":       {map[string]string{KeepField: KeepDays, DaysField: "366"}, "before its end, which is to be mended below"},
		"without an end":              {map[string]string{KeepField: KeepForever}, "before its end, which is to be mended below"},
		"too short in cold storage":   {map[string]string{KeepField: KeepDays, DaysField: "60", ColdField: "30"}, "before its end, which is to be mended below"},
		"days that are still to come": {map[string]string{KeepField: KeepDays}, "before the end that is to be chosen"},
	} {
		f := copyForm()
		f.Set(DestinationField, nearVault)
		for key, value := range c.set {
			f.Set(key, value)
		}
		if s, _ := f.Field(DestinationField); !strings.Contains(s.Warning, c.want) {
			t.Errorf("%s: %q, want %q", name, s.Warning, c.want)
		}
	}
	f := copyForm()
	f.Set(DestinationField, nearVault)
	f.SetNow(noon.Add(365 * day))
	if s, _ := f.Field(DestinationField); !strings.Contains(s.Warning, "to be mended below") {
		t.Errorf("an end that is past: %q", s.Warning)
	}
}
