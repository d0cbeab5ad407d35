package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestADeletionSaysWhatRemainsAndWarnsOfTheLast(t *testing.T) {
	point := func(arn, status string, ago int64) backup.RecoveryPoint {
		return backup.RecoveryPoint{ARN: backup.ParseARN(arn), Status: backup.Intern(status), Created: noon - backup.Time(ago*3600_000)}
	}
	const mine, other = "arn:aws:ec2:eu-west-1::snapshot/snap-0a", "arn:aws:ec2:eu-west-1::snapshot/snap-0b"
	of := []Doomed{{Resource: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", Name: "orders-db", Points: []backup.Thing{{ID: mine}, {ID: mine + "too"}}}}
	part := point(other, "COMPLETED", 8)
	part.Parent = backup.Intern(mine)
	for name, c := range map[string]struct {
		rows []backup.RecoveryPoint
		want Outcome
		says string
	}{
		"others":                  {[]backup.RecoveryPoint{point(mine, "COMPLETED", 9), point(other, "COMPLETED", 2)}, OK, "1 completed point of orders-db remains here, the newest made 2 h ago"},
		"a copy is as old":        {[]backup.RecoveryPoint{point(mine, "COMPLETED", 9), point(other, "COMPLETED", 9)}, OK, "1 completed point of orders-db remains here, the newest made 9 h ago"},
		"the newest":              {[]backup.RecoveryPoint{point(mine, "COMPLETED", 2), point(other, "COMPLETED", 9)}, Warning, "THE NEWEST point of it is deleted, made 2 h ago; 1 completed point of orders-db remains here, the newest made 9 h ago"},
		"the two newest":          {[]backup.RecoveryPoint{point(mine, "COMPLETED", 2), point(mine+"too", "COMPLETED", 6), point(other, "COMPLETED", 9)}, Warning, "THE NEWEST point of it is deleted, made 2 h ago; 1 completed point of orders-db remains here, the newest made 9 h ago"},
		"the newest is of no use": {[]backup.RecoveryPoint{point(mine, "EXPIRED", 2), point(other, "COMPLETED", 9)}, OK, "1 completed point"},
		"the last":                {[]backup.RecoveryPoint{point(mine, "COMPLETED", 9)}, Warning, "THE LAST completed point of orders-db"},
		"others, no use":          {[]backup.RecoveryPoint{point(other, "EXPIRED", 2), point(other+"c", "PARTIAL", 1)}, Warning, "THE LAST"},
		"its own part":            {[]backup.RecoveryPoint{point(mine, "COMPLETED", 9), part}, Warning, "THE LAST"},
		"nothing is listed":       {nil, Warning, "THE LAST"},
	} {
		p := plan()
		p.Now = noon
		found := runs(t, RemainsCheck(of), &answers{newer: func(backup.Thing) ([]backup.RecoveryPoint, error) { return c.rows, nil }}, p)
		if len(found) != 1 || found[0].Outcome != c.want || !strings.Contains(found[0].Evidence, c.says) {
			t.Errorf("%s: %+v", name, found)
		}
	}
}
