package restore

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// runningJob is a restore of another point of the same type that runs.
func runningJob(id string, change func(*backup.Job)) backup.Job {
	p := plan()
	j := backup.Job{
		ID: id, Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), Account: p.Scope.Account, Region: p.Scope.Region,
		Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}), PointARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0bbbb"),
		Created: noon.Add(-time.Hour), Role: backup.Intern(roleARN),
	}
	if change != nil {
		change(&j)
	}
	return j
}

func TestARestoreThatRunsAlreadyIsFound(t *testing.T) {
	samePoint := func(j *backup.Job) { j.PointARN = backup.ParseARN(volumePoint) }
	into := func(name string) func(string) (map[string]string, error) {
		return func(string) (map[string]string, error) {
			return map[string]string{"DatabaseName": "sales", "TableName": name}, nil
		}
	}
	fresh, existing := Target{Kind: Tables, ID: "orders", Effect: MakesNew}, Target{Kind: Tables, ID: "orders", Effect: WritesInto}
	for name, c := range map[string]struct {
		job       backup.Job
		target    Target
		submitted func(string) (map[string]string, error)
		want      []Outcome
	}{
		"this point":                     {runningJob("a", samePoint), Target{}, nil, []Outcome{Warning}},
		"another point":                  {runningJob("a", nil), Target{}, nil, []Outcome{OK}},
		"ended":                          {runningJob("a", func(j *backup.Job) { samePoint(j); j.State = backup.Intern("COMPLETED") }), Target{}, nil, []Outcome{OK}},
		"a copy of it":                   {runningJob("a", func(j *backup.Job) { samePoint(j); j.Kind = backup.CopyJob }), Target{}, nil, []Outcome{OK}},
		"into this name":                 {runningJob("a", nil), fresh, into("ORDERS"), []Outcome{Blocks}},
		"into this existing one":         {runningJob("a", nil), existing, into("orders"), []Outcome{Warning}},
		"into another name":              {runningJob("a", nil), fresh, into("items"), []Outcome{OK}},
		"into nobody knows what":         {runningJob("a", nil), fresh, nil, []Outcome{CannotTell}},
		"a table of this database":       {runningJob("a", nil), Target{Kind: TimestreamTables, ID: "sales|orders", Effect: MakesNew}, into("orders"), []Outcome{Blocks}},
		"another table of it":            {runningJob("a", nil), Target{Kind: TimestreamTables, ID: "sales|orders", Effect: MakesNew}, into("items"), []Outcome{OK}},
		"this point, into this name":     {runningJob("a", samePoint), fresh, into("orders"), []Outcome{Warning, Blocks}},
		"another type":                   {runningJob("a", func(j *backup.Job) { j.Of = backup.Ref[backup.ResourceRef]{} }), fresh, nil, []Outcome{OK}},
		"another account, into the name": {runningJob("a", func(j *backup.Job) { j.Account = backup.Intern(farAccount) }), fresh, nil, []Outcome{OK}},
	} {
		p := plan()
		p.Target = c.target
		var want []verdict
		for _, o := range c.want {
			want = append(want, verdict{"already running", o})
		}
		live := &answers{submitted: c.submitted, restores: func(_ backup.Scope, since backup.Time) ([]backup.Job, error) {
			if since != noon.Add(-runningSince) {
				t.Errorf("since %v", since)
			}
			return []backup.Job{c.job}, nil
		}}
		expect(t, name, runs(t, RunningCheck(), live, p), want...)
		p.Jobs.Running = []backup.Job{c.job} // known here and answered: one job
		expect(t, name+", twice", runs(t, RunningCheck(), live, p), want...)
	}
}

// TestAnotherThingOfTheSameNameIsNotTheTarget: AWS ignores the file system that was backed up
// where a new one is made, and a database within a server is not the server.
func TestAnotherThingOfTheSameNameIsNotTheTarget(t *testing.T) {
	type m = map[string]string
	files := m{"file-system-id": "fs-1", "newFileSystem": "false"}
	server := m{"DBInstanceIdentifier": "orders"}
	for name, c := range map[string]struct {
		target     Target
		mine, runs m
		want       Outcome
	}{
		"into the file system":              {Target{FileSystems, "fs-1", WritesInto, "", ""}, files, files, Warning},
		"of it, into a new one":             {Target{FileSystems, "fs-1", WritesInto, "", ""}, files, m{"file-system-id": "fs-1", "newFileSystem": "true"}, OK},
		"a server of that name":             {Target{DBInstances, "orders", MakesNew, "", ""}, server, m{"dbInstanceIdentifier": "Orders"}, Blocks},
		"a database of that name in one":    {Target{DBInstances, "orders", MakesNew, "", ""}, server, m{"DBInstanceIdentifier": "sales", "DBName": "orders"}, OK},
		"where the request says it nowhere": {Target{DBInstances, "orders", MakesNew, "", ""}, nil, m{"DBInstanceIdentifier": "orders"}, Blocks},
	} {
		p := plan()
		p.Request, p.Target = &backup.StartRestoreJob{Metadata: c.mine}, c.target
		live := &answers{
			submitted: func(string) (map[string]string, error) { return c.runs, nil },
			restores:  func(backup.Scope, backup.Time) ([]backup.Job, error) { return []backup.Job{runningJob("a", nil)}, nil },
		}
		expect(t, name, runs(t, RunningCheck(), live, p), verdict{"already running", c.want})
	}
}

func TestARunningRestoreIsNamedWithItsBeginningAndRole(t *testing.T) {
	p := plan()
	p.Jobs.Running = []backup.Job{runningJob("job-7", func(j *backup.Job) { j.PointARN = backup.ParseARN(volumePoint) })}
	found := runs(t, RunningCheck(), &answers{}, p)
	expect(t, "the list refused", found, verdict{"already running", CannotTell}, verdict{"already running", Warning})
	if found[0].Job != "" || found[1].Job != "job-7" {
		t.Errorf("about the jobs %q and %q", found[0].Job, found[1].Job)
	}
	for _, want := range []string{"job-7", "2026-11-26 11:00 UTC", "service-role/Restorer"} {
		if !strings.Contains(found[1].Evidence, want) {
			t.Errorf("%q lacks %q", found[1].Evidence, want)
		}
	}
	p.Jobs.Running[0].Role = backup.Text{}
	if found = runs(t, RunningCheck(), &answers{}, p); !strings.Contains(found[1].Evidence, "does not say") {
		t.Errorf("%q", found[1].Evidence)
	}
}

func TestAPointThatIsBeingRestoredIsInUse(t *testing.T) {
	samePoint := func(j *backup.Job) { j.PointARN = backup.ParseARN(volumePoint) }
	over := func(j *backup.Job) { samePoint(j); j.State = backup.Intern("COMPLETED") }
	for name, c := range map[string]struct {
		jobs []backup.Job
		err  error
		want Outcome
	}{
		"it is":          {[]backup.Job{runningJob("a", samePoint)}, nil, Warning},
		"another is":     {[]backup.Job{runningJob("a", func(j *backup.Job) { j.PointARN = backup.ParseARN(volumePoint + "0") })}, nil, OK},
		"it was":         {[]backup.Job{runningJob("a", over)}, nil, OK},
		"it is not told": {nil, &backup.Error{Kind: backup.AccessDenied}, CannotTell},
	} {
		l := &answers{restores: func(backup.Scope, backup.Time) ([]backup.Job, error) { return c.jobs, c.err }}
		expect(t, name, runs(t, InUseCheck([]string{volumePoint}), l, plan()), verdict{"in use", c.want})
	}
}

func TestManyRunningRestoresAreNotAllAskedAndThatIsSaid(t *testing.T) {
	p, asked := plan(), 0
	p.Target = Target{Kind: Tables, ID: "orders", Effect: MakesNew}
	var jobs []backup.Job
	for i := range 12 {
		jobs = append(jobs, runningJob(fmt.Sprint("job-", i), nil))
	}
	a := &answers{
		restores:  func(backup.Scope, backup.Time) ([]backup.Job, error) { return jobs, nil },
		submitted: func(string) (map[string]string, error) { asked++; return nil, nil },
	}
	found := runs(t, RunningCheck(), a, p)
	expect(t, "twelve", found, verdict{"already running", CannotTell})
	if asked != readMetadata || !strings.HasPrefix(found[0].Evidence, "2 more") {
		t.Errorf("asked %d, %q", asked, found[0].Evidence)
	}
}
