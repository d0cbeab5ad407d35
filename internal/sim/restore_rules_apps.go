package sim

import (
	"slices"
	"strings"
)

// eks checks a cluster, into which objects are merged, or a new one.
func (r *restoring) eks() *apiError {
	r.knows("eksClusterVersion", "clusterRole", "controlPlaneScalingTier", "kubernetesRestoreOrder")
	if err := r.required("clusterName"); err != nil {
		return err
	}
	anew, err := r.flag("newCluster")
	if err != nil {
		return err
	}
	if err := r.flags("namespaceLevelRestore", "restoreKubernetesManifestsOnly"); err != nil {
		return err
	}
	if err := r.objects("nodeGroups", "fargateProfiles", "podIdentityAssociations"); err != nil {
		return err
	}
	namespaces, err := r.list("namespaces")
	if err != nil {
		return err
	}
	if len(namespaces) > 5 {
		return invalid("Invalid restore metadata. At most 5 namespaces can be restored.")
	}
	var nested map[string]string
	if err := r.object("nestedRestoreJobs", &nested); err != nil {
		return err
	}
	for arn := range nested {
		if !r.nests(arn) {
			return invalid("Invalid restore metadata. nestedRestoreJobs names %s, which is not nested in the recovery point.", arn)
		}
	}
	var vpc struct {
		SubnetIDs        []string `json:"subnetIds"`
		SecurityGroupIDs []string `json:"securityGroupIds"`
	}
	if err := r.object("clusterVpcConfig", &vpc); err != nil {
		return err
	}
	r.encrypts("encryptionConfigProviderKeyArn")
	name := r.text("clusterName")
	arn := r.arnOf("eks", "cluster/"+name)
	same := func(j *job) bool { return j.created == arn }
	r.failsIf(r.anotherRuns("EKS", same), "Another restore into cluster "+name+" runs.")
	if !anew {
		r.failsIf(!r.scope.holds("AWS::EKS::Cluster", name), "No cluster found for name: "+name+".")
		r.arn = arn
		return nil
	}
	if len(vpc.SubnetIDs) == 0 || len(vpc.SecurityGroupIDs) == 0 {
		return invalid("Restore metadata must contain clusterVpcConfig with subnetIds and securityGroupIds for a new cluster.")
	}
	for _, id := range vpc.SubnetIDs {
		r.stands(id, vpc.SecurityGroupIDs)
	}
	r.failsIf(r.scope.taken("AWS::EKS::Cluster", name), "Cluster already exists with name: "+name)
	r.made("AWS::EKS::Cluster", name, arn, map[string]any{"Name": name, "Arn": arn})
	return nil
}

// nests says whether a point of that ARN is nested in the one that is restored.
func (r *restoring) nests(arn string) bool {
	for child := 1; child <= r.p.children(); child++ {
		if p, ok := r.p.nested(child).point(r.now); ok && p.arn() == arn {
			return true
		}
	}
	return false
}

// cloudFormation checks a template, of which the restore makes a change set that
// somebody has to execute.
func (r *restoring) cloudFormation() *apiError {
	r.knows("StackId", "ChangeSetDescription")
	if err := r.required("StackName", "ChangeSetName"); err != nil {
		return err
	}
	if err := r.objects("StackParameters"); err != nil {
		return err
	}
	stack, set := r.text("StackName"), r.text("ChangeSetName")
	if len(set) > 128 || strings.Trim(set, alphanumerics+"-") != "" {
		return invalid("Invalid restore metadata. ChangeSetName must be of at most 128 letters, digits and hyphens: %s", set)
	}
	r.failsIf(r.scope.taken("AWS::CloudFormation::ChangeSet", stack+"|"+set), "ChangeSet "+set+" already exists")
	arn := r.arnOf("cloudformation", "changeSet/"+set+"/"+uuid(hash(r.scope.seed, uint64(r.now), 66)))
	r.made("AWS::CloudFormation::ChangeSet", stack+"|"+set, arn, map[string]any{"ChangeSetName": set, "StackName": stack, "Status": "REVIEW_IN_PROGRESS"})
	return nil
}

// virtualMachine checks a VM of VMware, an instance, or a volume.
func (r *restoring) virtualMachine() *apiError {
	r.knows("InstanceInitiatedShutdownBehavior", "HibernationOptions", "DisableApiTermination", "Placement", "CreditSpecification", "RamdiskId", "KernelId",
		"UserData", "EbsOptimized", "LicenseSpecifications", "RequireIMDSv2", "EbsVolumeType", "IsEncrypted", "ItemsToRestore", "VpcId",
		"IamInstanceProfileName", "DisksToRestore", "HypervisorArn", "VMName", "VMPath", "ComputeResourceName", "VMDatastore")
	if err := r.required("RestoreTo"); err != nil {
		return err
	}
	if err := r.oneOf("RestoreTo", "VMware", "EC2Instance", "EBS"); err != nil {
		return err
	}
	if err := r.objects("DisksToRestore"); err != nil {
		return err
	}
	r.encrypts("KmsKeyId")
	switch r.text("RestoreTo") {
	case "EC2Instance":
		subnet, err := r.network()
		if err != nil {
			return err
		}
		r.instance(subnet)
		id := r.newID("i-")
		r.made("AWS::EC2::Instance", id, r.arnOf("ec2", "instance/"+id), map[string]any{"InstanceId": id, "InstanceType": r.text("InstanceType"), "SubnetId": subnet})
	case "EBS":
		if err := r.required("AvailabilityZone"); err != nil {
			return err
		}
		zone := r.text("AvailabilityZone")
		r.failsIf(!r.scope.zone(zone), "The zone '"+zone+"' does not exist.")
		id := r.newID("vol-")
		r.made("AWS::EC2::Volume", id, r.arnOf("ec2", "volume/"+id), map[string]any{"VolumeId": id, "AvailabilityZone": zone, "Size": 40, "VolumeType": "gp3"})
	default:
		if err := r.required("HypervisorArn", "VMName", "VMPath", "ComputeResourceName", "VMDatastore"); err != nil {
			return err
		}
		name := r.text("VMName")
		r.failsIf(r.vmNamed(name), "A virtual machine with the name "+name+" already exists")
		id := r.newID("vm-")
		r.made("AWS::BackupGateway::VirtualMachine", id, r.arnOf("backup-gateway", "vm/"+id), map[string]any{"Name": name})
	}
	return nil
}

// vmNamed says whether there is a virtual machine of that name.
func (r *restoring) vmNamed(name string) bool {
	return slices.ContainsFunc(r.scope.thingsOf("AWS::BackupGateway::VirtualMachine"), func(t *thing) bool {
		return t.of != nil && t.of.id == name || t.text("Name") == name
	})
}

// sapHANA checks a database, which is overwritten.
func (r *restoring) sapHANA() *apiError {
	r.knows("BackupSize", "DatabaseName", "DatabaseType", "HanaVersion", "IsCompressedBySap", "SourceDatabaseArn", "SystemDatabaseSid", "LocalCatalogPath",
		"AvailableRestoreBases", "EarliestRestorablePitrTimestamp", "LatestRestorablePitrTimestamp", "PointInTimeTimestamp")
	const target = "aws:backup:TargetDatabaseArn"
	if err := r.required(target, "RecoveryType", "CatalogRestoreOption"); err != nil {
		return err
	}
	if err := r.oneOf("RecoveryType", "FULL_DATA_BACKUP_RECOVERY", "POINT_IN_TIME_RECOVERY", "MOST_RECENT_TIME_RECOVERY"); err != nil {
		return err
	}
	if err := r.oneOf("CatalogRestoreOption", "NO_CATALOG", "LATEST_CATALOG_FROM_AWS_BACKUP", "CATALOG_FROM_LOCAL_PATH"); err != nil {
		return err
	}
	arn := r.text(target)
	if err := checkARN(target, arn, "ssm-sap"); err != nil {
		return err
	}
	found := slices.ContainsFunc(r.scope.thingsOf("AWS::SystemsManagerSAP::Database"), func(t *thing) bool { return t.of != nil && t.of.arn == arn })
	r.failsIf(!found, "The target database "+arn+" is not registered with AWS Systems Manager for SAP.")
	r.arn = arn
	return nil
}
