package restore_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestEveryFormMakesARequestThatIsTaken restores points of the simulated organisation
// in every way that their forms offer, those made here and those copied here: with
// what the form proposes, what look-ups let it choose from, and the few words that
// nobody could know. Each job completes.
func TestEveryFormMakesARequestThatIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour)
		w := sim.New(sim.Options{Seed: 5, Accounts: 1, Regions: 2, Resources: 250, Speed: 10_000})
		c, err := aws.New(t.Context(), aws.Options{Isolated: true, Regions: []string{"us-east-1"}, Transport: sim.InProcess{Handler: w}})
		if err != nil {
			t.Fatal(err)
		}
		h := house{t, c, backup.In(w.HomeAccount(), "us-east-1"), map[string]string{}, map[string]bool{}}
		things := h.points()
		for _, pass := range []string{"", "/copied", "/safe"} {
			for _, thing := range things {
				h.everyWay(thing, pass)
			}
		}
		for _, way := range strings.Fields(`aurora aurora-pitr documentdb dynamodb ebs ebs-files ebs-gateway ec2 efs efs-items fsx-lustre fsx-ontap fsx-openzfs fsx-windows gateway gateway-ebs neptune
			rds rds-cluster rds-pitr redshift redshift-serverless redshift-table s3 s3-items s3-pitr sap-hana timestream
			raw/CloudFormation raw/DSQL raw/EKS raw/VirtualMachine
			ebs/copied ec2/copied rds/copied efs/copied s3/copied dynamodb/copied
			ebs/safe ec2/safe rds/safe aurora/safe efs/safe s3/safe dynamodb/safe fsx-windows/safe`) {
			if !h.done[way] {
				t.Errorf("nothing was restored as %s", way)
			}
		}
	})
}

// house is the first account of the organisation.
type house struct {
	t    *testing.T
	c    *aws.Client
	in   backup.Scope
	seen map[string]string // what backups made here hold, by key: what no look-up lists
	done map[string]bool   // ways that were tried
}

// typed is what has to be typed, by the way and what it is of.
func typed(f *restore.Form) map[string]string {
	p := f.Point()
	role := "arn:aws:iam::" + f.In().Account.String() + ":role/"
	return map[string]map[string]string{
		"ebs-files/EBS": {
			"pathsToRestore": "/etc", "restoreType": "FILES", restore.RoleField: role + "AWSBackupItemRole",
		},
		"efs-items/EFS":           {"ItemsToRestore": "/home/ops"},
		"fsx-ontap/FSx":           {"Name": "vol_" + p.ARN[len(p.ARN)-8:]}, // of which nothing proves that it is free
		"s3/S3":                   {restore.RoleField: role + "AWSBackupS3Role"},
		"s3-pitr/S3":              {restore.RoleField: role + "AWSBackupS3Role"},
		"s3-items/S3":             {restore.RoleField: role + "AWSBackupS3Role", "ItemsToRestore": "2026/"},
		"redshift-table/Redshift": {"SourceDatabaseName": "dev", "SourceTableName": "orders", "TargetDatabaseName": "dev", "NewTableName": "orders_back"},
		"redshift-serverless/Redshift Serverless": {"NamespaceIdentifier": p.ResourceName},
		"sap-hana/SAP HANA on Amazon EC2":         {"aws:backup:TargetDatabaseArn": p.ResourceARN},
		"raw/CloudFormation":                      {"ChangeSetName": "again"},
		"raw/VirtualMachine":                      {"RestoreTo": "VMware", "VMName": "again"},
	}[f.Spec().Name+"/"+f.Spec().Of]
}

// points are a few of every sort that can be restored, the newest of each vault.
func (h house) points() []backup.Thing {
	var all []backup.Thing
	sorts := map[string]int{}
	for vaults, err := range h.c.Vaults(h.t.Context(), h.in, backup.VaultQuery{}) {
		if err != nil {
			h.t.Fatal(err)
		}
		for _, v := range vaults {
			name := v.In.Get().Name.String()
			for rows, err := range h.c.Points(h.t.Context(), h.in, backup.PointQuery{Vault: name}) {
				if err != nil {
					break // the vault's policy denies it
				}
				for _, p := range rows {
					more, s := p.More.Get(), p.Status.String()
					of := p.Of.Get()
					sort := fmt.Sprint(of.Type, s, p.IsParent, more.Source.Empty(), more.Index)
					if of.Type.String() == "FSx" || of.Type.String() == "RDS" { // which differ in kind
						sort += of.ARN.String()
					}
					if (s == "COMPLETED" || s == "AVAILABLE") && sorts[sort] < 3 {
						sorts[sort]++
						all = append(all, backup.Thing{Kind: backup.PointThing, Scope: h.in, Vault: name, ID: p.ARN.String()})
					}
				}
			}
		}
	}
	return all
}

// everyWay restores a point in the ways that were not tried yet: one made here, one
// copied here, or one made here with AWS's safe values.
func (h house) everyWay(thing backup.Thing, pass string) {
	copied := pass == "/copied"
	p, err := h.c.Point(h.t.Context(), thing)
	if err != nil || p.IsParent && p.Type == "CloudFormation" || p.Parent != "" && p.Type == "EKS" {
		return // gone meanwhile, or not restored by itself
	}
	metadata, err := h.c.Metadata(h.t.Context(), thing)
	if err != nil {
		return // gone meanwhile
	}
	for _, s := range restore.SpecsFor(p, metadata) {
		f := restore.NewForm(s, p, metadata, h.in, backup.TimeOf(time.Now()))
		name := s.Name
		if s.Unguided {
			name += "/" + s.Of
		}
		name += pass
		if copied != (f.Elsewhere() != "") || pass != "" && (s.Unguided || s.LineOnly != "") || h.done[name] ||
			s.Name == "ebs-gateway" && (h.seen["gatewayArn"] == "" || pass == "/safe") ||
			s.Name == "fsx-ontap" && pass == "/safe" {
			continue
		}
		h.done[name] = true
		if s.Unguided {
			h.untouched(name, restore.NewForm(s, p, metadata, h.in, backup.TimeOf(time.Now())))
		}
		for _, state := range f.Fields() {
			if pass == "" && state.Original != "" {
				h.seen[state.Key] = state.Original
			}
		}
		if pass == "/safe" {
			safe, err := h.c.Inferred(h.t.Context(), thing)
			if err != nil {
				continue // restore testing does not know the type
			}
			f.UseInferred(safe)
		}
		h.restore(name, f)
	}
}

// fill looks up what the form wants, and takes a choice where something is missing.
func (h house) fill(f *restore.Form) {
	if kind, id, ok := f.Source(); ok {
		f.Found(h.c.Find(h.t.Context(), h.in, kind, id))
	}
	for key, value := range typed(f) {
		f.Add(key)
		f.Set(key, value)
	}
	for range 4 { // what is chosen decides what is asked next
		for _, q := range f.Wants() {
			choices, err := h.c.Choices(h.t.Context(), h.in, q)
			f.Offer(q, choices, err)
		}
		for _, p := range f.Problems() {
			s, _ := f.Field(p.Key)
			if i := slices.IndexFunc(s.Choices, usable); i >= 0 && !s.New {
				f.Set(p.Key, s.Choices[i].Value)
			} else if h.seen[p.Key] != "" {
				f.Set(p.Key, h.seen[p.Key])
			}
		}
	}
}

// usable leaves out what the simulated account has for restores to fail on.
func usable(c restore.Choice) bool {
	far := strings.HasSuffix(c.Value, "-eu-west-1") || strings.Contains(c.Value, "-scratch-") // buckets elsewhere, or without versions
	return !far && c.Value != "single-zone" && !strings.Contains(c.Name, "closed") && c.Facts["state"] != "Disabled" && c.Facts["state"] != "PendingDeletion"
}

// restore sends what a form makes, and looks at the job when it has ended.
func (h house) restore(name string, f *restore.Form) {
	h.fill(f)
	r, err := f.Request()
	if err != nil {
		h.t.Errorf("%s: %v", name, err)
		return
	}
	r.IdempotencyToken = name
	receipt, err := h.c.Send(h.t.Context(), h.in, "test", r)
	if err != nil {
		h.t.Errorf("%s: %v of %v", name, err, r.Metadata)
		return
	}
	time.Sleep(10 * time.Minute)
	for jobs, err := range h.c.Jobs(h.t.Context(), h.in, backup.RestoreJob, backup.JobQuery{CreatedAfter: backup.TimeOf(time.Now().Add(-time.Hour))}) {
		if err != nil {
			h.t.Fatal(err)
		}
		for _, j := range jobs {
			if j.ID == receipt.Job && j.State.String() != "COMPLETED" {
				h.t.Errorf("%s: %s %s of %v", name, j.State, j.Message, r.Metadata)
			}
		}
	}
}

// untouched sends a form without a guide as it opens, unless it says what is missing: what AWS
// would refuse has to be a problem of the form.
func (h house) untouched(name string, f *restore.Form) {
	r, err := f.Request()
	if err != nil {
		for _, p := range f.Problems() {
			if p.Key == "" {
				h.t.Errorf("%s: %q names no key", name, p.Text)
			}
		}
		return
	}
	r.IdempotencyToken = name + " untouched"
	if _, err := h.c.Send(h.t.Context(), h.in, "test", r); err != nil {
		h.t.Errorf("%s, untouched: %v of %v", name, err, r.Metadata)
	}
	time.Sleep(10 * time.Minute)
}
