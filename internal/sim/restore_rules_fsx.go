package sim

import (
	"encoding/json"
	"slices"
)

// fsx checks a file system of FSx, or a volume of ONTAP.
func (r *restoring) fsx() *apiError {
	if err := r.refuses("FileSystemId", "FileSystemType", "DNSName"); err != nil {
		return err
	}
	r.knows("VpcId", "DeploymentType", "WeeklyMaintenanceStartTime", "DailyAutomaticBackupStartTime", "WindowsConfiguration", "LustreConfiguration",
		"OntapConfiguration", "OpenZFSConfiguration")
	if err := r.oneOf("StorageType", "SSD", "HDD", "INTELLIGENT_TIERING"); err != nil {
		return err
	}
	capacity, err := r.number("StorageCapacity", 1, 1<<30)
	if err != nil {
		return err
	}
	if _, err := r.number("AutomaticBackupRetentionDays", 0, 90); err != nil {
		return err
	}
	if err := r.flags("CopyTagsToBackups"); err != nil {
		return err
	}
	subnets, err := r.list("SubnetIds")
	if err != nil {
		return err
	}
	groups, err := r.list("SecurityGroupIds")
	if err != nil {
		return err
	}
	r.encrypts("KmsKeyId")
	before := r.p.metadata()
	switch {
	case r.text("StorageType") == "INTELLIGENT_TIERING" && capacity > 0:
		return invalid("Invalid restore metadata. StorageCapacity cannot be set for storage type INTELLIGENT_TIERING.")
	case before["FileSystemType"] == "ONTAP":
		return r.ontap()
	case len(subnets) == 0:
		return r.required("SubnetIds")
	}
	for _, id := range subnets {
		r.stands(id, groups)
	}
	switch before["FileSystemType"] {
	case "LUSTRE":
		err = r.lustre(before, capacity)
	case "OPENZFS":
		err = r.openZFS(len(subnets))
	default:
		err = r.windows(before, capacity, len(subnets))
	}
	if err != nil {
		return err
	}
	if r.key == "" {
		r.key = r.p.key()
	}
	id := r.newID("fs-")
	r.made("AWS::FSx::FileSystem", id, r.arnOf("fsx", "file-system/"+id), map[string]any{
		"Id": id, "FileSystemType": before["FileSystemType"], "StorageCapacity": capacity, "SubnetIds": subnets,
	})
	return nil
}

// windows checks what only FSx for Windows has: an Active Directory and a throughput.
func (r *restoring) windows(before map[string]string, capacity, subnets int) *apiError {
	var in struct {
		ThroughputCapacity                      int
		ActiveDirectoryId, PreferredSubnetId    string
		SelfManagedActiveDirectoryConfiguration *struct{ UserName, Password string }
		DeploymentType                          string
	}
	if err := r.required("WindowsConfiguration"); err != nil {
		return err
	}
	if err := r.object("WindowsConfiguration", &in); err != nil {
		return err
	}
	multi := in.DeploymentType == "MULTI_AZ_1"
	self := in.SelfManagedActiveDirectoryConfiguration
	switch {
	case in.ThroughputCapacity < 8:
		return invalid("Invalid restore metadata. WindowsConfiguration must contain ThroughputCapacity.")
	case in.ActiveDirectoryId == "" && self == nil:
		return invalid("Invalid restore metadata. WindowsConfiguration must contain ActiveDirectoryId or SelfManagedActiveDirectoryConfiguration.")
	case multi && in.PreferredSubnetId == "":
		return invalid("Invalid restore metadata. WindowsConfiguration must contain PreferredSubnetId for a Multi-AZ file system.")
	case r.text("StorageType") == "HDD" && capacity > 0 && capacity < 2000:
		return invalid("Invalid restore metadata. StorageCapacity must be at least 2000 for storage type HDD.")
	}
	var recorded struct{ DeploymentType string }
	_ = json.Unmarshal([]byte(before["WindowsConfiguration"]), &recorded) // none is none
	r.failsIf(in.DeploymentType != "" && in.DeploymentType != recorded.DeploymentType, "The deployment type cannot be changed: the backup is of "+recorded.DeploymentType+".")
	r.failsIf(multi != (subnets == 2), "The number of subnets does not fit the deployment type.")
	r.failsIf(in.ActiveDirectoryId != "" && !r.scope.holds("AWS::DirectoryService::MicrosoftAD", in.ActiveDirectoryId),
		"The Active Directory "+in.ActiveDirectoryId+" does not exist.")
	r.failsIf(self != nil && self.Password == "", "The password of the service account of the Active Directory is missing.")
	return nil
}

// lustre checks that the file system is as the one that was backed up.
func (r *restoring) lustre(before map[string]string, capacity int) *apiError {
	var in struct {
		DeploymentType           string
		PerUnitStorageThroughput int
	}
	if err := r.required("LustreConfiguration"); err != nil {
		return err
	}
	if err := r.object("LustreConfiguration", &in); err != nil {
		return err
	}
	r.failsIf(capacity > 0 && r.text("StorageCapacity") != before["StorageCapacity"], "The storage capacity must be that of the backup: "+before["StorageCapacity"]+" GiB.")
	r.failsIf(in.DeploymentType != "" && !slices.Contains([]string{"PERSISTENT_1", "PERSISTENT_2"}, in.DeploymentType), "Only persistent file systems can be restored.")
	r.failsIf(r.has("StorageType") && r.text("StorageType") != before["StorageType"], "The storage type must be that of the backup: "+before["StorageType"]+".")
	return nil
}

// openZFS checks what only FSx for OpenZFS has. Multi-AZ file systems are restored by
// FSx's own API.
func (r *restoring) openZFS(subnets int) *apiError {
	var in struct {
		ThroughputCapacity    int
		DeploymentType        string
		DiskIopsConfiguration *struct {
			Mode string
			Iops *int
		}
	}
	if err := r.required("OpenZFSConfiguration"); err != nil {
		return err
	}
	if err := r.object("OpenZFSConfiguration", &in); err != nil {
		return err
	}
	disk := in.DiskIopsConfiguration
	switch {
	case in.ThroughputCapacity < 64:
		return invalid("Invalid restore metadata. OpenZFSConfiguration must contain ThroughputCapacity.")
	case disk != nil && disk.Iops != nil && (disk.Mode != "" || *disk.Iops < 0 || *disk.Iops > 160000):
		return invalid("Invalid restore metadata. DiskIopsConfiguration must hold Iops from 0 to 160000, without Mode.")
	}
	r.failsIf(in.DeploymentType == "MULTI_AZ_1" || subnets > 1, "Multi-AZ file systems cannot be restored with AWS Backup.")
	return nil
}

// ontap checks a volume, which goes to a storage virtual machine that is there.
func (r *restoring) ontap() *apiError {
	var in struct {
		StorageVirtualMachineID string `json:"storageVirtualMachineId"`
		JunctionPath            string `json:"junctionPath"`
		SizeInMegabytes         any    `json:"sizeInMegabytes"`
	}
	if err := r.required("Name", "OntapConfiguration"); err != nil {
		return err
	}
	if err := r.object("OntapConfiguration", &in); err != nil {
		return err
	}
	if in.StorageVirtualMachineID == "" {
		return invalid("Invalid restore metadata. OntapConfiguration must contain storageVirtualMachineId.")
	}
	name := r.text("Name")
	volume := in.StorageVirtualMachineID + "|" + name
	r.failsIf(!r.scope.holds("AWS::FSx::StorageVirtualMachine", in.StorageVirtualMachineID), "The storage virtual machine "+in.StorageVirtualMachineID+" does not exist.")
	r.failsIf(r.scope.taken("AWS::FSx::VolumeName", volume), "A volume with the name "+name+" already exists")
	id := r.newID("fsvol-")
	r.made("AWS::FSx::Volume", id, r.arnOf("fsx", "volume/"+r.scope.fsxID()+"/"+id), map[string]any{"VolumeId": id, "Name": name, "VolumeType": "ONTAP"})
	r.makes = append(r.makes, thing{kind: "AWS::FSx::VolumeName", id: volume, props: map[string]any{"VolumeId": id}})
	return nil
}
