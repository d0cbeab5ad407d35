package aws

// ec2Answer is what the Describe operations answer, each in a set of its own, as far
// as the console reads it (Amazon EC2 API Reference, 2016-11-15). Empty strings and
// nil are what AWS did not say.
type ec2Answer struct {
	Zones          []ec2Zone          `xml:"availabilityZoneInfo>item"`
	VPCs           []ec2VPC           `xml:"vpcSet>item"`
	Subnets        []ec2Subnet        `xml:"subnetSet>item"`
	SecurityGroups []ec2SecurityGroup `xml:"securityGroupInfo>item"`
	Offerings      []ec2Offering      `xml:"instanceTypeOfferingSet>item"`
	KeyPairs       []ec2KeyPair       `xml:"keySet>item"`
	Instances      []ec2Instance      `xml:"reservationSet>item>instancesSet>item"`
	Volumes        []ec2Volume        `xml:"volumeSet>item"`
	NextToken      string             `xml:"nextToken"`
}

type ec2Tag struct {
	Key   string `xml:"key"`
	Value string `xml:"value"`
}

type ec2Zone struct {
	Name  string `xml:"zoneName"`
	ID    string `xml:"zoneId"`
	State string `xml:"zoneState"`
	Type  string `xml:"zoneType"`
}

type ec2VPC struct {
	ID      string   `xml:"vpcId"`
	CIDR    string   `xml:"cidrBlock"`
	Default *bool    `xml:"isDefault"`
	Tags    []ec2Tag `xml:"tagSet>item"`
}

type ec2Subnet struct {
	ID   string   `xml:"subnetId"`
	VPC  string   `xml:"vpcId"`
	Zone string   `xml:"availabilityZone"`
	CIDR string   `xml:"cidrBlock"`
	Free *int32   `xml:"availableIpAddressCount"`
	Tags []ec2Tag `xml:"tagSet>item"`
}

type ec2SecurityGroup struct {
	ID    string `xml:"groupId"`
	Name  string `xml:"groupName"`
	VPC   string `xml:"vpcId"`
	About string `xml:"groupDescription"`
}

type ec2Offering struct {
	Type     string `xml:"instanceType"`
	Location string `xml:"location"`
}

type ec2KeyPair struct {
	Name string `xml:"keyName"`
	ID   string `xml:"keyPairId"`
	Type string `xml:"keyType"`
}

type ec2Instance struct {
	ID      string   `xml:"instanceId"`
	Type    string   `xml:"instanceType"`
	Zone    string   `xml:"placement>availabilityZone"`
	VPC     string   `xml:"vpcId"`
	Subnet  string   `xml:"subnetId"`
	State   string   `xml:"instanceState>name"`
	KeyPair string   `xml:"keyName"`
	Profile string   `xml:"iamInstanceProfile>arn"`
	Tags    []ec2Tag `xml:"tagSet>item"`
}

type ec2Volume struct {
	ID         string   `xml:"volumeId"`
	Type       string   `xml:"volumeType"`
	Zone       string   `xml:"availabilityZone"`
	Size       *int32   `xml:"size"` // GiB
	IOPS       *int32   `xml:"iops"`
	Throughput *int32   `xml:"throughput"` // MiB/s
	Encrypted  *bool    `xml:"encrypted"`
	Key        string   `xml:"kmsKeyId"`
	State      string   `xml:"status"`
	Tags       []ec2Tag `xml:"tagSet>item"`
}
