package aws

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
)

// everySet is a row of each set, with every member that is read.
const everySet = `<DescribeAllResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
<availabilityZoneInfo><item><zoneName>a</zoneName><zoneId>b</zoneId><zoneState>c</zoneState><zoneType>d</zoneType></item></availabilityZoneInfo>
<vpcSet><item><vpcId>a</vpcId><cidrBlock>b</cidrBlock><isDefault>true</isDefault><tagSet><item><key>k</key><value>v</value></item></tagSet></item></vpcSet>
<subnetSet><item><subnetId>a</subnetId><vpcId>b</vpcId><availabilityZone>c</availabilityZone><cidrBlock>d</cidrBlock><availableIpAddressCount>7</availableIpAddressCount><tagSet><item><key>k</key><value>v</value></item></tagSet></item></subnetSet>
<securityGroupInfo><item><groupId>a</groupId><groupName>b</groupName><vpcId>c</vpcId><groupDescription>d</groupDescription></item></securityGroupInfo>
<instanceTypeOfferingSet><item><instanceType>a</instanceType><location>b</location></item></instanceTypeOfferingSet>
<keySet><item><keyName>a</keyName><keyPairId>b</keyPairId><keyType>c</keyType></item></keySet>
<reservationSet><item><reservationId>x</reservationId><instancesSet><item><instanceId>a</instanceId><instanceType>b</instanceType><placement><availabilityZone>c</availabilityZone></placement>
<vpcId>d</vpcId><subnetId>e</subnetId><instanceState><code>16</code><name>f</name></instanceState><keyName>g</keyName><iamInstanceProfile><arn>h</arn></iamInstanceProfile>
<tagSet><item><key>k</key><value>v</value></item></tagSet></item></instancesSet></item><item><instancesSet><item><instanceId>z</instanceId></item></instancesSet></item></reservationSet>
<volumeSet><item><volumeId>a</volumeId><volumeType>b</volumeType><availabilityZone>c</availabilityZone><size>1</size><iops>2</iops><throughput>3</throughput><encrypted>false</encrypted>
<kmsKeyId>d</kmsKeyId><status>e</status><attachmentSet><item><volumeId>other</volumeId></item></attachmentSet><tagSet><item><key>k</key><value>v</value></item></tagSet></item></volumeSet>
<nextToken>t</nextToken></DescribeAllResponse>`

func TestEveryMemberOfEC2IsRead(t *testing.T) {
	out, err := ec2Decode(strings.NewReader(everySet), "DescribeAll")
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.ValueOf(*out)
	for i := range v.NumField() {
		rows, name := v.Field(i), v.Type().Field(i).Name
		if rows.Kind() == reflect.String {
			continue
		}
		if rows.Len() == 0 {
			t.Errorf("no %s", name)
			continue
		}
		for k := range rows.Index(0).NumField() {
			if f := rows.Index(0).Field(k); f.IsZero() {
				t.Errorf("%s without %s", name, rows.Index(0).Type().Field(k).Name)
			}
		}
	}
	if out.NextToken != "t" || len(out.Instances) != 2 || out.Instances[1].ID != "z" || out.Volumes[0].ID != "a" || nameOf([]ec2Tag{{"Name", "n"}}) != "n" {
		t.Errorf("%+v", out)
	}
}

// FuzzEC2Answer: whatever comes, it is an answer that stood there whole or an error.
func FuzzEC2Answer(f *testing.F) {
	f.Add(everySet)
	f.Add(everySet[:300])
	f.Add(`<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error></Errors><RequestID>r</RequestID></Response>`)
	f.Add("<DescribeAllResponse/>")
	f.Add("<!DOCTYPE x [<!ENTITY a \"b\">]><DescribeAllResponse>&a;</DescribeAllResponse>")
	f.Fuzz(func(t *testing.T, s string) {
		if out, err := ec2Decode(strings.NewReader(s), "DescribeAll"); err == nil {
			read := len(out.NextToken)
			for _, v := range out.VPCs {
				read += len(v.ID) + len(v.CIDR) + len(nameOf(v.Tags))
			}
			if !strings.Contains(s, "DescribeAllResponse") || read > 3*len(s) {
				t.Errorf("%d bytes read from %q", read, s)
			}
			if end := strings.Index(s, "</"); end > 0 && !strings.Contains(s, "/>") {
				if _, err := ec2Decode(strings.NewReader(s[:end]), "DescribeAll"); err == nil {
					t.Errorf("%q is read as an answer", s[:end])
				}
			}
		}
		request, err := ec2Error(strings.NewReader(s))
		if err == nil || len(request) > 128 {
			t.Errorf("error %v of request %q", err, request)
		}
		if api, ok := errors.AsType[smithy.APIError](err); ok && (api.ErrorCode() == "" || api.ErrorMessage() == "") {
			t.Errorf("%#v", api)
		}
	})
}
