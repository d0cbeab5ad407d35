package views

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// way is one restore that an operator makes: of a point that the Spec fits, with what
// is typed beside what the form proposes and lets one choose.
type way struct {
	spec  string
	name  string
	of    string   // type of the point, where the Spec is for several
	typed []string // field, value, field, value …
	named bool     // it writes into what exists, and is confirmed by its name; else with a yes
}

// ways are all of them, at least one of every Spec.
func ways(account, gateway string) []way {
	role := "arn:aws:iam::" + account + ":role/"
	s3 := []string{restore.RoleField, role + "AWSBackupS3Role"}
	with := func(more ...string) []string { return append(more, s3...) }
	return []way{
		{spec: "ebs"},
		{spec: "ebs-files", typed: []string{"pathsToRestore", "/etc", "restoreType", "FILES", restore.RoleField, role + "AWSBackupItemRole"}, named: true},
		{spec: "ebs-gateway", typed: []string{"gatewayArn", gateway}},
		{spec: "ec2"},
		{spec: "rds"},
		{spec: "rds-pitr"},
		{spec: "rds-cluster"},
		{spec: "aurora"},
		{spec: "aurora-pitr"},
		{spec: "documentdb"},
		{spec: "neptune"},
		{spec: "dynamodb"},
		{spec: "dynamodb-basic"},
		{spec: "efs"},
		{spec: "efs", name: "into one that exists", typed: []string{"newFileSystem", "no", "file-system-id", "→"}, named: true},
		{spec: "efs-items", typed: []string{"ItemsToRestore", "/home/ops"}},
		{spec: "s3", typed: s3},
		{spec: "s3", name: "into a bucket that exists", typed: with("NewBucket", "no", "@bucket", "→payments"), named: true},
		{spec: "s3", name: "into a new bucket", typed: with("NewBucket", "yes")},
		{spec: "s3-pitr", typed: s3},
		{spec: "s3-items", typed: with("ItemsToRestore", "2026/")},
		{spec: "fsx-windows"},
		{spec: "fsx-lustre"},
		{spec: "fsx-ontap"},
		{spec: "fsx-openzfs"},
		{spec: "redshift"},
		{spec: "redshift-table", typed: []string{"SourceDatabaseName", "dev", "SourceTableName", "orders", "TargetDatabaseName", "dev", "NewTableName", "orders_back"}, named: true},
		{spec: "gateway"},
		{spec: "gateway-ebs"},
		{spec: "timestream"},
		{spec: "redshift-serverless", typed: []string{"NamespaceIdentifier", "reports"}},
		{spec: "raw", of: "DSQL"},
		{spec: "raw", of: "EKS", named: true},
		{spec: "raw", of: "VirtualMachine", typed: []string{"RestoreTo", "VMware", "VMName", "again"}, named: true},
		{spec: "sap-hana", typed: []string{"aws:backup:TargetDatabaseArn", "arn:aws:ssm-sap:us-east-1:" + account + ":HANA/erp/DB/HDB"}},
	}
}

// restorable is a point with the ways in which it can be restored.
type restorable struct {
	point    restore.Point
	metadata map[string]string
	specs    []restore.Spec
}

// restorables are a few points of every sort in the home Region, as AWS has them now.
func restorables(t *testing.T, w *sim.World) (found []restorable) {
	t.Helper()
	c, err := aws.New(t.Context(), aws.Options{Isolated: true, Regions: []string{"us-east-1"}, Transport: sim.InProcess{Handler: w}})
	if err != nil {
		t.Fatal(err)
	}
	in, sorts := backup.In(w.HomeAccount(), "us-east-1"), map[string]int{}
	for vaults, err := range c.Vaults(t.Context(), in, backup.VaultQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vaults {
			vault := v.In.Get().Name.String()
			for rows, err := range c.Points(t.Context(), in, backup.PointQuery{Vault: vault}) {
				if err != nil {
					break // the vault's policy denies it
				}
				for _, p := range rows {
					sort := fmt.Sprint(p.Of.Get().Type, p.Status, p.More.Get().Index, strings.Split(p.ARN.String(), ":")[2])
					if k := p.Of.Get().Type.String(); k == "FSx" || k == "RDS" { // which differ in kind
						sort += p.Of.Get().ARN.String()
					}
					if s := p.Status.String(); s != "COMPLETED" && s != "AVAILABLE" || !p.More.Get().Source.Empty() || !p.Parent.Empty() || sorts[sort] > 1 {
						continue
					}
					thing := backup.Thing{Kind: backup.PointThing, Scope: in, Vault: vault, ID: p.ARN.String()}
					point, err := c.Point(t.Context(), thing)
					if err != nil {
						continue // gone meanwhile
					}
					metadata, err := c.Metadata(t.Context(), thing)
					if err != nil {
						continue
					}
					sorts[sort]++
					found = append(found, restorable{point, metadata, restore.SpecsFor(point, metadata)})
				}
			}
		}
	}
	return found
}

// TestEveryWayToRestoreEndsInACompletedJob leads every described type, in every way of
// its Specs, with keys from R to a COMPLETED job.
func TestEveryWayToRestoreEndsInACompletedJob(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour) // into a day that has points of every sort
		w := sim.New(sim.Options{Seed: 5, Accounts: 1, Regions: 1, Resources: 250, Jobs: 300, Speed: 10_000})
		points := restorables(t, w)
		u := startAs(t, 100, 40, w, Options{}, ops.Policy{}, "").after(5 * time.Second)
		tried := map[string]bool{}
		for _, c := range ways(w.HomeAccount(), gatewayOf(points)) {
			tried[c.spec] = true
			u.restores(c, points)
		}
		for _, s := range restore.Specs() {
			if !tried[s.Name] {
				t.Errorf("nobody restores %s with keys", s.Name)
			}
		}
	})
}

// restores goes one way from R to the end of the job.
func (u *user) restores(c way, points []restorable) {
	u.t.Helper()
	point, spec, first := fitting(points, c)
	if spec.Name == "" {
		u.t.Errorf("no point fits %s", c.spec)
		return
	}
	u.home().arms().goes("points arn:" + point.ARN).after(3 * time.Second).press("R").after(5 * time.Second)
	if !first {
		u.toField(specField).fills(specField, "→"+spec.Title)
	}
	for i := 0; i < len(c.typed); i += 2 {
		u.fills(c.typed[i], c.typed[i+1])
	}
	u.submits()
	before := len(u.world.Started())
	u.after(3 * time.Second)
	if t := restore.Count(u.wizard().review.findings()); t.Blocks > 0 {
		u.t.Errorf("%s %s: the checks block it:\n%s", c.spec, c.name, u.text())
		return
	}
	if spec.LineOnly != "" {
		u.press("enter").after(time.Second).sees("not sent from here; c copies the command")
		if n := len(u.world.Started()) - before; n > 0 {
			u.t.Errorf("%s: %d requests were sent", c.spec, n)
		}
		return
	}
	phrase := u.press("enter").after(time.Second).phrase()
	unsure := strings.Contains(u.text(), "nothing here can tell")
	if strings.HasPrefix(phrase, "yes") == c.named || !unsure && strings.Contains(u.text(), "something new") == c.named {
		u.t.Errorf("%s %s: it is confirmed with %q:\n%s", c.spec, c.name, phrase, u.text())
	}
	u.types(phrase).press("enter").after(5 * time.Second)
	started := u.world.Started()[before:]
	if len(started) != 1 || !started[0].Taken || started[0].Job == "" {
		u.t.Errorf("%s %s: started %+v\n%s", c.spec, c.name, started, u.text())
		return
	}
	u.sees("submitted", started[0].Job[:8]).rests(10 * time.Second).home().goes("rj id:" + started[0].Job).rests(10 * time.Second)
	if screen := u.text(); !strings.Contains(screen, "COMPLETED") {
		u.t.Errorf("%s %s: the job does not end COMPLETED:\n%s", c.spec, c.name, screen)
	}
}

// fitting finds a point that can be restored in a way, first when it is the way that
// the wizard proposes.
func fitting(points []restorable, c way) (p restore.Point, s restore.Spec, first bool) {
	for _, r := range points {
		for i, spec := range r.specs {
			if spec.Name == c.spec && (c.of == "" || c.of == spec.Of) {
				return r.point, spec, i == 0
			}
		}
	}
	return p, s, false
}

// gatewayOf is the gateway that a volume was backed up from: no call lists gateways.
func gatewayOf(points []restorable) string {
	for _, p := range points {
		if arn := p.metadata["gatewayArn"]; arn != "" {
			return arn
		}
	}
	return ""
}
