package sim

import "strings"

// mostItems bounds an item-level restore (Developer Guide: Restoring EFS, S3, EBS).
const mostItems = 5

// items checks the paths or prefixes of an item-level restore.
func (r *restoring) items(key string, paths []string, absolute bool) *apiError {
	if len(paths) == 0 || len(paths) > mostItems {
		return invalid("Invalid restore metadata. %s must name 1 to %d items.", key, mostItems)
	}
	for _, path := range paths {
		if path == "" || len(path) >= 1024 || absolute && (!strings.Contains(path, "/") || strings.ContainsAny(path, "*?")) {
			return invalid("Invalid restore metadata. %s holds a path that is not valid: %s", key, path)
		}
	}
	return nil
}

// efs checks a file system, new or there already, or items of it.
func (r *restoring) efs() *apiError {
	if err := r.required("file-system-id", "newFileSystem"); err != nil {
		return err
	}
	anew, err := r.flag("newFileSystem")
	if err != nil {
		return err
	}
	encrypt, err := r.flag("Encrypted")
	if err != nil {
		return err
	}
	oneZone, err := r.flag("singleAzFilesystem")
	if err != nil {
		return err
	}
	if err := r.oneOf("PerformanceMode", "generalPurpose", "maxIO"); err != nil {
		return err
	}
	if r.has("ItemsToRestore") {
		paths, err := r.list("ItemsToRestore")
		if err != nil {
			return err
		}
		if err := r.items("ItemsToRestore", paths, true); err != nil {
			return err
		}
	}
	r.encrypts("KmsKeyId")
	zone, token := r.text("availabilityZoneName"), r.text("CreationToken")
	switch {
	case !anew:
		return r.intoFileSystem()
	case token == "":
		return r.required("CreationToken")
	case r.has("KmsKeyId") && !encrypt:
		return invalid("Invalid restore metadata. Encrypted must be true when KmsKeyId is set.")
	case oneZone && zone == "":
		return r.required("availabilityZoneName")
	case oneZone && r.text("PerformanceMode") == "maxIO":
		return invalid("Invalid restore metadata. A One Zone file system must be of performance mode generalPurpose.")
	}
	r.failsIf(zone != "" && !r.scope.zone(zone), "The specified Availability Zone does not exist: "+zone)
	r.failsIf(token == r.p.metadata()["CreationToken"] || r.scope.taken(creationToken, token), "File system with creation token '"+token+"' already exists")
	if encrypt && r.key == "" {
		r.key = r.managedKey("elasticfilesystem")
	}
	id := r.newID("fs-")
	r.made("AWS::EFS::FileSystem", id, r.arnOf("elasticfilesystem", "file-system/"+id), r.encrypted("Encrypted", map[string]any{
		"FileSystemId": id, "PerformanceMode": r.text("PerformanceMode"), "CreationToken": token,
	}))
	r.makes = append(r.makes, thing{kind: creationToken, id: token, props: map[string]any{"FileSystemId": id}})
	return nil
}

// creationToken is how the inventory knows that a token of EFS was used.
const creationToken = "AWS::EFS::CreationToken"

// intoFileSystem restores into a directory of a file system that is there.
func (r *restoring) intoFileSystem() *apiError {
	id := r.text("file-system-id")
	if !strings.HasPrefix(id, "fs-") {
		return invalid("Invalid restore metadata. file-system-id is not valid: %s", id)
	}
	r.failsIf(!r.scope.holds("AWS::EFS::FileSystem", id), "File system '"+id+"' does not exist.")
	r.key = ""
	r.arn = r.arnOf("elasticfilesystem", "file-system/"+id)
	return nil
}

// managedKey is the ARN of AWS's own key of a service, "" where the account has none.
func (r *restoring) managedKey(service string) string {
	if t := r.scope.thing(aliasThing, "alias/aws/"+service); t != nil {
		return r.arnOf("kms", "key/"+t.text("TargetKeyId"))
	}
	return ""
}

// encrypted adds to properties what the restore encrypts with.
func (r *restoring) encrypted(member string, props map[string]any) map[string]any {
	props[member] = r.key != ""
	if r.key != "" {
		props["KmsKeyId"] = r.key
	}
	return props
}
