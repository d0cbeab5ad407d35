package sim

import (
	"slices"
	"strings"
)

// s3 checks a bucket, new or there already, or items of it.
func (r *restoring) s3() *apiError {
	r.knows("BucketName")
	if err := r.required("DestinationBucketName"); err != nil {
		return err
	}
	if err := r.oneOf("EncryptionType", "original", "SSE-S3", "SSE-KMS"); err != nil {
		return err
	}
	anew, err := r.flag("NewBucket")
	if err != nil {
		return err
	}
	if _, err := r.flag("RestoreACLs"); err != nil {
		return err
	}
	if r.has("ItemsToRestore") {
		items, err := r.list("ItemsToRestore")
		if err != nil {
			return err
		}
		if err := r.items("ItemsToRestore", items, false); err != nil {
			return err
		}
	}
	if v := r.text("RestoreLatestVersionsUpTo"); v != "" && v != "all" {
		if _, err := r.number("RestoreLatestVersionsUpTo", 1, 1_000_000); err != nil {
			return err
		}
	}
	if err := r.pointInTime(15*minute, "RestoreTime", ""); err != nil {
		return err
	}
	switch encryption := r.text("EncryptionType"); {
	case encryption == "SSE-KMS" && !r.has("KMSKey"):
		return r.required("KMSKey")
	case encryption == "SSE-KMS":
		r.encrypts("KMSKey")
	default:
		r.knows("KMSKey")
		from := r.p.resource().scope.region
		r.failsIf(encryption != "SSE-S3" && from != r.scope.region, "The original encryption cannot be kept: the backup was copied from another Region.")
	}
	r.intoBucket(r.text("DestinationBucketName"), anew)
	return nil
}

// intoBucket restores into a bucket of the account and Region, which may be new.
func (r *restoring) intoBucket(name string, anew bool) {
	r.arn = "arn:aws:s3:::" + name
	in, bucket := r.w.bucket(name)
	versioning := map[string]any{}
	if bucket != nil {
		versioning, _ = bucket.properties()["VersioningConfiguration"].(map[string]any)
	}
	coming := slices.ContainsFunc(r.w.scopes, func(s *scope) bool { return s.expects("AWS::S3::Bucket", name) })
	switch {
	case anew && !bucketName(name):
		r.fails("The specified bucket is not valid: " + name)
	case anew && (bucket != nil || coming):
		r.fails("The requested bucket name is not available: " + name + " already exists")
	case anew:
		r.made("AWS::S3::Bucket", name, r.arn, map[string]any{
			"BucketName": name, "RegionalDomainName": name + ".s3." + r.scope.region + ".amazonaws.com",
			"VersioningConfiguration": map[string]any{"Status": "Enabled"},
		})
	case bucket == nil || in.account != r.scope.account:
		r.fails("The specified bucket does not exist: " + name)
	case in != r.scope:
		r.fails("The bucket " + name + " is not in the Region of the recovery point")
	case versioning["Status"] != "Enabled":
		r.fails("Versioning is not enabled on " + name)
	}
}

// bucketName says whether S3 takes a name.
func bucketName(name string) bool {
	return len(name) >= 3 && len(name) <= 63 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == "" &&
		strings.Trim(name[:1]+name[len(name)-1:], ".-") == name[:1]+name[len(name)-1:]
}
