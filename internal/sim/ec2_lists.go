package sim

import "strings"

// ec2Lists is what EC2 lists, by the operation's name.
func ec2Lists() map[string]*ec2List {
	return map[string]*ec2List{
		"DescribeAvailabilityZones": {
			set: "availabilityZoneInfo", rows: zoneRows, ids: "ZoneName", missing: "InvalidParameterValue", also: []string{"ZoneId", "AllAvailabilityZones"},
			filters: byProperty(map[string]string{"zone-name": "ZoneName", "zone-id": "ZoneId", "region-name": "Region", "state": "State", "zone-type": "Type", "opt-in-status": "OptIn"}),
			write: func(c *ec2Call, t *thing) {
				c.out.text("zoneState", t.text("State"))
				c.out.text("optInStatus", t.text("OptIn"))
				c.out.text("regionName", t.text("Region"))
				c.out.text("zoneName", t.text("ZoneName"))
				c.out.text("zoneId", t.text("ZoneId"))
				c.out.text("zoneType", t.text("Type"))
			},
		},
		"DescribeVpcs": {
			set: "vpcSet", kind: "AWS::EC2::VPC", ids: "VpcId", format: "vpc-", missing: "InvalidVpcID.NotFound", paged: true,
			filters: byProperty(map[string]string{"vpc-id": "VpcId", "cidr": "CidrBlock"}),
			write: func(c *ec2Call, t *thing) {
				c.out.text("ownerId", c.s.account.id)
				c.out.text("vpcId", t.id)
				c.out.text("state", "available")
				c.out.text("cidrBlock", t.text("CidrBlock"))
				c.out.flag("isDefault", false)
				c.tags(t)
			},
		},
		"DescribeSubnets": {
			set: "subnetSet", kind: "AWS::EC2::Subnet", ids: "SubnetId", format: "subnet-", missing: "InvalidSubnetID.NotFound", paged: true,
			filters: byProperty(map[string]string{"vpc-id": "VpcId", "subnet-id": "SubnetId", "availability-zone": "AvailabilityZone", "cidr-block": "CidrBlock"}),
			write: func(c *ec2Call, t *thing) {
				free, _ := t.properties()["AvailableIpAddressCount"].(int)
				c.out.text("subnetId", t.id)
				c.out.text("state", "available")
				c.out.text("vpcId", t.text("VpcId"))
				c.out.text("cidrBlock", t.text("CidrBlock"))
				c.out.number("availableIpAddressCount", free)
				c.out.text("availabilityZone", t.text("AvailabilityZone"))
				c.out.text("availabilityZoneId", c.s.zoneID(t.text("AvailabilityZone")))
				c.out.flag("defaultForAz", false)
				c.out.text("ownerId", c.s.account.id)
				c.tags(t)
			},
		},
		"DescribeSecurityGroups": {
			set: "securityGroupInfo", kind: "AWS::EC2::SecurityGroup", ids: "GroupId", format: "sg-", missing: "InvalidGroup.NotFound", paged: true,
			filters: byProperty(map[string]string{"vpc-id": "VpcId", "group-id": "GroupId", "group-name": "GroupName"}),
			write: func(c *ec2Call, t *thing) {
				c.out.text("ownerId", c.s.account.id)
				c.out.text("groupId", t.id)
				c.out.text("groupName", t.text("GroupName"))
				c.out.text("groupDescription", t.text("GroupDescription"))
				c.out.text("vpcId", t.text("VpcId"))
				c.tags(t)
			},
		},
		"DescribeInstanceTypeOfferings": {
			set: "instanceTypeOfferingSet", rows: offeringRows, also: []string{"LocationType"}, paged: true,
			filters: byProperty(map[string]string{"location": "Location", "instance-type": "InstanceType"}),
			write: func(c *ec2Call, t *thing) {
				c.out.text("instanceType", t.text("InstanceType"))
				c.out.text("locationType", t.text("LocationType"))
				c.out.text("location", t.text("Location"))
			},
		},
		"DescribeKeyPairs": {
			set: "keySet", kind: "AWS::EC2::KeyPair", ids: "KeyName", missing: "InvalidKeyPair.NotFound", also: []string{"KeyPairId", "IncludePublicKey"},
			filters: byProperty(map[string]string{"key-name": "KeyName", "key-pair-id": "KeyPairId"}),
			write: func(c *ec2Call, t *thing) {
				c.out.text("keyPairId", t.text("KeyPairId"))
				c.out.text("keyType", "ed25519")
				c.out.text("keyName", t.id)
				c.tags(t)
			},
		},
		"DescribeInstances": instanceList(),
		"DescribeVolumes": {
			set: "volumeSet", kind: "AWS::EC2::Volume", ids: "VolumeId", format: "vol-", missing: "InvalidVolume.NotFound", paged: true,
			filters: byProperty(map[string]string{"volume-id": "VolumeId", "availability-zone": "AvailabilityZone", "volume-type": "VolumeType"}),
			write: func(c *ec2Call, t *thing) {
				size, _ := t.properties()["Size"].(int)
				encrypted, _ := t.properties()["Encrypted"].(bool)
				c.out.text("volumeId", t.id)
				c.out.number("size", size)
				c.out.text("availabilityZone", t.text("AvailabilityZone"))
				c.out.text("status", "in-use")
				c.out.text("volumeType", t.text("VolumeType"))
				c.out.flag("encrypted", encrypted)
				c.out.text("kmsKeyId", t.text("KmsKeyId"))
				c.tags(t)
			},
		},
	}
}

// instanceList puts each instance into a reservation of its own.
func instanceList() *ec2List {
	return &ec2List{
		set: "reservationSet", kind: "AWS::EC2::Instance", ids: "InstanceId", format: "i-", missing: "InvalidInstanceID.NotFound", paged: true,
		filters: byProperty(map[string]string{"vpc-id": "VpcId", "subnet-id": "SubnetId", "availability-zone": "AvailabilityZone", "instance-type": "InstanceType"}),
		write: func(c *ec2Call, t *thing) {
			c.out.text("reservationId", c.s.ec2ID("r-", hashText(2, t.id)))
			c.out.text("ownerId", c.s.account.id)
			c.out.group("instancesSet", func() {
				c.out.group("item", func() {
					c.out.text("instanceId", t.id)
					c.out.group("instanceState", func() {
						c.out.text("code", "16")
						c.out.text("name", "running")
					})
					c.out.text("keyName", t.text("KeyName"))
					c.out.text("instanceType", t.text("InstanceType"))
					c.out.group("placement", func() { c.out.text("availabilityZone", t.text("AvailabilityZone")) })
					c.out.text("subnetId", t.text("SubnetId"))
					c.out.text("vpcId", t.text("VpcId"))
					c.tags(t)
				})
			})
		},
	}
}

// byProperty makes filters that look at a property each.
func byProperty(names map[string]string) map[string]func(*ec2Call, *thing) []string {
	filters := map[string]func(*ec2Call, *thing) []string{}
	for name, property := range names {
		filters[name] = func(_ *ec2Call, t *thing) []string { return []string{t.text(property)} }
	}
	return filters
}

// tags writes the Name tag of a thing that has a name.
func (c *ec2Call) tags(t *thing) {
	if name := t.text("Name"); name != "" {
		c.out.group("tagSet", func() {
			c.out.group("item", func() {
				c.out.text("key", "Name")
				c.out.text("value", name)
			})
		})
	}
}

// zoneID is the ID of an Availability Zone: use1-az1 for us-east-1a.
func (s *scope) zoneID(zone string) string {
	if !s.zone(zone) {
		return ""
	}
	parts := strings.Split(s.region, "-")
	short := parts[0]
	for _, word := range parts[1:] {
		for _, half := range []string{"north", "south", "central", "east", "west"} {
			if rest, ok := strings.CutPrefix(word, half); ok {
				short, word = short+half[:1], rest
			}
		}
		short += word
	}
	return short + "-az" + string('1'+zone[len(zone)-1]-'a')
}

func zoneRows(c *ec2Call) (rows []*thing) {
	for _, zone := range c.s.zones() {
		rows = append(rows, &thing{id: zone, props: map[string]any{
			"ZoneName": zone, "ZoneId": c.s.zoneID(zone), "Region": c.s.region, "State": "available", "Type": "availability-zone", "OptIn": "opt-in-not-required",
		}})
	}
	return rows
}

// offeringRows are the instance types by place: the Region, or with LocationType
// its zones.
func offeringRows(c *ec2Call) (rows []*thing) {
	add := func(instanceType, place, kind string) {
		rows = append(rows, &thing{id: instanceType + "@" + place, props: map[string]any{
			"InstanceType": instanceType, "Location": place, "LocationType": kind,
		}})
	}
	kind := c.in.Get("LocationType")
	for _, instanceType := range instanceTypes {
		if kind == "" || kind == "region" {
			add(instanceType, c.s.region, "region")
			continue
		}
		for _, zone := range c.s.zones() {
			switch {
			case !c.s.offers(instanceType, zone):
			case kind == "availability-zone":
				add(instanceType, zone, kind)
			case kind == "availability-zone-id":
				add(instanceType, c.s.zoneID(zone), kind)
			}
		}
	}
	return rows
}
