package views

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// TestThePageOfMalwareNamesItsPoints, the first few, and how many there are.
func TestThePageOfMalwareNamesItsPoints(t *testing.T) {
	for n, want := range map[int]string{1: "snap-0", 3: "snap-2", 5: "and 2 more: 5 in all"} {
		g := triage.NewGrouper(triage.Window{From: sampleNow.Add(-1000 * 3600 * 24), To: sampleNow + 1})
		for i := range 2 * n { // each was scanned twice
			g.Add(&backup.Job{
				ID: fmt.Sprint(i), Kind: backup.ScanJob, State: backup.Intern("COMPLETED"), Result: backup.Intern("THREATS_FOUND"), Created: sampleNow - backup.Time(i), Completed: sampleNow - backup.Time(i),
				Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"), Vault: backup.Intern("prod"), PointARN: backup.ParseARN(fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%d", i%n)),
			}, nil)
		}
		causes, _ := g.Causes(nil)
		lines := infectedLines(&failure{Cause: &causes[0]})
		if last := lines[len(lines)-1]; len(lines) != min(n, infectedNamed+1) || !strings.Contains(last.value, want) || last.link == nil {
			t.Errorf("of %d: %+v", n, lines)
		}
	}
	g := triage.NewGrouper(triage.Window{From: sampleNow.Add(-1000 * 3600 * 24), To: sampleNow + 1})
	for i, result := range []string{"THREATS_FOUND", "THREATS_FOUND", "NO_THREATS_FOUND"} {
		g.Add(&backup.Job{
			ID: fmt.Sprint(i), Kind: backup.ScanJob, State: backup.Intern("COMPLETED"), Result: backup.Intern(result), Created: sampleNow - 10 + backup.Time(i), Completed: sampleNow - 10 + backup.Time(i),
			Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:111122223333:volume/vol-1")}), PointARN: backup.ParseARN(fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%d", i%2)),
		}, nil)
	}
	causes, _ := g.Causes(nil)
	if lines := infectedLines(&failure{Cause: &causes[0]}); len(lines) != 1 || !strings.Contains(lines[0].value, "snap-1") {
		t.Errorf("one was scanned again and is clean: %+v", lines)
	}
	f := &failure{Cause: &causes[0]}
	if block := strings.Join(ownerLines(bareEnv(), f, f.Diagnosis(), nil), "\n"); !strings.Contains(block, "Infected: arn:aws:ec2:eu-west-1::snapshot/snap-1 in vault") || strings.Contains(block, "snap-0") {
		t.Errorf("the block for the owner:\n%s", block)
	}
	if refs := infectedRefs(f.Cause); len(refs) != 1 || refs[0].ARN != "arn:aws:ec2:eu-west-1::snapshot/snap-1" {
		t.Errorf("records: %+v", refs)
	}
	if lines := infectedLines(keyRow("key", someKey, "", sampleNow)); lines != nil {
		t.Errorf("of a key: %+v", lines)
	}
}
