package aws_test

import (
	"maps"
	"slices"
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

var (
	_ restore.Lookup = (*aws.Client)(nil)
	_ ops.API        = (*aws.Client)(nil)
)

// home is the management account of a world and its first Region.
func home(w *sim.World) backup.Scope { return backup.In(w.HomeAccount(), w.Regions()[0]) }

// aPoint is a completed point of a type.
func aPoint(t *testing.T, c *aws.Client, in backup.Scope, kind string) backup.Thing {
	t.Helper()
	for rows, err := range c.Points(t.Context(), in, backup.PointQuery{Vault: "prod-daily", Type: kind}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range rows {
			if p.Status.String() == "COMPLETED" && p.Parent.Empty() {
				return backup.Thing{Kind: backup.PointThing, Scope: in, Vault: "prod-daily", ID: p.ARN.String()}
			}
		}
	}
	t.Fatalf("no point of %s", kind)
	return backup.Thing{}
}

func values(choices []backup.Choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.Value)
	}
	return out
}

func TestAPointIsToldWithWhatARestoreHangsOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		point := aPoint(t, c, in, "RDS")
		p, err := c.Point(t.Context(), point)
		if err != nil || p.ARN != point.ID || p.Type != "RDS" || p.Vault != "prod-daily" || p.Role != w.DefaultRole(w.HomeAccount()) ||
			p.Status != "COMPLETED" || p.StorageClass != "WARM" || p.Key == "" || p.DeleteAt == 0 || p.Lifecycle.DeleteAfterDays == 0 || !p.SizeKnown {
			t.Errorf("%+v, %v", p, err)
		}
		m, err := c.Metadata(t.Context(), point)
		if err != nil || m["DBInstanceClass"] == "" || m["InformationalOnly:VpcId"] == "" {
			t.Errorf("%v, %v", m, err)
		}
		if m, err = c.Inferred(t.Context(), point); err != nil || m["publiclyAccessible"] != "false" {
			t.Errorf("%v, %v", m, err)
		}
		older := point
		rows, err := c.Newer(t.Context(), older, p.ResourceARN, p.Created-backup.Time(1000))
		if err != nil || slices.ContainsFunc(rows, func(r backup.RecoveryPoint) bool { return r.Created <= p.Created-1000 }) ||
			!slices.ContainsFunc(rows, func(r backup.RecoveryPoint) bool { return r.ARN.String() == p.ARN }) { // who deletes it must see how new it is
			t.Errorf("newer: %d, %v", len(rows), err)
		}
		vaults := map[string]bool{}
		if rows, err = c.Newer(t.Context(), older, p.ResourceARN, p.Created-backup.TimeOf(time.Unix(0, 0).Add(20*24*time.Hour))); err != nil {
			t.Error(err)
		}
		for _, r := range rows {
			vaults[r.In.Get().Name.String()] = true
		}
		if len(vaults) < 2 {
			t.Errorf("newer points of one vault alone: %v", vaults)
		}
		point.ID += "x"
		if _, err := c.Point(t.Context(), point); backup.KindOf(err) != backup.NotFound {
			t.Error(err)
		}
	})
}

func TestChoicesOfANetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 4})
		c, in, ctx := fleet(t, w, nil), home(w), t.Context()
		region := in.Region.String()
		of := func(q backup.ChoiceQuery) []backup.Choice {
			t.Helper()
			choices, err := c.Choices(ctx, in, q)
			if err != nil {
				t.Fatalf("%s: %v", q.Kind, err)
			}
			return choices
		}
		if got := values(of(backup.ChoiceQuery{Kind: backup.Zones})); !slices.Equal(got, []string{region + "a", region + "b", region + "c"}) {
			t.Errorf("zones %v", got)
		}
		vpcs := of(backup.ChoiceQuery{Kind: backup.VPCs})
		i := slices.IndexFunc(vpcs, func(v backup.Choice) bool { return v.Name == "main" })
		if len(vpcs) != 2 || i < 0 {
			t.Fatalf("VPCs %+v", vpcs)
		}
		in1 := map[string]string{"vpc": vpcs[i].Value}
		subnets := of(backup.ChoiceQuery{Kind: backup.Subnets, Within: in1})
		if len(subnets) != 3 || len(of(backup.ChoiceQuery{Kind: backup.Subnets})) != 6 {
			t.Errorf("subnets %+v", subnets)
		}
		for _, s := range subnets {
			if s.Facts["vpc"] != vpcs[i].Value || s.Facts["zone"] == "" || s.Facts["free"] == "" || !strings.HasPrefix(s.Name, "main-") {
				t.Errorf("subnet %+v", s)
			}
			if found, err := c.Find(ctx, in, backup.Subnets, s.Value); err != nil || !maps.Equal(found.Facts, s.Facts) {
				t.Errorf("found %+v, %v", found, err)
			}
		}
		if got := of(backup.ChoiceQuery{Kind: backup.Subnets, Within: map[string]string{"vpc": vpcs[i].Value, "zone": region + "b"}}); len(got) != 1 {
			t.Errorf("of one zone %+v", got)
		}
		groups := of(backup.ChoiceQuery{Kind: backup.SecurityGroups, Within: in1})
		if len(groups) != 2 || groups[0].Facts["vpc"] != vpcs[i].Value || groups[0].Name == "" {
			t.Errorf("groups %+v", groups)
		}
		if got := values(of(backup.ChoiceQuery{Kind: backup.InstanceTypes, Within: map[string]string{"zone": region + "c"}})); slices.Contains(got, "m7g.large") || !slices.Contains(got, "m6i.large") {
			t.Errorf("types %v", got)
		}
		if got, err := c.Find(ctx, in, backup.InstanceTypes, "m7g.large"); err != nil || got.Facts["zones"] != region+"a,"+region+"b" {
			t.Errorf("type %+v, %v", got, err)
		}
		if got := values(of(backup.ChoiceQuery{Kind: backup.KeyPairs})); !slices.Equal(got, []string{"deploy", "ops"}) {
			t.Errorf("key pairs %v", got)
		}
		group, err := c.Find(ctx, in, backup.DBSubnetGroups, "private")
		if err != nil || group.Facts["vpc"] != vpcs[i].Value || group.Facts["zones"] != region+"a,"+region+"b,"+region+"c" {
			t.Errorf("subnet group %+v, %v", group, err)
		}
		if got := values(of(backup.ChoiceQuery{Kind: backup.DBSubnetGroups, Within: in1})); !slices.Equal(got, []string{"private", "single-zone"}) {
			t.Errorf("subnet groups of the VPC: %v", got)
		}
	})
}

// TestEveryKindIsListedAndFoundOrSaidToBeUnsupported walks the kinds: what a list
// names is found by its value, and what is not there is not.
func TestEveryKindIsListedAndFoundOrSaidToBeUnsupported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		missing := map[backup.ChoiceKind]string{
			backup.VPCs: "vpc-0123", backup.Subnets: "subnet-0123", backup.SecurityGroups: "sg-0123", backup.Instances: "i-0123", backup.Volumes: "vol-0123",
		}
		unsupported := []backup.ChoiceKind{backup.FSxFileSystems, backup.StorageVMs, backup.Directories, backup.Gateways}
		for _, kind := range []backup.ChoiceKind{
			backup.Zones, backup.VPCs, backup.Subnets, backup.SecurityGroups, backup.InstanceTypes, backup.KeyPairs, backup.Instances, backup.Volumes,
			backup.Keys, backup.Roles, backup.Buckets, backup.FileSystems, backup.FSxFileSystems, backup.StorageVMs, backup.Directories, backup.DBInstances,
			backup.DBClusters, backup.DBSubnetGroups, backup.DBParameterGroups, backup.DBClusterParams, backup.OptionGroups, backup.Tables,
			backup.RedshiftClusters, backup.RedshiftSubnets, backup.Gateways, backup.TimestreamDBs, backup.TimestreamTables,
		} {
			choices, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: kind})
			if slices.Contains(unsupported, kind) {
				_, find := c.Find(t.Context(), in, kind, "x")
				if backup.KindOf(err) != backup.Unsupported || backup.KindOf(find) != backup.Unsupported {
					t.Errorf("%s: %v, %v", kind, err, find)
				}
				continue
			}
			if err != nil || len(choices) == 0 {
				t.Errorf("%s: %v, %v", kind, choices, err)
				continue
			}
			for _, choice := range choices[:min(len(choices), 3)] {
				if found, err := c.Find(t.Context(), in, kind, choice.Value); err != nil || found.Value != choice.Value {
					t.Errorf("%s %s: found %+v, %v", kind, choice.Value, found, err)
				}
			}
			none := missing[kind]
			if none == "" {
				none = "no-such-thing"
			}
			if _, err := c.Find(t.Context(), in, kind, none); backup.KindOf(err) != backup.NotFound {
				t.Errorf("%s %s: %v, want not found", kind, none, err)
			}
		}
	})
}

func TestBucketsTellTheirRegionAndVersioning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		there := w.Held(w.HomeAccount(), "eu-west-1", "AWS::S3::Bucket")
		for _, name := range there {
			b, err := c.Find(t.Context(), in, backup.Buckets, name)
			versioned := !strings.Contains(name, "-scratch-")
			if err != nil || b.Facts["region"] != "eu-west-1" || (b.Facts["versioning"] == "Enabled") != versioned {
				t.Errorf("%s: %+v, %v", name, b, err)
			}
		}
	})
}
