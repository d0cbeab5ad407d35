package sim

import (
	"cmp"
	"fmt"
	"strings"
)

// ebs checks a volume, or files that are restored from its snapshot to a bucket.
func (r *restoring) ebs() *apiError {
	if err := r.refuses("volumeId"); err != nil {
		return err
	}
	r.knows("restoreType")
	if r.has("destinationBucketName") {
		return r.files()
	}
	if err := r.required("availabilityZone"); err != nil {
		return err
	}
	if err := r.oneOf("volumeType", "gp2", "gp3", "io1", "io2", "st1", "sc1"); err != nil {
		return err
	}
	kind := r.text("volumeType")
	size, err := r.number("volumeSize", 1, 65536)
	if err != nil {
		return err
	}
	iops, err := r.number("iops", 100, 256000)
	if err != nil {
		return err
	}
	throughput, err := r.number("throughput", 125, 2000)
	if err != nil {
		return err
	}
	if _, err := r.number("temporaryRestoreDays", 0, 180); err != nil {
		return err
	}
	encrypt, err := r.flag("encrypted")
	if err != nil {
		return err
	}
	r.encrypts("kmsKeyId")
	bytes, _ := r.p.bytes()
	switch recorded := max(1, int(bytes>>30)); {
	case r.has("kmsKeyId") && !encrypt:
		return invalid("Invalid restore metadata. kmsKeyId needs encrypted to be true.")
	case (kind == "io1" || kind == "io2") && iops == 0:
		return invalid("Invalid restore metadata. iops is required for volume type %s.", kind)
	case iops > 0 && kind != "io1" && kind != "io2" && kind != "gp3", throughput > 0 && kind != "gp3":
		return invalid("Invalid restore metadata. Volume type %s takes no iops or throughput.", kind)
	case size > 0 && size < recorded:
		r.fails(fmt.Sprintf("Volume size (%d GiB) cannot be smaller than snapshot size (%d GiB)", size, recorded))
	case size == 0:
		size = recorded
	}
	zone := r.text("availabilityZone")
	r.failsIf(!r.scope.zone(zone), "The zone '"+zone+"' does not exist.")
	if r.key == "" {
		r.key = r.p.key()
	}
	id := r.newID("vol-")
	props := map[string]any{
		"VolumeId": id, "AvailabilityZone": zone, "Size": size, "VolumeType": cmp.Or(kind, "gp3"), "Encrypted": encrypt || r.key != "",
	}
	if r.key != "" {
		props["KmsKeyId"] = r.key
	}
	r.made("AWS::EC2::Volume", id, r.arnOf("ec2", "volume/"+id), props)
	return nil
}

// files checks a restore of files of a volume.
func (r *restoring) files() *apiError {
	paths, err := r.list("pathsToRestore")
	if err != nil {
		return err
	}
	if err := r.items("pathsToRestore", paths, true); err != nil {
		return err
	}
	if err := r.oneOf("encryptionType", "SSE-S3", "SSE-KMS"); err != nil {
		return err
	}
	r.encrypts("kmsKeyId")
	switch {
	case r.p.coldAt(r.now):
		return refuse("InvalidRequestException", "Files cannot be restored from a recovery point in cold storage.")
	case r.p.indexStatus() != "ACTIVE":
		return refuse("InvalidRequestException", "Files cannot be restored from a recovery point without a backup index.")
	}
	r.intoBucket(r.text("destinationBucketName"), false)
	return nil
}

// storageGateway checks a volume of a gateway.
func (r *restoring) storageGateway() *apiError {
	r.knows("encrypted", "volumeId", "diskId", "volumeSizeInBytes", "volumeSize")
	if err := r.required("gatewayArn", "targetName"); err != nil {
		return err
	}
	if err := r.oneOf("gatewayType", "CACHED", "STORED"); err != nil {
		return err
	}
	r.encrypts("kmsKey")
	name, gateway := r.text("targetName"), r.text("gatewayArn")
	switch {
	case strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "":
		return invalid("Invalid restore metadata. targetName must be of lower-case letters, digits, dots and hyphens: %s", name)
	case r.p.coldAt(r.now):
		return refuse("InvalidRequestException", "A gateway volume cannot be restored from a recovery point in cold storage.")
	}
	r.failsIf(!r.scope.holds("AWS::StorageGateway::Gateway", gateway), "The specified gateway was not found: "+gateway)
	target := gateway + "|" + name
	r.failsIf(r.scope.taken("AWS::StorageGateway::Target", target), "The specified iSCSI target "+name+" already exists")
	id := r.newID("vol-")
	r.made("AWS::StorageGateway::Volume", id, gateway+"/volume/"+id, map[string]any{"VolumeARN": gateway + "/volume/" + id, "TargetName": name})
	r.makes = append(r.makes, thing{kind: "AWS::StorageGateway::Target", id: target, props: map[string]any{"TargetName": name}})
	return nil
}
