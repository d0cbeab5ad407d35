package aws

import (
	"context"
	"slices"
	"strconv"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const ec2Page = 1000 // the most that EC2 gives at once

func (l looker) zones(backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.zonesBy(&ec2.DescribeAvailabilityZonesInput{})
}

func (l looker) zone(name string) (backup.Choice, error) {
	choices, err := l.zonesBy(&ec2.DescribeAvailabilityZonesInput{Filters: filters("zone-name", name)})
	return l.one("ec2:DescribeAvailabilityZones", choices, err)
}

func (l looker) zonesBy(in *ec2.DescribeAvailabilityZonesInput) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	out, err := ask(l, ec2.ServiceID, "DescribeAvailabilityZones", api.DescribeAvailabilityZones, in)
	if err != nil {
		return nil, err
	}
	var choices []backup.Choice
	for _, z := range out.AvailabilityZones {
		choices = append(choices, backup.Choice{Value: str(z.ZoneName), Facts: facts("id", str(z.ZoneId), "state", word(z.State).String(), "type", str(z.ZoneType))})
	}
	return choices, nil
}

func (l looker) vpcs(backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.vpcsBy(nil)
}

func (l looker) vpc(id string) (backup.Choice, error) {
	choices, err := l.vpcsBy([]string{id})
	return l.one("ec2:DescribeVpcs", choices, err)
}

func (l looker) vpcsBy(ids []string) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeVpcs", mostRows, func(ctx context.Context, token *string) ([]backup.Choice, *string, error) {
		out, err := api.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{VpcIds: ids, NextToken: token, MaxResults: sized(ids)})
		if err != nil {
			return nil, nil, err
		}
		choices := make([]backup.Choice, len(out.Vpcs))
		for i, v := range out.Vpcs {
			choices[i] = backup.Choice{Value: str(v.VpcId), Name: nameOf(v.Tags), Facts: facts("cidr", str(v.CidrBlock), "default", yes(v.IsDefault))}
		}
		return choices, out.NextToken, nil
	})
}

func (l looker) subnets(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.subnetsBy(nil, filters("vpc-id", q.Within["vpc"], "availability-zone", q.Within["zone"]))
}

func (l looker) subnet(id string) (backup.Choice, error) {
	choices, err := l.subnetsBy([]string{id}, nil)
	return l.one("ec2:DescribeSubnets", choices, err)
}

func (l looker) subnetsBy(ids []string, by []types.Filter) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeSubnets", mostRows, func(ctx context.Context, token *string) ([]backup.Choice, *string, error) {
		out, err := api.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{SubnetIds: ids, Filters: by, NextToken: token, MaxResults: sized(ids)})
		if err != nil {
			return nil, nil, err
		}
		choices := make([]backup.Choice, len(out.Subnets))
		for i, s := range out.Subnets {
			choices[i] = backup.Choice{Value: str(s.SubnetId), Name: nameOf(s.Tags), Facts: facts(
				"vpc", str(s.VpcId), "zone", str(s.AvailabilityZone), "free", count(s.AvailableIpAddressCount), "cidr", str(s.CidrBlock),
			)}
		}
		return choices, out.NextToken, nil
	})
}

func (l looker) securityGroups(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.securityGroupsBy(nil, filters("vpc-id", q.Within["vpc"]))
}

func (l looker) securityGroup(id string) (backup.Choice, error) {
	choices, err := l.securityGroupsBy([]string{id}, nil)
	return l.one("ec2:DescribeSecurityGroups", choices, err)
}

func (l looker) securityGroupsBy(ids []string, by []types.Filter) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeSecurityGroups", mostRows, func(ctx context.Context, token *string) ([]backup.Choice, *string, error) {
		out, err := api.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{GroupIds: ids, Filters: by, NextToken: token, MaxResults: sized(ids)})
		if err != nil {
			return nil, nil, err
		}
		choices := make([]backup.Choice, len(out.SecurityGroups))
		for i, g := range out.SecurityGroups {
			choices[i] = backup.Choice{Value: str(g.GroupId), Name: str(g.GroupName), Facts: facts("vpc", str(g.VpcId), "about", str(g.Description))}
		}
		return choices, out.NextToken, nil
	})
}

// instanceTypes lists what the Region offers, or the zone that the query names.
func (l looker) instanceTypes(q backup.ChoiceQuery) ([]backup.Choice, error) {
	kind, zone := types.LocationTypeRegion, q.Within["zone"]
	if zone != "" {
		kind = types.LocationTypeAvailabilityZone
	}
	offers, err := l.offerings(kind, filters("location", zone))
	choices := make([]backup.Choice, len(offers))
	for i, o := range offers {
		choices[i] = backup.Choice{Value: word(o.InstanceType).String(), Facts: facts("zone", zone)}
	}
	slices.SortFunc(choices, func(a, b backup.Choice) int { return strings.Compare(a.Value, b.Value) })
	return choices, err
}

// instanceType finds the zones that offer a type.
func (l looker) instanceType(name string) (backup.Choice, error) {
	offers, err := l.offerings(types.LocationTypeAvailabilityZone, filters("instance-type", name))
	if err != nil || len(offers) == 0 {
		return l.one("ec2:DescribeInstanceTypeOfferings", nil, err)
	}
	var zones []string
	for _, o := range offers {
		zones = append(zones, str(o.Location))
	}
	slices.Sort(zones)
	return backup.Choice{Value: name, Facts: facts("zones", strings.Join(zones, ","))}, nil
}

func (l looker) offerings(kind types.LocationType, by []types.Filter) ([]types.InstanceTypeOffering, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeInstanceTypeOfferings", mostRows, func(ctx context.Context, token *string) ([]types.InstanceTypeOffering, *string, error) {
		out, err := api.DescribeInstanceTypeOfferings(ctx, &ec2.DescribeInstanceTypeOfferingsInput{
			LocationType: kind, Filters: by, NextToken: token, MaxResults: sdkaws.Int32(ec2Page),
		})
		if err != nil {
			return nil, nil, err
		}
		return out.InstanceTypeOfferings, out.NextToken, nil
	})
}

// filters are pairs of a name and a value; those without a value are left out.
func filters(pairs ...string) []types.Filter {
	var by []types.Filter
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			by = append(by, types.Filter{Name: &pairs[i], Values: []string{literally(pairs[i+1])}})
		}
	}
	return by
}

// literally keeps EC2 from reading "*" and "?" as any characters (Amazon EC2 API:
// Filter).
func literally(value string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`).Replace(value)
}

// sized is the size of a page, which EC2 takes only where no IDs are given.
func sized(ids []string) *int32 {
	if len(ids) > 0 {
		return nil
	}
	return sdkaws.Int32(ec2Page)
}

// nameOf is the value of the Name tag.
func nameOf(tags []types.Tag) string {
	for _, t := range tags {
		if sdkaws.ToString(t.Key) == "Name" {
			return str(t.Value)
		}
	}
	return ""
}

func count(n *int32) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(int(*n))
}

func yes(b *bool) string {
	if b == nil {
		return ""
	}
	return strconv.FormatBool(*b)
}
