package sim

import (
	"slices"
	"testing"
)

// everyCall is one call of each operation, about things that are there and
// keep still. It asks the SDK for their names.
func everyCall(t *testing.T, w *World, account, region string) map[string]input {
	t.Helper()
	calls := map[string]input{}
	// add keeps the first of the inputs that AWS does not refuse, and returns its answer.
	add := func(op string, inputs ...input) map[string]any {
		t.Helper()
		for _, in := range inputs {
			if out, err := viaSDK(t.Context(), w, account, region, op, in); err == nil {
				calls[op] = in
				return out
			}
		}
		t.Errorf("%s: no input of %d works", op, len(inputs))
		return nil
	}
	// each is one input for every row of an answer, made of its members.
	each := func(out map[string]any, member string, names ...string) (inputs []input) {
		rows, _ := out[member].([]any)
		for _, row := range rows {
			in := input{}
			for _, name := range names {
				in[name] = row.(map[string]any)[name]
			}
			inputs = append(inputs, in)
		}
		return inputs
	}
	with := func(inputs []input, name string, value any) []input {
		var all []input
		for _, in := range inputs {
			more := input{name: value}
			for k, v := range in {
				more[k] = v
			}
			all = append(all, more)
		}
		return all
	}

	vaults := each(add("ListBackupVaults", input{"MaxResults": 100}), "BackupVaultList", "BackupVaultName")
	airGapped, err := viaSDK(t.Context(), w, account, region, "ListBackupVaults", input{"ByVaultType": "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"})
	if err != nil {
		t.Fatal(err)
	}
	add("DescribeBackupVault", vaults...)
	add("GetBackupVaultAccessPolicy", vaults...)
	add("GetBackupVaultNotifications", vaults...)
	add("ListProtectedResourcesByBackupVault", with(vaults, "MaxResults", 5)...)
	add("ListRestoreAccessBackupVaults", each(airGapped, "BackupVaultList", "BackupVaultName")...)

	before := w.Start().Add(-48 * 60 * 60 * 1e9).UTC().Format("2006-01-02T15:04:05Z")
	var points []input
	for _, in := range with(with(vaults, "MaxResults", 5), "ByCreatedBefore", before) {
		out, err := viaSDK(t.Context(), w, account, region, "ListRecoveryPointsByBackupVault", in)
		if err != nil {
			continue
		}
		found := with(each(out, "RecoveryPoints", "RecoveryPointArn"), "BackupVaultName", in["BackupVaultName"])
		if points = slices.Concat(points, found); len(found) > 0 {
			calls["ListRecoveryPointsByBackupVault"] = in
		}
	}
	add("DescribeRecoveryPoint", points...)
	add("GetRecoveryPointRestoreMetadata", points...)
	add("GetRecoveryPointIndexDetails", points...)

	resources := each(add("ListProtectedResources", input{"MaxResults": 5}), "Results", "ResourceArn")
	add("DescribeProtectedResource", resources...)
	add("ListRecoveryPointsByResource", with(resources, "MaxResults", 5)...)
	add("ListRestoreJobsByProtectedResource", resources...)
	add("ListTags", slices.Concat(tagged(points), tagged(resources))...)

	jobs := each(add("ListBackupJobs", input{"MaxResults": 5, "ByState": "COMPLETED", "ByCreatedBefore": before}), "BackupJobs", "BackupJobId")
	add("DescribeBackupJob", jobs...)
	jobs = each(add("ListCopyJobs", input{"MaxResults": 5, "ByState": "COMPLETED", "ByCreatedBefore": before}), "CopyJobs", "CopyJobId")
	add("DescribeCopyJob", jobs...)
	jobs = each(add("ListRestoreJobs", input{"MaxResults": 5, "ByStatus": "COMPLETED", "ByCreatedBefore": before}), "RestoreJobs", "RestoreJobId")
	add("DescribeRestoreJob", jobs...)
	add("GetRestoreJobMetadata", jobs...)
	jobs = each(add("ListScanJobs", input{"MaxResults": 5, "ByState": "COMPLETED", "ByCompleteBefore": before}), "ScanJobs", "ScanJobId")
	add("DescribeScanJob", jobs...)
	for _, op := range []string{"ListBackupJobSummaries", "ListCopyJobSummaries", "ListRestoreJobSummaries", "ListScanJobSummaries"} {
		add(op, input{"MaxResults": 5, "AggregationPeriod": "SEVEN_DAYS", "State": "ANY"})
	}

	plans := each(add("ListBackupPlans", input{}), "BackupPlansList", "BackupPlanId")
	add("GetBackupPlan", with(plans, "MaxScheduledRunsPreview", 3)...)
	add("ListBackupPlanVersions", plans...)
	var selections []input
	for _, plan := range plans {
		out := add("ListBackupSelections", plan)
		selections = append(selections, with(each(out, "BackupSelectionsList", "SelectionId"), "BackupPlanId", plan["BackupPlanId"])...)
	}
	add("GetBackupSelection", selections...)

	holds := each(add("ListLegalHolds", input{}), "LegalHolds", "LegalHoldId")
	add("GetLegalHold", holds...)
	add("ListRecoveryPointsByLegalHold", with(holds, "MaxResults", 5)...)
	add("GetRestoreTestingInferredMetadata", points...)
	for _, op := range []string{
		"DescribeGlobalSettings", "DescribeRegionSettings", "GetSupportedResourceTypes", "ListFrameworks", "ListReportPlans", "ListRestoreTestingPlans",
	} {
		add(op, input{})
	}
	return calls
}

// tagged turns inputs about points or resources into inputs of ListTags.
func tagged(inputs []input) (all []input) {
	for _, in := range inputs {
		for _, name := range []string{"RecoveryPointArn", "ResourceArn"} {
			if arn, ok := in[name]; ok {
				all = append(all, input{"ResourceArn": arn})
			}
		}
	}
	return all
}
