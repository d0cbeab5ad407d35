package views

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// denied groups jobs that a service control policy denied: of each action one job more than of the next.
func denied(t *testing.T, actions ...string) *failure {
	t.Helper()
	g := triage.NewGrouper(triage.Window{From: sampleNow.Add(-time.Hour), To: sampleNow.Add(time.Hour)})
	for i, action := range actions {
		for n := range len(actions) - i {
			account := fmt.Sprintf("%012d", 1+n%2)
			g.Add(&backup.Job{
				ID: fmt.Sprint(i, n), State: backup.Intern("FAILED"), Account: backup.Intern(account), Region: backup.Intern("eu-west-1"), Created: sampleNow, Completed: sampleNow,
				Message: backup.Intern("User: arn:aws:sts::" + account + ":assumed-role/R/AWSBackup-R is not authorized to perform: " + action + " with an explicit deny in a service control policy"),
			}, nil)
		}
	}
	causes, _ := g.Causes(nil)
	if len(causes) != 1 {
		t.Fatalf("%d rows", len(causes))
	}
	return &failure{key: "k", Cause: &causes[0]}
}

// TestEveryDeniedActionIsOnThePageInTheBlockAndInRecords: whoever owns the policy excepts them all.
func TestEveryDeniedActionIsOnThePageInTheBlockAndInRecords(t *testing.T) {
	f := denied(t, "ec2:CreateSnapshot", "backup:CopyFromBackupVault", "ec2:CreateImage", "fsx:A", "fsx:B", "fsx:C", "fsx:D")
	e := sampleEnv()
	var page []string
	for _, l := range append(deniedLines(f.of(), e), factLines(f.Diagnosis(), f, e)...) {
		page = append(page, l.label+" "+l.value)
	}
	text := strings.Join(page, "\n")
	for _, want := range []string{"Denied ec2:CreateSnapshot (7 jobs in 2 accounts)", " fsx:B (3 jobs in 2 accounts)", " 2 more"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Action ") {
		t.Errorf("one action is told as if it were all:\n%s", text)
	}
	block := strings.Join(ownerLines(e, f, f.Diagnosis(), nil), "\n")
	if !strings.Contains(block, "Actions: ec2:CreateSnapshot (7 jobs in 2 accounts), backup:CopyFromBackupVault (6 jobs") || !strings.Contains(block, "fsx:D (1 job in 1 account)") {
		t.Errorf("%s", block)
	}
	record, err := json.Marshal(map[string]any{"actions": f.of().Actions(), "denied": deniedRefs(f.of())})
	if err != nil || !strings.Contains(string(record), `"fsx:D"]`) || !strings.Contains(string(record), `{"action":"fsx:D","jobs":1,"accounts":["000000000001"]`) {
		t.Errorf("%s %v", record, err)
	}
	if one := denied(t, "ec2:CreateSnapshot"); len(deniedLines(one.of(), e)) > 0 || !strings.Contains(strings.Join(ownerLines(e, one, one.Diagnosis(), nil), "\n"), "Action: ec2:CreateSnapshot") {
		t.Error("one action needs no list")
	}
}
