package sim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A route is one operation of AWS Backup: its request line and its answer.
type route struct {
	name    string
	method  string
	path    string // {label} matches one percent-encoded segment
	query   []param
	paged   bool
	status  int  // of a good answer; with 0 it is 200
	void    bool // the answer has no body
	counts  bool // the answer is of summaries
	answer  func(*call) *apiError
	pattern []string
}

// A call is one request to AWS Backup.
type call struct {
	w      *World
	caller Caller
	scope  *scope
	route  *route
	labels []string
	query  url.Values
	now    int64
	out    *jsonBody
	body   []byte // of a request that changes something

	started string // the ID of the job that it started
	again   bool   // before, with the same token
}

// backupRoutes is every operation served: AWS Backup API 2018-11-15.
func backupRoutes() []*route {
	routes := []*route{
		list("ListBackupJobs", "/backup-jobs", listBackupJobs,
			arnText("resourceArn"), oneOf("state", backupJobStates...), text("backupVaultName"), when("createdBefore"), when("createdAfter"),
			text("resourceType"), accountOrAll("accountId"), when("completeAfter"), when("completeBefore"), text("parentJobId"), text("messageCategory")),
		get("DescribeBackupJob", "/backup-jobs/{backupJobId}", describeBackupJob),
		list("ListCopyJobs", "/copy-jobs", listCopyJobs,
			arnText("resourceArn"), oneOf("state", copyJobStates...), when("createdBefore"), when("createdAfter"), text("resourceType"),
			arnText("destinationVaultArn"), accountOrAll("accountId"), when("completeBefore"), when("completeAfter"), text("parentJobId"),
			text("messageCategory"), arnText("sourceRecoveryPointArn")),
		get("DescribeCopyJob", "/copy-jobs/{copyJobId}", describeCopyJob),
		list("ListRestoreJobs", "/restore-jobs", listRestoreJobs,
			accountOrAll("accountId"), text("resourceType"), when("createdBefore"), when("createdAfter"), oneOf("status", restoreJobStates...),
			when("completeBefore"), when("completeAfter"), arnText("restoreTestingPlanArn"), text("parentJobId")),
		get("DescribeRestoreJob", "/restore-jobs/{restoreJobId}", describeRestoreJob),
		get("GetRestoreJobMetadata", "/restore-jobs/{restoreJobId}/metadata", getRestoreJobMetadata),
		list("ListRestoreJobsByProtectedResource", "/resources/{resourceArn}/restore-jobs", listRestoreJobsByResource,
			oneOf("status", restoreJobStates...), when("recoveryPointCreationDateAfter"), when("recoveryPointCreationDateBefore")),
		list("ListScanJobs", "/scan/jobs", listScanJobs,
			accountOrAll("ByAccountId"), text("ByBackupVaultName"), when("ByCompleteAfter"), when("ByCompleteBefore"), oneOf("ByMalwareScanner", "GUARDDUTY"),
			arnText("ByRecoveryPointArn"), arnText("ByResourceArn"), oneOf("ByResourceType", "EBS", "EC2", "S3"),
			oneOf("ByScanResultStatus", "NO_THREATS_FOUND", "THREATS_FOUND", "UNKNOWN"), oneOf("ByState", scanJobStates...)),
		get("DescribeScanJob", "/scan/jobs/{ScanJobId}", describeScanJob),
	}
	routes = append(routes, vaultRoutes()...)
	routes = append(routes, planRoutes()...)
	routes = append(routes, accountRoutes()...)
	routes = append(routes, changeRoutes()...)
	for _, r := range routes {
		r.pattern = strings.Split(strings.Trim(r.path, "/"), "/")
	}
	return routes
}

// vaultRoutes are the operations on vaults, points and resources.
func vaultRoutes() []*route {
	owner := account12("backupVaultAccountId")
	return []*route{
		list("ListBackupVaults", "/backup-vaults", listBackupVaults,
			oneOf("vaultType", standardVault, airGapped, restoreAccess), boolean("shared")),
		get("DescribeBackupVault", "/backup-vaults/{backupVaultName}", describeBackupVault, owner),
		list("ListRecoveryPointsByBackupVault", "/backup-vaults/{backupVaultName}/recovery-points", listPointsByVault,
			owner, arnText("resourceArn"), text("resourceType"), text("backupPlanId"), when("createdBefore"),
			when("createdAfter"), arnText("parentRecoveryPointArn")),
		get("GetBackupVaultAccessPolicy", "/backup-vaults/{backupVaultName}/access-policy", getBackupVaultAccessPolicy),
		get("GetBackupVaultNotifications", "/backup-vaults/{backupVaultName}/notification-configuration", getBackupVaultNotifications),
		list("ListProtectedResourcesByBackupVault", "/backup-vaults/{backupVaultName}/resources", listProtectedResourcesByVault, owner),
		get("DescribeRecoveryPoint", "/backup-vaults/{backupVaultName}/recovery-points/{recoveryPointArn}", describeRecoveryPoint, owner),
		get("GetRecoveryPointRestoreMetadata", "/backup-vaults/{backupVaultName}/recovery-points/{recoveryPointArn}/restore-metadata", getRestoreMetadata, owner),
		get("GetRecoveryPointIndexDetails", "/backup-vaults/{backupVaultName}/recovery-points/{recoveryPointArn}/index", getIndexDetails),
		list("ListRestoreAccessBackupVaults", "/logically-air-gapped-backup-vaults/{backupVaultName}/restore-access-backup-vaults", listRestoreAccessBackupVaults),
		list("ListProtectedResources", "/resources", listProtectedResources),
		get("DescribeProtectedResource", "/resources/{resourceArn}", describeProtectedResource),
		list("ListRecoveryPointsByResource", "/resources/{resourceArn}/recovery-points", listPointsByResource, boolean("managedByAWSBackupOnly")),
	}
}

// planRoutes are the operations on plans and their selections.
func planRoutes() []*route {
	return []*route{
		list("ListBackupPlans", "/backup/plans", listBackupPlans, boolean("includeDeleted")),
		get("GetBackupPlan", "/backup/plans/{backupPlanId}", getBackupPlan, text("versionId"), number("MaxScheduledRunsPreview", 0, 10)),
		list("ListBackupPlanVersions", "/backup/plans/{backupPlanId}/versions", listPlanVersions),
		list("ListBackupSelections", "/backup/plans/{backupPlanId}/selections", listSelections),
		get("GetBackupSelection", "/backup/plans/{backupPlanId}/selections/{selectionId}", getSelection),
	}
}

// accountRoutes are summaries, settings, tags and audit.
func accountRoutes() []*route {
	grouped := []string{anyValue, aggregateAll}
	period := oneOf("AggregationPeriod", "ONE_DAY", "SEVEN_DAYS", "FOURTEEN_DAYS")
	states := func(own []string, more ...string) param { return oneOf("State", slices.Concat(own, more, grouped)...) }
	return []*route{
		count("ListBackupJobSummaries", "/audit/backup-job-summaries", listBackupJobSummaries,
			text("AccountId"), states(backupJobStates), text("ResourceType"), text("MessageCategory"), period),
		count("ListCopyJobSummaries", "/audit/copy-job-summaries", listCopyJobSummaries,
			text("AccountId"), states(copyJobStates, "ABORTING", "ABORTED", "COMPLETING", "FAILING"), text("ResourceType"), text("MessageCategory"), period),
		count("ListRestoreJobSummaries", "/audit/restore-job-summaries", listRestoreJobSummaries,
			text("AccountId"), states(restoreJobStates, "CREATED"), text("ResourceType"), period),
		count("ListScanJobSummaries", "/audit/scan-job-summaries", listScanJobSummaries,
			text("AccountId"), text("ResourceType"), oneOf("MalwareScanner", "GUARDDUTY"),
			oneOf("ScanResultStatus", "NO_THREATS_FOUND", "THREATS_FOUND", "UNKNOWN"), states(scanJobStates), period),
		list("ListTags", "/tags/{resourceArn}", listTags),
		get("DescribeRegionSettings", "/account-settings", describeRegionSettings),
		get("DescribeGlobalSettings", "/global-settings", describeGlobalSettings),
		get("GetSupportedResourceTypes", "/supported-resource-types", getSupportedResourceTypes),
		list("ListLegalHolds", "/legal-holds", listLegalHolds),
		get("GetLegalHold", "/legal-holds/{legalHoldId}", getLegalHold),
		list("ListRecoveryPointsByLegalHold", "/legal-holds/{legalHoldId}/recovery-points", listPointsByLegalHold),
		list("ListFrameworks", "/audit/frameworks", listFrameworks),
		list("ListReportPlans", "/audit/report-plans", listReportPlans),
		list("ListRestoreTestingPlans", "/restore-testing/plans", listRestoreTestingPlans),
		get("GetRestoreTestingInferredMetadata", "/restore-testing/inferred-metadata", getInferredMetadata,
			text("BackupVaultName"), arnText("RecoveryPointArn"), account12("BackupVaultAccountId")),
	}
}

func get(name, path string, answer func(*call) *apiError, query ...param) *route {
	return &route{name: name, method: http.MethodGet, path: path, answer: answer, query: query}
}

func list(name, path string, answer func(*call) *apiError, query ...param) *route {
	r := get(name, path, answer, query...)
	r.paged = true
	r.query = append(r.query, text(r.pageKey()), text(r.tokenKey()))
	return r
}

func count(name, path string, answer func(*call) *apiError, query ...param) *route {
	r := list(name, path, answer, query...)
	r.counts = true
	return r
}

// pascal says whether the operation writes its query keys in PascalCase.
func (r *route) pascal() bool {
	return strings.HasPrefix(r.path, "/audit/") || strings.HasPrefix(r.path, "/scan/") || strings.HasPrefix(r.path, "/restore-testing/")
}

func (r *route) pageKey() string {
	if r.pascal() {
		return "MaxResults"
	}
	return "maxResults"
}

func (r *route) tokenKey() string {
	if r.pascal() {
		return "NextToken"
	}
	return "nextToken"
}

func (r *route) answerToken() string { return "NextToken" }

// match finds the operation of a request, with or without a trailing slash.
// Labels are matched percent-encoded, so that an ARN with slashes is one.
func (w *World) match(r *http.Request) (*route, []string) {
	segments := strings.Split(strings.Trim(r.URL.EscapedPath(), "/"), "/")
	for _, rt := range w.routes {
		if rt.method != r.Method || len(rt.pattern) != len(segments) {
			continue
		}
		if labels, ok := rt.labels(segments); ok {
			return rt, labels
		}
	}
	return nil, nil
}

func (r *route) labels(segments []string) (labels []string, ok bool) {
	for i, want := range r.pattern {
		if want[0] != '{' {
			if want != segments[i] {
				return nil, false
			}
			continue
		}
		label, err := url.PathUnescape(segments[i])
		if err != nil || label == "" {
			return nil, false
		}
		labels = append(labels, label)
	}
	return labels, true
}

// backupOperation names the operation of a request; "" when AWS Backup has
// none such here.
func (w *World) backupOperation(r *http.Request) string {
	if rt, _ := w.match(r); rt != nil {
		return rt.name
	}
	return ""
}
