package aws

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

const ec2Page = "1000" // the most that EC2 gives at once

// ec2List follows the pages of a Describe operation of EC2 and picks its rows.
func ec2List[V any](l looker, op string, in url.Values, rows func(*ec2Answer) []V) ([]V, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2Service, op, mostRows, func(ctx context.Context, token *string) ([]V, *string, error) {
		if token != nil {
			in.Set("NextToken", *token)
		}
		out, err := api.describe(ctx, op, in)
		if err != nil {
			return nil, nil, err
		}
		return rows(out), optional(out.NextToken), nil
	})
}

func (l looker) zones(backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.zonesBy(filters())
}

func (l looker) zone(name string) (backup.Choice, error) {
	choices, err := l.zonesBy(filters("zone-name", name))
	return l.one("ec2:DescribeAvailabilityZones", choices, err)
}

func (l looker) zonesBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeAvailabilityZones", in, func(out *ec2Answer) []backup.Choice {
		return each(out.Zones, func(z *ec2Zone) backup.Choice {
			return backup.Choice{Value: str(&z.Name), Facts: facts("id", str(&z.ID), "state", str(&z.State), "type", str(&z.Type))}
		})
	})
}

func (l looker) vpcs(backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.vpcsBy(paged())
}

func (l looker) vpc(id string) (backup.Choice, error) {
	choices, err := l.vpcsBy(withID("VpcId", id))
	return l.one("ec2:DescribeVpcs", choices, err)
}

func (l looker) vpcsBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeVpcs", in, func(out *ec2Answer) []backup.Choice {
		return each(out.VPCs, func(v *ec2VPC) backup.Choice {
			return backup.Choice{Value: str(&v.ID), Name: nameOf(v.Tags), Facts: facts("cidr", str(&v.CIDR), "default", yes(v.Default))}
		})
	})
}

func (l looker) subnets(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.subnetsBy(paged("vpc-id", q.Within["vpc"], "availability-zone", q.Within["zone"]))
}

func (l looker) subnet(id string) (backup.Choice, error) {
	choices, err := l.subnetsBy(withID("SubnetId", id))
	return l.one("ec2:DescribeSubnets", choices, err)
}

func (l looker) subnetsBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeSubnets", in, func(out *ec2Answer) []backup.Choice {
		return each(out.Subnets, func(s *ec2Subnet) backup.Choice {
			return backup.Choice{Value: str(&s.ID), Name: nameOf(s.Tags), Facts: facts(
				"vpc", str(&s.VPC), "zone", str(&s.Zone), "free", count(s.Free), "cidr", str(&s.CIDR),
			)}
		})
	})
}

func (l looker) securityGroups(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.securityGroupsBy(paged("vpc-id", q.Within["vpc"]))
}

func (l looker) securityGroup(id string) (backup.Choice, error) {
	choices, err := l.securityGroupsBy(withID("GroupId", id))
	return l.one("ec2:DescribeSecurityGroups", choices, err)
}

func (l looker) securityGroupsBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeSecurityGroups", in, func(out *ec2Answer) []backup.Choice {
		return each(out.SecurityGroups, func(g *ec2SecurityGroup) backup.Choice {
			return backup.Choice{Value: str(&g.ID), Name: str(&g.Name), Facts: facts("vpc", str(&g.VPC), "about", str(&g.About))}
		})
	})
}

// instanceTypes lists what the Region offers, or the zone that the query names.
func (l looker) instanceTypes(q backup.ChoiceQuery) ([]backup.Choice, error) {
	kind, zone := "region", q.Within["zone"]
	if zone != "" {
		kind = "availability-zone"
	}
	offers, err := l.offerings(kind, paged("location", zone))
	choices := each(offers, func(o *ec2Offering) backup.Choice {
		return backup.Choice{Value: str(&o.Type), Facts: facts("zone", zone)}
	})
	slices.SortFunc(choices, func(a, b backup.Choice) int { return strings.Compare(a.Value, b.Value) })
	return choices, err
}

// instanceType finds the zones that offer a type.
func (l looker) instanceType(name string) (backup.Choice, error) {
	offers, err := l.offerings("availability-zone", paged("instance-type", name))
	if err != nil || len(offers) == 0 {
		return l.one("ec2:DescribeInstanceTypeOfferings", nil, err)
	}
	var zones []string
	for _, o := range offers {
		zones = append(zones, str(&o.Location))
	}
	slices.Sort(zones)
	return backup.Choice{Value: name, Facts: facts("zones", strings.Join(zones, ","))}, nil
}

func (l looker) offerings(kind string, in url.Values) ([]ec2Offering, error) {
	in.Set("LocationType", kind)
	return ec2List(l, "DescribeInstanceTypeOfferings", in, func(out *ec2Answer) []ec2Offering { return out.Offerings })
}

// withID asks for one thing by its ID. EC2 takes no size of a page with it.
func withID(parameter, id string) url.Values { return url.Values{parameter + ".1": {id}} }

// paged asks for whole pages of what the filters let through.
func paged(pairs ...string) url.Values {
	in := filters(pairs...)
	in.Set("MaxResults", ec2Page)
	return in
}

// filters are pairs of a name and a value; those without a value are left out.
func filters(pairs ...string) url.Values {
	in, n := url.Values{}, 0
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			n++
			filter := "Filter." + strconv.Itoa(n)
			in.Set(filter+".Name", pairs[i])
			in.Set(filter+".Value.1", literally(pairs[i+1]))
		}
	}
	return in
}

// literally keeps EC2 from reading "*" and "?" as any characters (Amazon EC2 API:
// Filter).
func literally(value string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`).Replace(value)
}

// nameOf is the value of the Name tag.
func nameOf(tags []ec2Tag) string {
	for _, t := range tags {
		if t.Key == "Name" {
			return str(&t.Value)
		}
	}
	return ""
}

func each[V, W any](rows []V, of func(*V) W) []W {
	out := make([]W, len(rows))
	for i := range rows {
		out[i] = of(&rows[i])
	}
	return out
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
