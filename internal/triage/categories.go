package triage

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// Categories are the MessageCategories that AWS Backup's documentation names. The list is open:
// AWS may write others into a job, which are told by the job's words alone.
func Categories() []string {
	return []string{
		"ACCESS_DENIED", "ACCESS_KEY_ERROR", "CONCURRENT_JOB", "FATAL_ERROR", "FEATURE_NOT_ENABLED", "HYPERVISOR_OFFLINE",
		"INVALID_LIFECYCLE", "INVALID_STATE", "JOB_EXPIRED", "KMS_KEY_ERROR", "LIMIT_EXCEEDED", "MISCELLANEOUS",
		"RESOURCE_NOT_FOUND", "RESOURCE_NOT_SUPPORTED", "SUCCESS", "TAG_COPY_ERROR", "TOKEN_EXPIRED", "UNSUPPORTED_OPERATION", "VSS_ERROR",
	}
}

// KnownCategory reports whether the documentation names a category, in any spelling.
func KnownCategory(name string) bool {
	return slices.ContainsFunc(Categories(), func(c string) bool { return backup.SameCategory(c, name) })
}
