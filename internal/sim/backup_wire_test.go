package sim

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fixtures is the folder of the SDK module, which ships a request and a
// response of every operation.
func fixtures(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2/service/backup").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestRoutesMatchTheRequestsOfTheSDK(t *testing.T) {
	w, dir := New(Options{}), fixtures(t)
	for _, rt := range w.routes {
		raw, err := os.ReadFile(filepath.Join(dir, "request_snapshot", rt.name+".request.snap"))
		if err != nil {
			t.Errorf("%s is no operation of the SDK: %v", rt.name, err)
			continue
		}
		line, _, _ := strings.Cut(string(raw), "\n")
		method, target, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, slash := range []string{"", "/"} {
			u, err := url.Parse(strings.Replace(target, "?", slash+"?", 1))
			if err != nil {
				t.Fatal(err)
			}
			found, _ := w.match(&http.Request{Method: method, URL: u})
			if found != rt {
				t.Errorf("%s %s is taken for %v", method, u, found)
			}
			known := map[string]bool{}
			for _, p := range rt.query {
				known[p.name] = true
			}
			for key := range u.Query() {
				if !known[key] {
					t.Errorf("%s does not know the query member %s", rt.name, key)
				}
				delete(known, key)
			}
			for key := range known {
				t.Errorf("%s has a query member %s that the SDK has not", rt.name, key)
			}
		}
	}
}

func TestAnswersHaveOnlyMembersThatTheSDKKnows(t *testing.T) {
	w, dir := New(Options{Seed: 3}), fixtures(t)
	for name, paths := range requests(t, w) {
		raw, err := os.ReadFile(filepath.Join(dir, "response_snapshot", name+".response.snap"))
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(raw), "\n\n")
		var known any
		if err := json.Unmarshal([]byte(body), &known); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, path := range paths {
			var got any
			if err := json.Unmarshal(ask(t, w, path), &got); err != nil {
				t.Fatalf("%s %s: %v", name, path, err)
			}
			compareShape(t, name, got, known)
		}
	}
}

func compareShape(t *testing.T, at string, got, known any) {
	t.Helper()
	switch got := got.(type) {
	case map[string]any:
		shape, ok := known.(map[string]any)
		if !ok {
			t.Errorf("%s is an object", at)
			return
		}
		if value, isMap := shape["key0"]; isMap {
			for key, v := range got {
				compareShape(t, at+"."+key, v, value)
			}
			return
		}
		for key, v := range got {
			if member, ok := shape[key]; ok {
				compareShape(t, at+"."+key, v, member)
			} else {
				t.Errorf("%s has a member %s that the SDK does not know", at, key)
			}
		}
	case []any:
		shape, ok := known.([]any)
		if !ok {
			t.Errorf("%s is a list", at)
			return
		}
		for _, v := range got {
			compareShape(t, at+"[]", v, shape[0])
		}
	case string:
		if _, ok := known.(string); !ok {
			t.Errorf("%s is a string, the SDK expects %T", at, known)
		}
	case float64:
		if _, ok := known.(float64); !ok {
			t.Errorf("%s is a number, the SDK expects %T", at, known)
		}
	case bool:
		if _, ok := known.(bool); !ok {
			t.Errorf("%s is a boolean, the SDK expects %T", at, known)
		}
	}
}

// ask calls the handler of AWS Backup as the management account.
func ask(t *testing.T, w *World, path string) []byte {
	t.Helper()
	rec := httptest.NewRecorder()
	if err := w.backup(Caller{Account: w.HomeAccount(), Region: "us-east-1"}, rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)); err != nil {
		t.Fatalf("%s: %s: %s", path, err.Code, err.Message)
	}
	return rec.Body.Bytes()
}

// requests is at least one request for every operation served that reads.
func requests(t *testing.T, w *World) map[string][]string {
	t.Helper()
	vaults := func(rest string) (paths []string) {
		for _, v := range w.scopes[0].vaults {
			paths = append(paths, "/backup-vaults/"+url.PathEscape(v.name)+rest)
		}
		return paths
	}
	all := map[string][]string{
		"ListBackupVaults":                    {"/backup-vaults/", "/backup-vaults?shared=true"},
		"DescribeBackupVault":                 vaults(""),
		"GetBackupVaultAccessPolicy":          {"/backup-vaults/prod-daily/access-policy", "/backup-vaults/aws%2Fefs%2Fautomatic-backup-vault/access-policy"},
		"GetBackupVaultNotifications":         {"/backup-vaults/prod-daily/notification-configuration"},
		"ListRestoreAccessBackupVaults":       {"/logically-air-gapped-backup-vaults/airgap/restore-access-backup-vaults/"},
		"ListRecoveryPointsByBackupVault":     vaults("/recovery-points/?maxResults=1000"),
		"ListProtectedResourcesByBackupVault": vaults("/resources/"),
		"ListProtectedResources":              {"/resources/"},
		"ListBackupJobs":                      {"/backup-jobs/?maxResults=1000", "/backup-jobs?accountId=%2A&state=FAILED"},
		"ListCopyJobs":                        {"/copy-jobs/?maxResults=1000"},
		"ListRestoreJobs":                     {"/restore-jobs/?maxResults=1000"},
		"ListScanJobs":                        {"/scan/jobs?MaxResults=1000", "/scan/jobs?ByAccountId=%2A"},
		"ListBackupJobSummaries":              {"/audit/backup-job-summaries?State=ANY&ResourceType=ANY&MessageCategory=ANY&AccountId=ANY"},
		"ListCopyJobSummaries":                {"/audit/copy-job-summaries?AggregationPeriod=SEVEN_DAYS&State=COMPLETED"},
		"ListRestoreJobSummaries":             {"/audit/restore-job-summaries?AggregationPeriod=FOURTEEN_DAYS&State=AGGREGATE_ALL"},
		"ListScanJobSummaries":                {"/audit/scan-job-summaries?MalwareScanner=GUARDDUTY&ScanResultStatus=THREATS_FOUND"},
		"ListBackupPlans":                     {"/backup/plans/?includeDeleted=true"},
		"DescribeRegionSettings":              {"/account-settings"},
		"DescribeGlobalSettings":              {"/global-settings"},
		"GetSupportedResourceTypes":           {"/supported-resource-types"},
		"ListLegalHolds":                      {"/legal-holds/"},
		"ListFrameworks":                      {"/audit/frameworks"},
		"ListReportPlans":                     {"/audit/report-plans"},
		"ListRestoreTestingPlans":             {"/restore-testing/plans"},
	}
	list := func(path, member string) (rows []map[string]any) {
		var body map[string]json.RawMessage
		if err := json.Unmarshal(ask(t, w, path), &body); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(body[member], &rows); err != nil || len(rows) == 0 {
			t.Fatalf("%s lists no %s: %v", path, member, err)
		}
		return rows
	}
	add := func(name, format string, labels ...any) {
		path := format
		for _, l := range labels {
			path = strings.Replace(path, "{}", url.PathEscape(l.(string)), 1)
		}
		all[name] = append(all[name], path)
	}
	for _, p := range list("/backup-vaults/prod-daily/recovery-points?maxResults=1000", "RecoveryPoints")[:200] {
		add("DescribeRecoveryPoint", "/backup-vaults/prod-daily/recovery-points/{}", p["RecoveryPointArn"])
		add("GetRecoveryPointRestoreMetadata", "/backup-vaults/prod-daily/recovery-points/{}/restore-metadata/", p["RecoveryPointArn"])
		switch p["ResourceType"] {
		case "EBS", "EC2", "RDS", "S3", "DynamoDB", "EFS", "FSx", "Aurora", "DocumentDB", "Neptune":
			add("GetRestoreTestingInferredMetadata", "/restore-testing/inferred-metadata?BackupVaultName=prod-daily&RecoveryPointArn={}", p["RecoveryPointArn"])
		}
		if p["IndexStatus"] != nil {
			add("GetRecoveryPointIndexDetails", "/backup-vaults/prod-daily/recovery-points/{}/index", p["RecoveryPointArn"])
		}
	}
	for _, r := range list("/resources", "Results") {
		add("DescribeProtectedResource", "/resources/{}", r["ResourceArn"])
		add("ListRecoveryPointsByResource", "/resources/{}/recovery-points/", r["ResourceArn"])
		add("ListRestoreJobsByProtectedResource", "/resources/{}/restore-jobs/", r["ResourceArn"])
		add("ListTags", "/tags/{}/", list("/backup-vaults", "BackupVaultList")[0]["BackupVaultArn"])
	}
	for _, j := range list("/backup-jobs?maxResults=300", "BackupJobs") {
		add("DescribeBackupJob", "/backup-jobs/{}", j["BackupJobId"])
	}
	for _, j := range list("/copy-jobs?maxResults=300", "CopyJobs") {
		add("DescribeCopyJob", "/copy-jobs/{}", j["CopyJobId"])
	}
	for _, j := range list("/restore-jobs?maxResults=300", "RestoreJobs") {
		add("DescribeRestoreJob", "/restore-jobs/{}", j["RestoreJobId"])
		add("GetRestoreJobMetadata", "/restore-jobs/{}/metadata", j["RestoreJobId"])
	}
	for _, j := range list("/scan/jobs", "ScanJobs") {
		add("DescribeScanJob", "/scan/jobs/{}", j["ScanJobId"])
	}
	for _, h := range list("/legal-holds", "LegalHolds") {
		add("GetLegalHold", "/legal-holds/{}", h["LegalHoldId"])
		add("ListRecoveryPointsByLegalHold", "/legal-holds/{}/recovery-points/", h["LegalHoldId"])
	}
	for _, p := range list("/backup/plans", "BackupPlansList") {
		add("GetBackupPlan", "/backup/plans/{}/?MaxScheduledRunsPreview=5", p["BackupPlanId"])
		add("ListBackupPlanVersions", "/backup/plans/{}/versions/", p["BackupPlanId"])
		path := strings.Replace("/backup/plans/{}/selections/", "{}", url.PathEscape(p["BackupPlanId"].(string)), 1)
		all["ListBackupSelections"] = append(all["ListBackupSelections"], path)
		for _, s := range list(path, "BackupSelectionsList") {
			add("GetBackupSelection", path+"{}", s["SelectionId"])
		}
	}
	for _, rt := range w.routes {
		if rt.method == http.MethodGet && len(all[rt.name]) == 0 {
			t.Errorf("no request for %s", rt.name)
		}
	}
	return all
}
