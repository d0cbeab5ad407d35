package aws_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestADeniedLookUpNamesWhatToAllow walks the services: nothing that is refused looks
// like an answer, and the permission is named.
func TestADeniedLookUpNamesWhatToAllow(t *testing.T) {
	for _, c := range []struct {
		kind    backup.ChoiceKind
		id, op  string
		remedy  string
		service string
	}{
		{backup.Subnets, "subnet-1", "ec2:DescribeSubnets", "allow ec2:DescribeSubnets", "ec2"},
		{backup.Volumes, "vol-1", "ec2:DescribeVolumes", "allow ec2:DescribeVolumes", "ec2"},
		{backup.Roles, "Ops", "iam:GetRole", "allow iam:GetRole", "iam"},
		{backup.Keys, "alias/a", "kms:DescribeKey", "allow kms:DescribeKey", "kms"},
		{backup.DBInstances, "orders", "cloudformation:GetResource", "rds:DescribeDBInstances", "cloudcontrolapi"},
		{backup.Buckets, "orders", "cloudformation:GetResource", "s3:ListBucket", "cloudcontrolapi"},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := sim.New(sim.Options{Seed: 7})
			cl, in := fleet(t, w, nil), home(w)
			w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{c.service}}})
			_, err := cl.Find(t.Context(), in, c.kind, c.id)
			if e := fails(t, err, backup.AccessDenied, c.op); e.Action != c.op || !strings.Contains(e.Remedy, c.remedy) {
				t.Errorf("%s: action %q, remedy %q", c.kind, e.Action, e.Remedy)
			}
			if choices, err := cl.Choices(t.Context(), in, backup.ChoiceQuery{Kind: c.kind}); backup.KindOf(err) != backup.AccessDenied || len(choices) > 0 {
				t.Errorf("%s: %v, %v", c.kind, choices, err)
			}
		})
	}
}

func TestADeniedHandlerIsADeniedLookUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		w.DenyType("AWS::RDS::DBInstance")
		_, err := c.Find(t.Context(), in, backup.DBInstances, "orders")
		if e := fails(t, err, backup.AccessDenied, "cloudformation:GetResource"); e.Action != "rds:DescribeDBInstances" {
			t.Errorf("action %q", e.Action)
		}
	})
}

func TestAGroupWhoseSubnetsMayNotBeListedClaimsNoZones(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeSubnets"}}})
		g, err := c.Find(t.Context(), in, backup.DBSubnetGroups, "private")
		if err != nil || g.Facts["zones"] != "" || g.Facts["vpc"] != "" || g.Facts[backup.Unseen] != "ec2:DescribeSubnets: access denied" {
			t.Errorf("%+v, %v", g, err)
		}
	})
}

func TestALongListIsCutAndSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		for i := range 3100 {
			w.Create(w.HomeAccount(), "us-east-1", "AWS::EC2::KeyPair", fmt.Sprintf("pair-%04d", i), map[string]any{"KeyName": "x"})
			id := fmt.Sprintf("vpc-%04d", i)
			w.Create(w.HomeAccount(), "us-east-1", "AWS::EC2::VPC", id, map[string]any{"VpcId": id})
			w.Create(w.HomeAccount(), "us-east-1", "AWS::DynamoDB::Table", fmt.Sprintf("table-%04d", i), map[string]any{"TableName": "x"})
		}
		c, in := fleet(t, w, nil), home(w)
		for kind, want := range map[backup.ChoiceKind]int{backup.VPCs: 3000, backup.Tables: 1000} {
			choices, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: kind})
			if backup.KindOf(err) != backup.Cut || len(choices) != want {
				t.Errorf("%s: %d, %v", kind, len(choices), err)
			}
		}
	})
}

func TestALookUpEndsInTenSecondsAndAtOnceWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		if _, err := c.Find(t.Context(), in, backup.Zones, in.Region.String()+"a"); err != nil {
			t.Fatal(err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1}})
		began := time.Now()
		_, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.Zones})
		if e := fails(t, err, backup.Unreachable, ""); e.Op != "ec2:DescribeAvailabilityZones" || time.Since(began) > 11*time.Second || !strings.Contains(e.Message, "no answer within") {
			t.Errorf("after %v: %s", time.Since(began), e.Message)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		began = time.Now()
		if _, err := c.Key(ctx, in, "alias/a"); backup.KindOf(err) != backup.Canceled || time.Since(began) > 3*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

// TestADeadlineAfterAnAnswerIsNoSilence is a slow link: the call's time is over while AWS
// is asked again, and what it said before is the reason.
func TestADeadlineAfterAnAnswerIsNoSilence(t *testing.T) {
	for fault, want := range map[sim.FaultKind]backup.Kind{sim.Throttling: backup.Throttled, sim.ServerError: backup.InternalError, sim.Hang: backup.Unreachable} {
		synctest.Test(t, func(t *testing.T) {
			w := sim.New(sim.Options{Seed: 7})
			c, in := fleet(t, w, nil), home(w)
			if _, err := c.Find(t.Context(), in, backup.Zones, in.Region.String()+"a"); err != nil {
				t.Fatal(err)
			}
			w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 5 * time.Second}, {Kind: fault, Fraction: 1}})
			_, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.Zones})
			e := fails(t, err, want, "")
			if !strings.Contains(e.Message, "no answer within") && !strings.Contains(e.Message, "no other answer in time") || want != backup.Unreachable && e.Code == "" {
				t.Errorf("%s: %s %q", fault, e.Code, e.Message)
			}
			if strings.Contains(e.Remedy, "network") != (want == backup.Unreachable) {
				t.Errorf("%s: %q", fault, e.Remedy)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 7*time.Second) // of a check
			defer cancel()
			_, err = c.Choices(ctx, in, backup.ChoiceQuery{Kind: backup.Zones})
			if got := backup.KindOf(err); got != want && (want != backup.Unreachable || got != backup.Canceled) {
				t.Errorf("%s, whoever asks waits for 7 s: %v", fault, err)
			}
		})
	}
}

func TestALookUpSurvivesABadDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 5})
		c, in := fleet(t, w, nil), home(w)
		w.SetFaults(sim.Faults{{Kind: sim.Throttling, Fraction: 0.2}, {Kind: sim.ServerError, Fraction: 0.1}, {Kind: sim.Reset, Fraction: 0.05}, {Kind: sim.CutShort, Fraction: 0.05}, {Kind: sim.Garbled, Fraction: 0.05}})
		for kind, want := range map[backup.ChoiceKind]int{backup.Subnets: 6, backup.VPCs: 2, backup.Roles: 3, backup.DBSubnetGroups: 3, backup.OptionGroups: 3} {
			if choices, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: kind}); err != nil || len(choices) != want {
				t.Errorf("%s: %d, %v", kind, len(choices), err)
			}
		}
	})
}

func TestTextOfNeighboursIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := strings.Repeat("x", 1<<20)
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			return answers(r, 200, http.Header{"Content-Type": {"text/xml"}}, `<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId><tagSet><item><key>Name</key><value>`+long+
				`</value></item></tagSet></item></vpcSet></DescribeVpcsResponse>`), nil
		}, nil)
		choices, err := c.Choices(t.Context(), here, backup.ChoiceQuery{Kind: backup.VPCs})
		if err != nil || len(choices) != 1 || len(choices[0].Name) > 65<<10 {
			t.Errorf("%d, %v", len(choices), err)
		}
	})
}
