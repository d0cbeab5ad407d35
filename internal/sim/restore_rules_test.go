package sim

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/smithy-go"
)

// A spoiled request is a good one with something wrong.
type spoiled struct {
	name  string
	set   map[string]string // "-" takes a key away
	in    func(*World, *sdk.StartRestoreJobInput)
	code  string // that StartRestoreJob answers with; "" = the job fails
	words string // of the error or the StatusMessage
}

func (s spoiled) spoil(meta map[string]string) map[string]string {
	for key, value := range s.set {
		if meta[key] = value; value == "-" {
			delete(meta, key)
		}
	}
	return meta
}

// check sends the request, and sees what comes of it within 15 seconds.
func (s spoiled) check(t *testing.T, w *World, p point) error {
	t.Helper()
	id, err := restore(t, w, p, s.spoil(good(w, p)), func(in *sdk.StartRestoreJobInput) {
		if s.in != nil {
			s.in(w, in)
		}
	})
	if s.code != "" || err != nil {
		var e smithy.APIError
		if !errors.As(err, &e) || e.ErrorCode() != s.code || !strings.Contains(e.ErrorMessage(), s.words) {
			return fmt.Errorf("%w, want %s with %q", err, s.code, s.words)
		}
		return nil
	}
	time.Sleep(15 * time.Second)
	job := restoreJob(t, w, id)
	if job.Status != types.RestoreJobStatusFailed || !strings.Contains(aws.ToString(job.StatusMessage), s.words) || job.CreatedResourceArn != nil {
		return fmt.Errorf("%s: %q, want FAILED with %q", job.Status, aws.ToString(job.StatusMessage), s.words)
	}
	return nil
}

const badParameter, badRequest = "InvalidParameterValueException", "InvalidRequestException"

// spoiledRestores are what AWS Backup refuses or its services fail, by type.
func spoiledRestores(w *World) map[string][]spoiled {
	s := w.scopes[0]
	role := func(name string) func(*World, *sdk.StartRestoreJobInput) {
		return func(w *World, in *sdk.StartRestoreJobInput) { in.IamRoleArn = aws.String(roleNamed(w, name)) }
	}
	tags := func(_ *World, in *sdk.StartRestoreJobInput) { in.CopySourceTagsToRestoredResource = true }
	crossed := s.groupID(isolatedVPC, true)
	return map[string][]spoiled{
		"EBS": {
			{name: "no zone", set: map[string]string{"availabilityZone": "-"}, code: badParameter, words: "availabilityZone"},
			{name: "a zone of another Region", set: map[string]string{"availabilityZone": "eu-west-1a"}, words: "zone 'eu-west-1a' does not exist"},
			{name: "the volume that was", set: map[string]string{"volumeId": "vol-1"}, code: badParameter, words: "volumeId"},
			{name: "a key that nobody knows", set: map[string]string{"colour": "blue"}, code: badParameter, words: "Unknown key colour"},
			{name: "two spellings", set: map[string]string{"AvailabilityZone": "us-east-1a"}, code: badParameter, words: "twice"},
			{name: "too small", set: map[string]string{"volumeSize": "1"}, words: "cannot be smaller than snapshot size"},
			{name: "no number", set: map[string]string{"volumeSize": "large"}, code: badParameter, words: "volumeSize"},
			{name: "io2 without IOPS", set: map[string]string{"volumeType": "io2"}, code: badParameter, words: "iops is required"},
			{name: "throughput of st1", set: map[string]string{"volumeType": "st1", "throughput": "250"}, code: badParameter, words: "takes no iops"},
			{name: "a key without encryption", set: map[string]string{"encrypted": "false", "kmsKeyId": s.keyARN(sharedKeys)}, code: badParameter, words: "encrypted"},
			{name: "a disabled key", set: map[string]string{"encrypted": "true", "kmsKeyId": s.keyARN(disabledKey)}, words: noKey},
			{name: "a key that is to be deleted", set: map[string]string{"encrypted": "true", "kmsKeyId": "alias/retired"}, words: noKey},
			{name: "a key whose policy denies the role", set: map[string]string{"encrypted": "true", "kmsKeyId": s.keyARN(closedKey)}, words: noKey},
			{name: "a key of another Region", set: map[string]string{"encrypted": "true", "kmsKeyId": w.scopes[1].keyARN(sharedKeys)}, words: noKey},
			{name: "a key that is not there", set: map[string]string{"encrypted": "true", "kmsKeyId": "alias/none"}, words: noKey},
			{name: "a request ID once more", set: map[string]string{"aws:backup:request-id": "same"}, code: badParameter, words: "was used before"},
			{name: "for information", set: map[string]string{"InformationalOnly:VpcId": "vpc-1"}, code: badParameter, words: "InformationalOnly:VpcId"},
			{name: "files without an index", set: map[string]string{"destinationBucketName": "b", "pathsToRestore": `["/etc"]`, "encrypted": "-", "availabilityZone": "-"}, code: badRequest, words: "index"},
			{name: "another type", in: func(_ *World, in *sdk.StartRestoreJobInput) { in.ResourceType = aws.String("EFS") }, code: badParameter, words: "does not match"},
			{name: "no role", in: func(_ *World, in *sdk.StartRestoreJobInput) { in.IamRoleArn = nil }, code: badParameter, words: "IamRoleArn is required"},
			{name: "a role that is not there", in: role("AWSBackupGone"), code: badParameter, words: "cannot be assumed by AWS Backup"},
			{name: "a role that trusts another", in: role("BackupMigrated"), code: badParameter, words: "cannot be assumed by AWS Backup"},
			{name: "a role of another account", in: func(w *World, in *sdk.StartRestoreJobInput) {
				in.IamRoleArn = aws.String(w.scopes[len(w.regions)].role)
			}, code: badParameter, words: "role"},
			{name: "no metadata", in: func(_ *World, in *sdk.StartRestoreJobInput) { in.Metadata = map[string]string{} }, code: badParameter, words: "availabilityZone"},
			{name: "no such point", in: func(_ *World, in *sdk.StartRestoreJobInput) {
				in.RecoveryPointArn = aws.String("arn:aws:ec2:us-east-1::snapshot/snap-0123456789abcdef0")
			}, code: "ResourceNotFoundException", words: "Cannot find recovery point"},
		},
		"EC2": {
			{name: "a subnet and interfaces", set: map[string]string{"NetworkInterfaces": `[{"DeviceIndex":0,"SubnetId":"` + s.subnetID(0, 0) + `"}]`}, code: badParameter, words: "together with SubnetId"},
			{
				name: "the interfaces that were", set: map[string]string{"SubnetId": "-", "SecurityGroupIds": "-", "NetworkInterfaces": `[{"DeviceIndex":0,"NetworkInterfaceId":"eni-1"}]`},
				code: badParameter, words: "NetworkInterfaceId",
			},
			{name: "no network", set: map[string]string{"SubnetId": "-", "SecurityGroupIds": "-"}, words: noVPC},
			{name: "no groups", set: map[string]string{"SecurityGroupIds": "-"}, code: badParameter, words: "SecurityGroupIds"},
			{name: "no such subnet", set: map[string]string{"SubnetId": "subnet-1"}, words: "subnet ID 'subnet-1' does not exist"},
			{name: "a group of another VPC", set: map[string]string{"SecurityGroupIds": `["` + crossed + `"]`}, words: "belong to different networks"},
			{name: "no such type", set: map[string]string{"InstanceType": "x9.huge"}, words: "Invalid value 'x9.huge'"},
			{name: "not in that zone", set: map[string]string{"InstanceType": missingType, "SubnetId": s.subnetID(mainVPC, 2)}, words: "not supported in your requested Availability Zone"},
			{name: "another profile", set: map[string]string{"IamInstanceProfileName": "admin"}, words: "does not permit attaching a new instance profile"},
			{name: "CPU options of another type", set: map[string]string{"InstanceType": "t3.micro", "CpuOptions": `{"CoreCount":1}`}, words: "CPU options"},
			{name: "a snapshot of its own", set: map[string]string{"BlockDeviceMappings": `[{"DeviceName":"/dev/sda1","Ebs":{"SnapshotId":"snap-1"}}]`}, code: badParameter, words: "SnapshotId"},
			{name: "a disk with a closed key", set: map[string]string{"BlockDeviceMappings": `[{"DeviceName":"/dev/sda1","Ebs":{"KmsKeyId":"` + s.keyARN(closedKey) + `"}}]`}, words: "Encoded authorization failure message"},
			{name: "not JSON", set: map[string]string{"SecurityGroupIds": "sg-1"}, code: badParameter, words: "JSON"},
		},
		"RDS": {
			{name: "the snapshot", set: map[string]string{"DBSnapshotIdentifier": "awsbackup:job-1"}, words: "DBSnapshotIdentifier"},
			{name: "no name", set: map[string]string{"DBInstanceIdentifier": "-"}, code: badParameter, words: "DBInstanceIdentifier"},
			{name: "a bad name", set: map[string]string{"DBInstanceIdentifier": "orders--2"}, code: badParameter, words: "DBInstanceIdentifier"},
			{name: "a long name", set: map[string]string{"DBInstanceIdentifier": strings.Repeat("a", 64)}, code: badParameter, words: "63"},
			{name: "a name that is taken", set: map[string]string{"DBInstanceIdentifier": "TAKEN"}, words: "already exists"},
			{name: "no subnets", set: map[string]string{"DBSubnetGroupName": "-"}, words: noVPC},
			{name: "subnets of one zone", set: map[string]string{"DBSubnetGroupName": "single-zone"}, words: "AZ coverage"},
			{name: "no such subnets", set: map[string]string{"DBSubnetGroupName": "public"}, words: "not found"},
			{name: "a group of another VPC", set: map[string]string{"VpcSecurityGroupIds": `["` + crossed + `"]`}, words: "different VPCs"},
			{name: "a class that is none", set: map[string]string{"DBInstanceClass": "m6g.large"}, code: badParameter, words: "class"},
			{name: "a zone of Multi-AZ", set: map[string]string{"AvailabilityZone": "us-east-1a"}, words: "Multi-AZ"},
			{name: "no such option group", set: map[string]string{"OptionGroupName": "mine"}, words: "OptionGroupName not found"},
			{name: "another key", set: map[string]string{"KmsKeyId": s.keyARN(disabledKey)}, code: badParameter, words: "inherited"},
			{name: "a time", set: map[string]string{"RestoreTime": "2021-11-27T03:30:27Z"}, code: badParameter, words: "continuous backups only"},
		},
		"Aurora": {
			{name: "the snapshot", set: map[string]string{"SnapshotIdentifier": "awsbackup:job-1"}, words: "SnapshotIdentifier"},
			{name: "no engine", set: map[string]string{"Engine": "-"}, code: badParameter, words: "engine"},
			{name: "another engine", set: map[string]string{"Engine": "aurora-mysql"}, words: "does not match"},
			{name: "zones of another Region", set: map[string]string{"AvailabilityZones": `["eu-west-1a"]`}, words: "not a valid availability zone"},
			{name: "no such parameter group", set: map[string]string{"DBClusterParameterGroupName": "mine"}, words: "DBClusterParameterGroup not found"},
		},
		"DynamoDB": {
			{name: "no name", set: map[string]string{"targetTableName": "-"}, code: badParameter, words: "targetTableName"},
			{name: "a short name", set: map[string]string{"targetTableName": "t"}, code: badParameter, words: "3 to 255"},
			{name: "a key without a key", set: map[string]string{"encryptionType": "KMS"}, code: badParameter, words: "kmsMasterKeyArn"},
			{name: "with tags", in: tags, words: "Copying source tags"},
		},
		"EFS": {
			{name: "no word about a new one", set: map[string]string{"newFileSystem": "-"}, code: badParameter, words: "newFileSystem"},
			{name: "a key, not encrypted", set: map[string]string{"Encrypted": "false"}, code: badParameter, words: "Encrypted"},
			{name: "into one that is not there", set: map[string]string{"newFileSystem": "false", "file-system-id": "fs-1"}, words: "does not exist"},
			{name: "six paths", set: map[string]string{"ItemsToRestore": `["/1","/2","/3","/4","/5","/6"]`}, code: badParameter, words: "1 to 5"},
			{name: "wildcards", set: map[string]string{"ItemsToRestore": `["/home/*"]`}, code: badParameter, words: "/home/*"},
			{name: "One Zone, maxIO", set: map[string]string{"singleAzFilesystem": "true", "availabilityZoneName": "us-east-1a", "PerformanceMode": "maxIO"}, code: badParameter, words: "generalPurpose"},
			{name: "larger than allowed", set: map[string]string{"CreationToken": strings.Repeat("x", mostMetadata)}, code: badParameter, words: "larger"},
		},
		"S3": {
			{name: "no bucket", set: map[string]string{"DestinationBucketName": "-"}, code: badParameter, words: "DestinationBucketName"},
			{name: "a bucket that is not there", set: map[string]string{"NewBucket": "false"}, words: "does not exist"},
			{name: "a bucket that is taken", set: map[string]string{"DestinationBucketName": "data-lake-scratch-us-east-1"}, words: "already exists"},
			{name: "no versions", set: map[string]string{"NewBucket": "-", "DestinationBucketName": "payments-scratch-us-east-1"}, words: "Versioning is not enabled"},
			{name: "KMS without a key", set: map[string]string{"EncryptionType": "SSE-KMS"}, code: badParameter, words: "KMSKey"},
			{name: "a role without the policies for S3", in: func(w *World, in *sdk.StartRestoreJobInput) { in.IamRoleArn = aws.String(w.scopes[0].role) }, words: "no identity-based policy allows the s3:"},
			{name: "with tags", in: tags, words: "Copying source tags"},
		},
		"FSx": {
			{name: "no subnets", set: map[string]string{"SubnetIds": "-"}, code: badParameter, words: "SubnetIds"},
			{name: "the file system that was", set: map[string]string{"FileSystemId": "fs-1"}, code: badParameter, words: "FileSystemId"},
			{name: "no directory", set: map[string]string{"WindowsConfiguration": `{"ThroughputCapacity":32}`}, code: badParameter, words: "ActiveDirectoryId"},
			{name: "no throughput", set: map[string]string{"WindowsConfiguration": `{"ActiveDirectoryId":"d-1"}`}, code: badParameter, words: "ThroughputCapacity"},
			{name: "no such directory", set: map[string]string{"WindowsConfiguration": `{"ActiveDirectoryId":"d-1","ThroughputCapacity":32}`}, words: "d-1 does not exist"},
			{
				name: "another deployment", set: map[string]string{"WindowsConfiguration": `{"ActiveDirectoryId":"` + s.directoryID() + `","ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_1"}`},
				words: "deployment type cannot be changed",
			},
			{
				name: "no password", set: map[string]string{"WindowsConfiguration": `{"SelfManagedActiveDirectoryConfiguration":{"UserName":"join"},"ThroughputCapacity":32}`},
				words: "password",
			},
			{name: "no capacity with INTELLIGENT_TIERING", set: map[string]string{"StorageType": "INTELLIGENT_TIERING"}, code: badParameter, words: "StorageCapacity"},
		},
		"FSx Lustre": {
			{name: "another capacity", set: map[string]string{"StorageCapacity": "2400"}, words: "must be that of the backup: 1200"},
			{name: "scratch", set: map[string]string{"LustreConfiguration": `{"DeploymentType":"SCRATCH_2"}`}, words: "persistent"},
		},
		"FSx ONTAP": {
			{name: "no name", set: map[string]string{"Name": "-"}, code: badParameter, words: "Name"},
			{name: "no SVM", set: map[string]string{"OntapConfiguration": `{"junctionPath":"/a"}`}, code: badParameter, words: "storageVirtualMachineId"},
			{name: "no such SVM", set: map[string]string{"OntapConfiguration": `{"storageVirtualMachineId":"svm-1"}`}, words: "svm-1 does not exist"},
		},
		"FSx OpenZFS": {
			{name: "IOPS by hand and automatic", set: map[string]string{"OpenZFSConfiguration": `{"ThroughputCapacity":64,"DiskIopsConfiguration":{"Mode":"AUTOMATIC","Iops":3000}}`}, code: badParameter, words: "Mode"},
			{name: "several zones", set: map[string]string{"OpenZFSConfiguration": `{"ThroughputCapacity":160,"DeploymentType":"MULTI_AZ_1"}`}, words: "Multi-AZ"},
		},
		"RDS cluster": {
			{name: "no class", set: map[string]string{"DBClusterInstanceClass": "-"}, code: badParameter, words: "DBClusterInstanceClass"},
			{name: "an instance's name", set: map[string]string{"DBClusterIdentifier": "-", "DBInstanceIdentifier": "a"}, code: badParameter, words: "ClusterIdentifier"},
		},
		"Redshift": {
			{name: "no type", set: map[string]string{"RestoreType": "-"}, code: badParameter, words: "RestoreType"},
			{name: "a table without its names", set: map[string]string{"RestoreType": "TABLE_RESTORE"}, code: badParameter, words: "SourceDatabaseName"},
			{name: "no such subnets", set: map[string]string{"ClusterSubnetGroupName": "mine"}, words: "subnet group not found"},
		},
		"Storage Gateway": {
			{name: "no gateway", set: map[string]string{"gatewayArn": "-"}, code: badParameter, words: "gatewayArn"},
			{name: "no such gateway", set: map[string]string{"gatewayArn": "arn:aws:storagegateway:us-east-1:1:gateway/sgw-1"}, words: "not found"},
			{name: "a bad name", set: map[string]string{"targetName": "My Disk"}, code: badParameter, words: "targetName"},
		},
		"Timestream": {
			{name: "no such database", set: map[string]string{"DatabaseName": "mine"}, words: "does not exist"},
			{name: "with tags", in: tags, words: "Copying source tags"},
		},
		"DSQL": {
			{name: "the cluster that was", set: map[string]string{"cluster_id": "c"}, code: badParameter, words: "cluster_id"},
			{name: "its size", set: map[string]string{"backup_size_bytes": "1"}, code: badParameter, words: "backup_size_bytes"},
			{name: "no Regions", set: map[string]string{"regionalConfig": "-"}, code: badParameter, words: "regionalConfig"},
		},
		"EKS": {
			{name: "no type", in: func(_ *World, in *sdk.StartRestoreJobInput) { in.ResourceType = nil }, code: badParameter, words: "ResourceType is required"},
			{name: "no such cluster", set: map[string]string{"clusterName": "mine"}, words: "No cluster found"},
			{name: "six namespaces", set: map[string]string{"namespaces": `["1","2","3","4","5","6"]`}, code: badParameter, words: "5 namespaces"},
			{name: "a stranger among the nested", set: map[string]string{"nestedRestoreJobs": `{"arn:aws:ec2:us-east-1::snapshot/snap-1":"{}"}`}, code: badParameter, words: "not nested"},
		},
		"CloudFormation": {
			{name: "no change set", set: map[string]string{"ChangeSetName": "-"}, code: badParameter, words: "ChangeSetName"},
		},
		"VirtualMachine": {
			{name: "nowhere", set: map[string]string{"RestoreTo": "-"}, code: badParameter, words: "RestoreTo"},
			{name: "with tags", in: tags, words: "Copying source tags"},
		},
		"SAP HANA on Amazon EC2": {
			{name: "with a role", code: badParameter, words: "IamRoleArn cannot be set"},
		},
		"Redshift Serverless": {
			{name: "a namespace with a role", code: badParameter, words: "IamRoleArn cannot be set"},
		},
	}
}

func TestRestoresAreRefusedOrFailAsAtAWS(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 2000})
		w.scopes[0].create("AWS::RDS::DBInstance", "taken", map[string]any{"Engine": "mysql"})
		for kind, cases := range spoiledRestores(w) {
			variant := ""
			if name, _, ok := strings.Cut(kind, " "); ok && variantMetadata[kind] != nil {
				kind, variant = name, kind
			}
			p := pointOf(t, w, kind, ofVariant(variant))
			for _, s := range cases {
				if id := "aws:backup:request-id"; s.set[id] != "" {
					s.set[id] = p.metadata()[id]
				}
				if err := s.check(t, w, p); err != nil {
					t.Errorf("%s %s, %s: %v", kind, variant, s.name, err)
				}
			}
		}
	})
}

// TestARestoreEncryptsWithTheKeyThatItInherits lets the role read with the key of a snapshot,
// and not encrypt: the volume is to have the same key.
func TestARestoreEncryptsWithTheKeyThatItInherits(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Seed: 4, Resources: 500})
		p := pointOf(t, w, "EBS", func(p point) bool {
			return snapshot(p) && !w.managed(p.key()) && w.keyUsable(p.key(), w.scopes[0].role, "ec2")
		})
		policy := w.key(p.key()).text("KeyPolicy")
		for _, action := range []string{"kms:CreateGrant", "kms:GenerateDataKey*"} {
			deny := `,{"Effect":"Deny","Principal":{"AWS":"` + w.scopes[0].role + `"},"Action":"` + action + `","Resource":"*"}]}`
			w.changeKey(p.key(), map[string]any{"KeyPolicy": strings.TrimSuffix(policy, "]}") + deny})
			s := spoiled{words: noKey}
			if err := s.check(t, w, p); err != nil {
				t.Errorf("%s: %v", action, err)
			}
		}
	})
}
