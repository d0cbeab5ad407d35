package sim_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/bkpui/bkpui/internal/sim"
)

func filter(name string, values ...string) types.Filter {
	return types.Filter{Name: &name, Values: values}
}

func TestEC2ListsTheNetworkOfARegion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := ec2.NewFromConfig(user(sim.New(sim.Options{PageSize: 2})))
		zones, err := api.DescribeAvailabilityZones(t.Context(), nil)
		if err != nil || len(zones.AvailabilityZones) != 3 || *zones.AvailabilityZones[2].ZoneId != "use1-az3" {
			t.Fatalf("zones %+v, %v", zones, err)
		}
		vpcs, err := api.DescribeVpcs(t.Context(), nil)
		if err != nil || len(vpcs.Vpcs) != 2 {
			t.Fatalf("VPCs %+v, %v", vpcs, err)
		}
		var names []string
		pages := ec2.NewDescribeSubnetsPaginator(api, &ec2.DescribeSubnetsInput{})
		for n := 0; pages.HasMorePages(); n++ {
			page, err := pages.NextPage(t.Context())
			if err != nil || len(page.Subnets) > 2 {
				t.Fatalf("page %d: %+v, %v", n, page, err)
			}
			for _, s := range page.Subnets {
				names = append(names, *s.Tags[0].Value+" "+*s.AvailabilityZone)
			}
		}
		slices.Sort(names)
		if want := []string{"isolated-a us-east-1a", "isolated-b us-east-1b", "isolated-c us-east-1c", "main-a us-east-1a", "main-b us-east-1b", "main-c us-east-1c"}; !slices.Equal(names, want) {
			t.Errorf("subnets %v", names)
		}
		some, err := api.DescribeSubnets(t.Context(), &ec2.DescribeSubnetsInput{Filters: []types.Filter{
			filter("vpc-id", *vpcs.Vpcs[0].VpcId), filter("availability-zone", "us-east-1a", "us-east-1?"), filter("tag:Name", "*-c"),
		}})
		if err != nil || len(some.Subnets) != 1 || *some.Subnets[0].VpcId != *vpcs.Vpcs[0].VpcId {
			t.Errorf("filtered %+v, %v", some, err)
		}
		one, err := api.DescribeSubnets(t.Context(), &ec2.DescribeSubnetsInput{SubnetIds: []string{*some.Subnets[0].SubnetId}})
		if err != nil || len(one.Subnets) != 1 {
			t.Errorf("by ID %+v, %v", one, err)
		}
		groups, err := api.DescribeSecurityGroups(t.Context(), &ec2.DescribeSecurityGroupsInput{Filters: []types.Filter{filter("vpc-id", *vpcs.Vpcs[0].VpcId)}})
		if err != nil || len(groups.SecurityGroups) != 2 {
			t.Errorf("groups %+v, %v", groups, err)
		}
		pairs, err := api.DescribeKeyPairs(t.Context(), nil)
		if err != nil || len(pairs.KeyPairs) != 2 || *pairs.KeyPairs[1].KeyName != "ops" {
			t.Errorf("key pairs %+v, %v", pairs, err)
		}
	})
}

func TestEC2OffersOneTypeNotInEveryZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := ec2.NewFromConfig(user(sim.New(sim.Options{})))
		in := func(zone string) (names []types.InstanceType) {
			out, err := api.DescribeInstanceTypeOfferings(t.Context(), &ec2.DescribeInstanceTypeOfferingsInput{
				LocationType: types.LocationTypeAvailabilityZone, Filters: []types.Filter{filter("location", zone)},
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range out.InstanceTypeOfferings {
				names = append(names, o.InstanceType)
			}
			return names
		}
		if a, c := in("us-east-1a"), in("us-east-1c"); len(a) != len(c)+1 || slices.Contains(c, "m7g.large") || !slices.Contains(a, "m7g.large") {
			t.Errorf("a: %v, c: %v", a, c)
		}
	})
}

func TestEC2ListsWhatIsProtected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api := ec2.NewFromConfig(user(w))
		volumes, err := api.DescribeVolumes(t.Context(), nil)
		if err != nil || len(volumes.Volumes) == 0 || *volumes.Volumes[0].Size == 0 {
			t.Fatalf("volumes %+v, %v", volumes, err)
		}
		if ids := w.Held(w.HomeAccount(), "us-east-1", "AWS::EC2::Volume"); len(ids) != len(volumes.Volumes) || ids[0] != *volumes.Volumes[0].VolumeId {
			t.Errorf("the inventory has %v", ids)
		}
		instances, err := api.DescribeInstances(t.Context(), nil)
		if err != nil || len(instances.Reservations) == 0 || *instances.Reservations[0].Instances[0].SubnetId == "" {
			t.Errorf("instances %+v, %v", instances, err)
		}
	})
}

func TestEC2RefusesAsAWSDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		cfg := user(w)
		api := ec2.NewFromConfig(cfg)
		ctx := t.Context()
		for want, call := range map[string]func() error{
			"InvalidSubnetID.NotFound": func() error {
				_, err := api.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{SubnetIds: []string{"subnet-0123"}})
				return err
			},
			"InvalidSubnetID.Malformed": func() error {
				_, err := api.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{SubnetIds: []string{"vpc-0123"}})
				return err
			},
			"InvalidGroup.NotFound": func() error {
				_, err := api.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{GroupIds: []string{"sg-0"}})
				return err
			},
			"InvalidParameterValue": func() error {
				_, err := api.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{Filters: []types.Filter{filter("colour", "blue")}})
				return err
			},
			"InvalidParameterCombination": func() error {
				_, err := api.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{VolumeIds: w.Held(w.HomeAccount(), "us-east-1", "AWS::EC2::Volume")[:1], MaxResults: aws.Int32(10)})
				return err
			},
			"InvalidAction": func() error {
				_, err := api.DescribeImages(ctx, nil)
				return err
			},
			"AuthFailure": func() error {
				_, err := api.DescribeVpcs(ctx, nil, func(o *ec2.Options) { o.Region = "me-south-1" })
				return err
			},
		} {
			if got := code(call()); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeSubnets"}}, {Kind: sim.Throttling, Fraction: 1, Operations: []string{"DescribeVpcs"}}})
		if _, err := api.DescribeSubnets(ctx, nil); code(err) != "UnauthorizedOperation" {
			t.Errorf("denied: %v", err)
		}
		if _, err := api.DescribeVpcs(ctx, nil); code(err) != "RequestLimitExceeded" {
			t.Errorf("throttled: %v", err)
		}
		account, region := w.DeniedScope()
		denied := as(t, cfg, account, "BackupReader")
		denied.Region = region
		if _, err := ec2.NewFromConfig(denied).DescribeKeyPairs(ctx, nil); code(err) != "UnauthorizedOperation" {
			t.Errorf("denied by the organisation: %v", err)
		}
	})
}
