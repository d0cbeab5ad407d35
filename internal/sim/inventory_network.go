package sim

import "fmt"

// EC2's part of the inventory: two VPCs with subnets in each zone, of which the
// configuration of resources uses the first, key pairs and the instance types that
// zones offer.

// zones are the Availability Zones of the scope's Region.
func (s *scope) zones() []string { return []string{s.region + "a", s.region + "b", s.region + "c"} }

// zone says whether the Region has an Availability Zone of that name.
func (s *scope) zone(name string) bool {
	return len(name) == len(s.region)+1 && name[:len(s.region)] == s.region && name[len(s.region)] >= 'a' && name[len(s.region)] <= 'c'
}

// ec2ID is an ID as EC2 gives it: a prefix and seventeen hexadecimal digits.
func (s *scope) ec2ID(prefix string, n uint64) string {
	return prefix + string(hex16([]byte{'0'}, hash(s.real().seed, n, 81)))
}

// The positions of the two VPCs and of what is in them.
const (
	mainVPC = iota
	isolatedVPC
)

func (s *scope) vpcID(n int) string            { return s.ec2ID("vpc-", uint64(n)) }
func (s *scope) subnetID(vpc, zone int) string { return s.ec2ID("subnet-", uint64(10*vpc+zone)) }

// groupID is a security group: the default one, or that of the VPC's name.
func (s *scope) groupID(vpc int, named bool) string {
	n := uint64(2 * vpc)
	if named {
		n++
	}
	return s.ec2ID("sg-", n)
}

// crowded is the zone of the main VPC whose subnet has hardly any address left.
const crowded = 2

func (s *scope) addNetwork() {
	for i, name := range []string{"main", "isolated"} {
		vpc := s.vpcID(i)
		block := fmt.Sprintf("10.%d", (2*s.number+i)%256)
		s.add("AWS::EC2::VPC", vpc, map[string]any{"VpcId": vpc, "CidrBlock": block + ".0.0/16", "Name": name})
		for z, zone := range s.zones() {
			free := 251 - int(hash(s.seed, uint64(10*i+z), 82)%120)
			if i == mainVPC && z == crowded {
				free = 2
			}
			id := s.subnetID(i, z)
			s.add("AWS::EC2::Subnet", id, map[string]any{
				"SubnetId": id, "VpcId": vpc, "AvailabilityZone": zone, "CidrBlock": fmt.Sprintf("%s.%d.0/24", block, z),
				"AvailableIpAddressCount": free, "Name": fmt.Sprintf("%s-%s", name, zone[len(zone)-1:]),
			})
		}
		for _, named := range []bool{false, true} {
			id, group := s.groupID(i, named), "default"
			if named {
				group = name
			}
			s.add("AWS::EC2::SecurityGroup", id, map[string]any{
				"GroupId": id, "GroupName": group, "GroupDescription": group + " of " + name, "VpcId": vpc,
			})
		}
	}
	for _, name := range []string{"deploy", "ops"} {
		s.add("AWS::EC2::KeyPair", name, map[string]any{"KeyName": name, "KeyPairId": s.ec2ID("key-", hashText(1, name))})
	}
}

// instanceTypes are those that EC2 offers, in order.
var instanceTypes = []string{
	"c7g.large", "c7g.xlarge", "m6i.2xlarge", "m6i.large", "m6i.xlarge", "m7g.large", "r6i.large", "r6i.xlarge", "t3.medium", "t3.micro", "t3.small",
}

// missingType is not offered in the last zone of any Region.
const missingType = "m7g.large"

// offers says whether a zone, or with zone "" the Region, offers an instance type.
func (s *scope) offers(instanceType, zone string) bool {
	for _, t := range instanceTypes {
		if t == instanceType {
			return t != missingType || zone != s.zones()[2]
		}
	}
	return false
}

// A subnet is where something with an address stands.
type subnet struct {
	id, vpc, zone string
	free          int // addresses
}

// subnet finds a subnet by its ID.
func (s *scope) subnet(id string) (subnet, bool) {
	t := s.thing("AWS::EC2::Subnet", id)
	if t == nil {
		return subnet{}, false
	}
	free, _ := t.props["AvailableIpAddressCount"].(int)
	return subnet{id: id, vpc: t.text("VpcId"), zone: t.text("AvailabilityZone"), free: free}, true
}

// securityGroup finds the VPC of a security group by its ID.
func (s *scope) securityGroup(id string) (vpc string, ok bool) {
	if t := s.thing("AWS::EC2::SecurityGroup", id); t != nil {
		return t.text("VpcId"), true
	}
	return "", false
}
