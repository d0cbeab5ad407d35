package restore

import (
	"hash/fnv"
	"strconv"
	"strings"
)

// efs restores a file system, or paths of it, into a new file system or a directory of
// one that is there (AWS Backup Developer Guide, "Restore an Amazon EFS file system").
func efs() []Spec {
	whole := Spec{
		Name: "efs", Of: "EFS", Type: "EFS", Title: "EFS file system",
		Fields: efsFields(),
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) { return FileSystems, lastName(p.ResourceARN) },
		Target: efsTarget,
		Tags: TagRule{NeverIf: func(f *Form) string {
			if !f.Is("newFileSystem") {
				return "a restore into a file system that is there copies no tags"
			}
			return ""
		}},
		Actions: []string{
			"elasticfilesystem:Restore", "elasticfilesystem:CreateFilesystem", "elasticfilesystem:DescribeFilesystems",
			"elasticfilesystem:TagResource",
		},
		NotMade: []string{
			"mount targets and access points: a new file system has none, and nothing can mount it",
			"the file system policy, and how throughput is provisioned",
		},
		SetsOffIn: []string{"the files lie in aws-backup-restore_TIME at its root, nothing is overwritten, its size and cost grow"},
		After:     efsAfter,
	}
	items := whole
	items.Name, items.Title = "efs-items", "files and directories of an EFS file system"
	items.Tags = TagRule{Never: "restores of single files copy no tags"}
	items.Fields = append([]Field{{
		Key: "ItemsToRestore", Label: "Paths", Section: "What", Kind: Paths, Required: true, Items: 5, Check: efsPaths,
		Help: "at most 5, one a line, from the root of the file system, in their case, no wildcards",
	}}, whole.Fields...)
	return []Spec{whole, items}
}

func efsFields() []Field {
	fresh := when("newFileSystem", "true")
	key := keyField("KmsKeyId", "Encryption", "elasticfilesystem", "alias/aws/elasticfilesystem")
	key.Shown = func(f *Form) bool { return fresh(f) && f.Is("Encrypted") }
	oneZone := when("singleAzFilesystem", "true")
	return []Field{
		{
			Key: "newFileSystem", Label: "New file system", Section: "Target", Kind: YesNo, Required: true, Else: "true",
			Help: "no: into a directory of a file system that is there",
		},
		{
			Key: "file-system-id", Label: "File system", Section: "Target", Kind: Pick, Required: true, Query: look(FileSystems), Bound: InAccount,
			Help: "where the files go; the one that was backed up may be gone", Check: startsWith("fs-"), From: efsID,
			Shown: when("newFileSystem", "false"), Hidden: "original",
		},
		{
			Key: "CreationToken", Label: "Creation token", Section: "Target", Kind: Text, Required: true, New: true, Max: 64, Shown: fresh, Preset: creationToken, Fit: words("_.-", 64),
			Unproven: "made for this form: no file system has it",
			Help:     "any text that no file system was made with; at most 64 characters", Check: isToken,
		},
		{Key: "Encrypted", Label: "Encrypted", Section: "Encryption", Kind: YesNo, Required: true, Shown: fresh, Else: "true", Help: "at rest; cannot be changed later"},
		key,
		{
			Key: "PerformanceMode", Label: "Performance mode", Section: "Performance", Kind: Pick, Options: []string{"generalPurpose", "maxIO"}, Required: true, Shown: fresh,
			Else: "generalPurpose", Help: "generalPurpose for nearly all", Check: efsMode,
		},
		{Key: "singleAzFilesystem", Label: "One Zone", Section: "Performance", Kind: YesNo, Shown: fresh, Help: "in one zone alone: cheaper, lost with it", Empty: "no: Regional"},
		{
			Key: "availabilityZoneName", Label: "Zone", Section: "Performance", Kind: Pick, Required: true, Query: look(Zones), Bound: InRegion,
			Shown: func(f *Form) bool { return fresh(f) && oneZone(f) }, Help: "of a One Zone file system",
		},
	}
}

func efsID(f *Form) string {
	if id := lastName(f.point.ResourceARN); strings.HasPrefix(id, "fs-") {
		return id
	}
	return ""
}

// creationToken is one that is new for every form: EFS makes no second file system
// with the token of a first.
func creationToken(f *Form) (string, Origin) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(f.point.ARN)) // a hash takes everything
	return "bkpui-" + strconv.FormatInt(int64(f.opened), 36) + "-" + strconv.FormatUint(uint64(h.Sum32()), 36), Proposed
}

func isToken(_ *Form, v string) string {
	if len(v) > 64 {
		return "a creation token has at most 64 characters"
	}
	return ""
}

func efsMode(f *Form, v string) string {
	if v == "maxIO" && f.Is("singleAzFilesystem") {
		return "One Zone file systems have generalPurpose alone"
	}
	return ""
}

func efsPaths(f *Form, _ string) string {
	for _, path := range f.items("ItemsToRestore") {
		switch {
		case !strings.HasPrefix(path, "/"):
			return "a path begins with / at the root of the file system: " + path
		case strings.ContainsAny(path, "*?"):
			return "wildcards are taken literally: " + path
		}
	}
	return ""
}

func efsTarget(f *Form) Target {
	if f.Is("newFileSystem") {
		return Target{Effect: MakesNew}
	}
	return Target{Kind: FileSystems, ID: f.Value("file-system-id"), Effect: WritesInto}
}

func efsAfter(f *Form) []Command {
	if !f.Is("newFileSystem") {
		return nil
	}
	return []Command{{"Make a mount target in each zone, or nothing can mount it", command("aws efs create-mount-target",
		[2]string{"--file-system-id", "FILE_SYSTEM_ID"}, [2]string{"--subnet-id", "SUBNET_ID"}, [2]string{"--security-groups", "SECURITY_GROUP_ID"},
		[2]string{"--region", f.in.Region.String()})}}
}
