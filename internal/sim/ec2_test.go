package sim_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestEC2ListsTheNetworkOfARegion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := user(sim.New(sim.Options{PageSize: 2}))
		zones, err := describe(t, api, "DescribeAvailabilityZones")
		if ids := zones.texts("availabilityZoneInfo", "zoneId"); err != nil || len(ids) != 3 || ids[2] != "use1-az3" {
			t.Fatalf("zones %+v, %v", zones, err)
		}
		vpcs, err := describe(t, api, "DescribeVpcs")
		networks := vpcs.texts("vpcSet", "vpcId")
		if err != nil || len(networks) != 2 {
			t.Fatalf("VPCs %+v, %v", vpcs, err)
		}
		var names []string
		for token, more := "", true; more; {
			page, err := describe(t, api, "DescribeSubnets", "NextToken", token)
			if err != nil || len(page.at("subnetSet").In) > 2 {
				t.Fatalf("page after %q: %+v, %v", token, page, err)
			}
			for _, s := range page.at("subnetSet").In {
				names = append(names, s.at("tagSet", "item", "value").Text+" "+s.at("availabilityZone").Text)
			}
			token = page.at("nextToken").Text
			more = token != ""
		}
		slices.Sort(names)
		if want := []string{"isolated-a us-east-1a", "isolated-b us-east-1b", "isolated-c us-east-1c", "main-a us-east-1a", "main-b us-east-1b", "main-c us-east-1c"}; !slices.Equal(names, want) {
			t.Errorf("subnets %v", names)
		}
		some, err := describe(t, api, "DescribeSubnets", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", networks[0],
			"Filter.2.Name", "availability-zone", "Filter.2.Value.1", "us-east-1a", "Filter.2.Value.2", "us-east-1?", "Filter.3.Name", "tag:Name", "Filter.3.Value.1", "*-c")
		if in := some.texts("subnetSet", "vpcId"); err != nil || len(in) != 1 || in[0] != networks[0] {
			t.Fatalf("filtered %+v, %v", some, err)
		}
		one, err := describe(t, api, "DescribeSubnets", "SubnetId.1", some.texts("subnetSet", "subnetId")[0])
		if err != nil || len(one.at("subnetSet").In) != 1 {
			t.Errorf("by ID %+v, %v", one, err)
		}
		groups, err := describe(t, api, "DescribeSecurityGroups", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", networks[0])
		if err != nil || len(groups.at("securityGroupInfo").In) != 2 {
			t.Errorf("groups %+v, %v", groups, err)
		}
		pairs, err := describe(t, api, "DescribeKeyPairs")
		if names := pairs.texts("keySet", "keyName"); err != nil || len(names) != 2 || names[1] != "ops" {
			t.Errorf("key pairs %+v, %v", pairs, err)
		}
	})
}

func TestEC2OffersOneTypeNotInEveryZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := user(sim.New(sim.Options{}))
		in := func(zone string) []string {
			out, err := describe(t, api, "DescribeInstanceTypeOfferings", "LocationType", "availability-zone", "Filter.1.Name", "location", "Filter.1.Value.1", zone)
			if err != nil {
				t.Fatal(err)
			}
			return out.texts("instanceTypeOfferingSet", "instanceType")
		}
		if a, c := in("us-east-1a"), in("us-east-1c"); len(a) != len(c)+1 || slices.Contains(c, "m7g.large") || !slices.Contains(a, "m7g.large") {
			t.Errorf("a: %v, c: %v", a, c)
		}
	})
}

func TestEC2ListsWhatIsProtected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api := user(w)
		volumes, err := describe(t, api, "DescribeVolumes")
		if sizes := volumes.texts("volumeSet", "size"); err != nil || len(sizes) == 0 || sizes[0] == "0" || sizes[0] == "" {
			t.Fatalf("volumes %+v, %v", volumes, err)
		}
		if ids := w.Held(w.HomeAccount(), "us-east-1", "AWS::EC2::Volume"); !slices.Equal(ids, volumes.texts("volumeSet", "volumeId")) {
			t.Errorf("the inventory has %v", ids)
		}
		instances, err := describe(t, api, "DescribeInstances")
		if err != nil || instances.at("reservationSet", "item", "instancesSet", "item", "subnetId").Text == "" {
			t.Errorf("instances %+v, %v", instances, err)
		}
	})
}

func TestEC2RefusesAsAWSDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		cfg, elsewhere := user(w), user(w)
		elsewhere.Region = "me-south-1"
		volume := w.Held(w.HomeAccount(), "us-east-1", "AWS::EC2::Volume")[0]
		for _, c := range []struct {
			want, op string
			pairs    []string
		}{
			{"InvalidSubnetID.NotFound", "DescribeSubnets", []string{"SubnetId.1", "subnet-0123"}},
			{"InvalidSubnetID.Malformed", "DescribeSubnets", []string{"SubnetId.1", "vpc-0123"}},
			{"InvalidGroup.NotFound", "DescribeSecurityGroups", []string{"GroupId.1", "sg-0"}},
			{"InvalidParameterValue", "DescribeVpcs", []string{"Filter.1.Name", "colour", "Filter.1.Value.1", "blue"}},
			{"InvalidParameterCombination", "DescribeVolumes", []string{"VolumeId.1", volume, "MaxResults", "10"}},
			{"UnknownParameter", "DescribeVpcs", []string{"Colour", "blue"}},
			{"InvalidAction", "DescribeImages", nil},
		} {
			if _, err := describe(t, cfg, c.op, c.pairs...); code(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		}
		if _, err := describe(t, elsewhere, "DescribeVpcs"); code(err) != "AuthFailure" {
			t.Errorf("a Region that is off: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeSubnets"}}, {Kind: sim.Throttling, Fraction: 1, Operations: []string{"DescribeVpcs"}}})
		if _, err := describe(t, cfg, "DescribeSubnets"); code(err) != "UnauthorizedOperation" {
			t.Errorf("denied: %v", err)
		}
		if _, err := describe(t, cfg, "DescribeVpcs"); code(err) != "RequestLimitExceeded" {
			t.Errorf("throttled: %v", err)
		}
		account, region := w.DeniedScope()
		denied := as(t, cfg, account, "BackupReader")
		denied.Region = region
		if _, err := describe(t, denied, "DescribeKeyPairs"); code(err) != "UnauthorizedOperation" {
			t.Errorf("denied by the organisation: %v", err)
		}
	})
}
