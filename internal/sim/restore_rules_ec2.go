package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ec2 checks an instance.
func (r *restoring) ec2() *apiError {
	if len(r.in.Metadata) > 32 {
		return invalid("Restore metadata of EC2 must not have more than 32 parameters.")
	}
	r.knows("VpcId", "Placement", "HibernationOptions", "InstanceInitiatedShutdownBehavior", "CapacityReservationSpecification", "InstanceMarketOptions",
		"LicenseSpecifications", "ElasticGpuSpecification", "Architecture", "VirtualizationType", "RootDeviceType", "RamdiskId", "KernelId", "Platform",
		"UserData", "CreditSpecification", "Monitoring")
	if err := r.objects("CpuOptions", "CreditSpecification", "HibernationOptions", "CapacityReservationSpecification", "Placement", "InstanceMarketOptions"); err != nil {
		return err
	}
	if err := r.flags("EbsOptimized", "DisableApiTermination", "EnaSupport", "RequireIMDSv2"); err != nil {
		return err
	}
	subnetID, err := r.network()
	if err != nil {
		return err
	}
	if err := r.disks(); err != nil {
		return err
	}
	r.instance(subnetID)
	if profile := r.text("IamInstanceProfileName"); profile == "UseBackedUpValue" {
		role := "arn:aws:iam::" + r.scope.account.id + ":role/" + r.p.metadata()["IamInstanceProfileName"]
		to := map[string][]string{"iam:PassedToService": {"ec2.amazonaws.com"}}
		r.failsIf(r.w.roleDecides(r.in.IamRoleArn, "iam:PassRole", role, to) != allowed, r.encoded("iam:PassRole", role))
	} else if profile != "" {
		r.fails("AWS Backup does not permit attaching a new instance profile to the restored instance to prevent privilege escalation.")
	}
	r.key = r.p.key()
	id := r.newID("i-")
	at, _ := r.scope.subnet(subnetID)
	r.made("AWS::EC2::Instance", id, r.arnOf("ec2", "instance/"+id), map[string]any{
		"InstanceId": id, "InstanceType": r.text("InstanceType"), "SubnetId": subnetID, "VpcId": at.vpc, "AvailabilityZone": at.zone, "KeyName": r.text("KeyName"),
	})
	return nil
}

// network reads where the instance is to stand: a subnet with security groups, or
// network interfaces.
func (r *restoring) network() (subnetID string, err *apiError) {
	subnetID = r.text("SubnetId")
	groups, err := r.list("SecurityGroupIds")
	if err != nil {
		return "", err
	}
	var cards []map[string]any
	if err := r.object("NetworkInterfaces", &cards); err != nil {
		return "", err
	}
	if len(cards) > 0 {
		if subnetID != "" || len(groups) > 0 {
			return "", invalid("Invalid restore metadata. NetworkInterfaces cannot be set together with SubnetId or SecurityGroupIds.")
		}
		for _, card := range cards {
			for _, old := range []string{"NetworkInterfaceId", "PrivateIpAddress", "PrivateIpAddresses", "MacAddress", "Attachment"} {
				if _, ok := card[old]; ok {
					return "", invalid("Invalid restore metadata. NetworkInterfaces must not contain %s.", old)
				}
			}
		}
		subnetID, _ = cards[0]["SubnetId"].(string)
		groups = nil
		list, _ := cards[0]["Groups"].([]any)
		for _, g := range list {
			groups = append(groups, fmt.Sprint(g))
		}
	} else if subnetID != "" && len(groups) == 0 {
		return "", invalid("Restore metadata must contain SecurityGroupIds together with SubnetId.")
	}
	r.stands(subnetID, groups)
	return subnetID, nil
}

// stands fails a restore whose network does not hold together.
func (r *restoring) stands(subnetID string, groups []string) {
	if subnetID == "" {
		r.fails(noVPC)
		return
	}
	at, ok := r.scope.subnet(subnetID)
	if !ok {
		r.fails("The subnet ID '" + subnetID + "' does not exist")
		return
	}
	r.failsIf(at.free < 1, "There are not enough free addresses in subnet '"+subnetID+"' to satisfy the requested number of instances.")
	for _, g := range groups {
		vpc, ok := r.scope.securityGroup(g)
		r.failsIf(!ok, "The security group '"+g+"' does not exist")
		r.failsIf(ok && vpc != at.vpc, "Security group "+g+" and subnet "+subnetID+" belong to different networks.")
	}
}

// instance checks the instance type, and what hangs on it.
func (r *restoring) instance(subnetID string) {
	before := r.p.metadata()["InstanceType"]
	kind := cmp.Or(r.text("InstanceType"), before)
	at, _ := r.scope.subnet(subnetID)
	switch {
	case !slices.Contains(instanceTypes, kind):
		r.fails("Invalid value '" + kind + "' for InstanceType.")
	case !r.scope.offers(kind, at.zone):
		r.fails("Your requested instance type (" + kind + ") is not supported in your requested Availability Zone (" + at.zone + ").")
	}
	small := strings.HasSuffix(kind, ".nano") || strings.HasSuffix(kind, ".micro")
	r.failsIf(r.has("CpuOptions") && (small || kind != before), "The CPU options are not supported for instance type "+kind+".")
	key := r.text("KeyName")
	r.failsIf(key != "" && !r.scope.holds("AWS::EC2::KeyPair", key), "The key pair '"+key+"' does not exist")
}

// disks reads BlockDeviceMappings.
func (r *restoring) disks() *apiError {
	var disks []struct {
		DeviceName string
		Ebs        map[string]any
	}
	if err := r.object("BlockDeviceMappings", &disks); err != nil {
		return err
	}
	for _, d := range disks {
		for _, old := range []string{"SnapshotId", "OutpostArn"} {
			if _, ok := d.Ebs[old]; ok {
				return invalid("Invalid restore metadata. BlockDeviceMappings must not contain %s.", old)
			}
		}
		if key, _ := d.Ebs["KmsKeyId"].(string); key != "" {
			r.failsIf(r.w.scopeOf(key) == nil || r.w.scopeOf(key).region != r.scope.region || !r.opens(key), r.encoded("kms:CreateGrant", key))
		}
	}
	return nil
}
