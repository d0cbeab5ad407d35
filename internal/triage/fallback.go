package triage

import "github.com/bkpui/bkpui/internal/backup"

// The entries about what malware scans found (AWS Backup API: ScanResultInfo, AggregatedScanResult).
const (
	malwareScan  = "result threats_found"
	malwarePoint = "point threats_found"
)

// The entries about restores whose test failed, and whose test had no result in time (AWS Backup API:
// PutRestoreValidationResult).
const (
	notValid     = "result validation_failed"
	notValidated = "result validation_timed_out"
)

// fallbackEntries are told by something else than words: by AWS's category of a job, its
// state, the kind of an error, the status of a recovery point. The class is AWS's own,
// the cause behind it is not known, and the remedy says so. Their IDs are how they are
// asked for.
func fallbackEntries() []Entry {
	const stopped = "stopped_by_user"
	read := "Read AWS's own words: they are not in the catalogue, and only the category tells what this is"
	malware := []string{
		"Restore nothing from {point|the recovery point}; take one in which a scan found nothing",
		"See in Amazon GuardDuty what was found and where: the findings of Malware Protection{account=, in account $|}{region= and Region $|}",
		"Tell who answers for security: {resource|the resource} may be infected itself",
		"Keep the recovery point until they have seen it: its lifecycle may delete it before",
	}
	around := []string{"Recovery points of {resource|the resource} made before and after it, and copies of them: what is in one is often in others"}
	support := "If the words do not help, give the job's ID to AWS Support{job=: $|}"
	category := func(id string, class Class, cause string, remedy ...string) Entry {
		return Entry{
			ID: "category " + id, Class: class, Cause: cause, Confidence: Low,
			Meaning: "AWS Backup puts this job into a category of its own, and says why in words that are not known.",
			Remedy:  append([]string{read}, append(remedy, support)...),
		}
	}
	answer := func(kind backup.Kind, class Class, cause, remedy string) Entry {
		return Entry{
			ID: "error " + string(kind), Class: class, Cause: cause, Confidence: Low,
			Meaning: "AWS answered a call with an error of this kind, and says why in words that are not known.",
			Remedy:  []string{"Read AWS's own words: they are not in the catalogue", remedy},
		}
	}
	needs := func(e Entry, actions []string) Entry {
		e.Actions = actions
		return e
	}
	return []Entry{
		category("accessdenied", AccessDenied, "access denied", "Compare what {role|the job's role} may do with what {type|the resource's type} needs"),
		category("accesskeyerror", RegionDisabled, "service or Region not active", "See whether the account may use the service in {region|the Region}"),
		category("concurrentjob", Concurrency, "another job was running", "See what else ran on {resource|the resource} at that time"),
		category("featurenotenabled", Other, "feature not enabled", "See whether the feature is enabled in the settings of AWS Backup"),
		category("hypervisoroffline", HypervisorGateway, "hypervisor offline", "See whether the gateway reaches the hypervisor"),
		category("invalidlifecycle", LockOrLifecycle, "lifecycle or window refused", "Compare the retention of {rule|the rule} with the limits of {vault|the vault}"),
		category("invalidstate", ResourceState, "resource in the wrong state", "See which state {resource|the resource} is in"),
		category("jobexpired", WindowExpired, "window closed", "{!began}See what {resource|the resource} waited for, and how long the {never began=start window|windows} of {rule|the rule} {never began=is|are}", "{?began}See why {resource|the resource} takes so long, and how long the completion window of {rule|the rule} is"),
		needs(category("kmskeyerror", KMS, "encryption key not usable", "See whether {key|the key} is enabled and its policy lets {role|the job's role} use it"), keyActions()),
		category("limitexceeded", Quota, "a limit was reached", "See which quota the words name, and how much of it is used in {scope|the scope}"),
		category("resourcenotfound", ResourceMissing, "something is not there", "See whether {resource|the resource} and {vault|the vault} still exist"),
		category("resourcenotsupported", ResourceUnsupported, "resource not supported", "See whether {type|the type} can be backed up in {region|the Region}"),
		category("tagcopyerror", Tagging, "tags were not copied", "See which tags the recovery point lacks; its data is there"),
		category("tokenexpired", CredentialsExpired, "token expired", "Run the job again"),
		category("unsupportedoperation", ResourceUnsupported, "operation not supported", "See whether {type|the type} supports this here"),
		category("vsserror", VSSAgent, "VSS trouble", "See the VSS logs on {resource|the instance}"),
		category("fatalerror", ServiceInternal, "fatal error", "Run the job again"),
		answer(backup.AccessDenied, AccessDenied, "access denied", "Compare what {caller|the caller} may do with {action|the action that was denied}"),
		answer(backup.Throttled, Throttling, "AWS throttles the calls", "Wait, and make fewer calls at a time in {scope|the scope}"),
		answer(backup.Credentials, CredentialsExpired, "credentials refused", "Log in again"),
		answer(backup.RegionOff, RegionDisabled, "Region not enabled", "Enable {region|the Region} for {account=account $|the account of the call}, or leave it out"),
		answer(backup.Quota, Quota, "a quota is reached", "See in Service Quotas which one is used up in {scope|the scope}"),
		answer(backup.Unreachable, Connectivity, "AWS not reached", "Try again; see the network between this machine and {region|the Region}"),
		answer(backup.InternalError, ServiceInternal, "internal error of AWS", "Try again; see the AWS Health Dashboard"),
		{
			ID: malwareScan, Class: Other, Cause: "malware found by a scan", Confidence: High, Root: []string{"point"},
			Meaning: "The scan was completed, and found threats in a recovery point of {resource|the resource}: a restore of it brings them back.",
			Remedy:  malware,
			Also:    around,
		},
		{
			ID: notValid, Class: Other, Cause: "restored, but found not valid", Confidence: High, Root: []string{"resource"},
			Meaning: "The restore was completed, and the test of what it restored says FAILED: {point|the recovery point} may not bring back what {resource|the resource} needs.",
			Remedy: []string{
				"Read what the test says, and ask whoever wrote it: AWS knows the result only",
				"See what was restored while it is there: what a restore test made is deleted when its validation window ends",
				"Restore another recovery point of {resource|the resource} and test that: it tells whether this one is wrong, or the test",
				"Until then do not count on {point|this recovery point}",
			},
			Also: []string{"Whether the test failed before: other restore jobs of {resource|the resource}"},
		},
		{
			ID: notValidated, Class: Other, Cause: "restored, but not validated in time", Confidence: High, Root: []string{"resource"},
			Meaning: "The restore was completed, and nobody told in its validation window what a test of it found (TIMED_OUT). That {resource|the resource} can be restored is proven; that what it needs comes back is not.",
			Remedy: []string{
				"See what is to test it: most often an EventBridge rule on the end of the restore job, which starts the test and puts its result (PutRestoreValidationResult)",
				"See whether that ran, may put the result, and is done within the validation window of the restore testing selection; make the window longer if not",
				"Restore it again for a result: TIMED_OUT is final, and what the test made is deleted",
				"Where nothing is meant to test it, let the selection have no validation window",
			},
			Also: []string{"Whether the test ended in time before: other restore jobs of {resource|the resource}"},
		},
		{
			ID: malwarePoint, Class: Other, Cause: "malware found", Confidence: High, Root: []string{"point"},
			Meaning: "Malware scans found threats in a recovery point of {resource|the resource}: a restore of it brings them back.",
			Remedy:  malware,
			Also:    around,
		},
		{
			ID: "state expired", Class: WindowExpired, Cause: "{?began}window closed before the end\nthe start window closed", Confidence: Low, Root: []string{"rule in plan", "account"},
			Meaning: "{?began}The job is EXPIRED: it began, and did not end before its completion window closed.\n" +
				"The job is EXPIRED: it could not start before its start window closed.",
			Remedy: []string{
				"{?began}See why {resource|the resource} takes so long, and make the completion window of {rule|the rule} longer",
				"{!began}See what {resource|the resource} waited for: other jobs of it, or too many jobs at once in {scope|the scope}",
				"{!began}Make the start window of {rule|the rule} longer, or its schedule another",
			},
		},
		{
			ID: "state aborted", Class: StoppedByUser, Cause: "{?restore job}restore stopped\n{?scan job}scan stopped\nstopped", Group: stopped, ByKind: true, Confidence: Low, Root: []string{"account"},
			Meaning: "The job was aborted, and AWS does not say why. A backup job is when somebody stops it (StopBackupJob); AWS Backup has no call that stops a restore.",
			Remedy:  []string{"See in CloudTrail what was done to {job|the job} and its resource when it ended", "Run it again if its result is needed"},
		},
		{
			ID: "state canceled", Class: StoppedByUser, Cause: "{?restore job}restore stopped\n{?scan job}scan stopped\nstopped", Group: stopped, ByKind: true, Confidence: Low, Root: []string{"account"},
			Meaning: "The job was cancelled, and AWS does not say why.",
			Remedy:  []string{"See in CloudTrail who cancelled {job|the job}", "Run it again if its result is needed"},
		},
		{
			ID: "state partial", Class: PartialData, Cause: "some parts failed", Confidence: Low,
			Meaning: "The job has parts, and not all of them were completed.",
			Remedy:  []string{"Open the children of {job|the job}: each that failed says why"},
		},
		{
			ID: "state completed_with_issues", Class: PartialData, Cause: "completed with issues", Confidence: Low,
			Meaning: "The job ended, and not all of it went well.",
			Remedy:  []string{"Read AWS's own words and the events of {job|the job}"},
		},
		{
			ID: "point expired", Class: LockOrLifecycle, Cause: "could not be deleted", Confidence: Medium, Root: []string{"account"}, // whose roles delete
			Meaning: "The recovery point is EXPIRED: it should be gone, and AWS Backup could not delete it. It costs as before, and keeps {vault|its vault} from being deleted.",
			Remedy: []string{
				"Let the role of the backup plan delete points of {type|this type}, and create service-linked roles (iam:CreateServiceLinkedRole); create the role again where it was deleted",
				"See whether a legal hold, a lock of the snapshot, an AMI that uses it, or a Deny in the access policy of {vault|the vault} keeps it",
				"See whether {key|its key} is enabled",
				"Delete {point|the recovery point} again",
			},
			Also: []string{"CloudTrail: errors of the delete calls that backup.amazonaws.com made"},
		},
		{
			ID: "point stopped", Class: ResourceState, Cause: "continuous backup stopped", Confidence: Medium, Root: []string{"resource"},
			Meaning: "The continuous recovery point of {resource|the resource} is STOPPED: changes are not recorded any more. It can be restored until its data ages out.",
			Remedy: []string{
				"See whether {resource|the resource} is still selected by a rule with continuous backup",
				"See whether the role of that rule still has the rights that continuous backup needs",
				"A new continuous recovery point begins with the next run of the rule",
			},
			Also: []string{"Whether somebody disassociated the recovery point (CloudTrail: DisassociateRecoveryPoint)"},
		},
		{
			ID: "point deleting", Class: ServiceInternal, Cause: "deletion hangs", Confidence: Medium, Root: []string{"account"},
			Meaning: "The recovery point should have been gone days ago and is still DELETING. It may become EXPIRED.",
			Remedy: []string{
				"Wait until it is gone or EXPIRED; then delete {point|it} again",
				"If it stays, give the ARN to AWS Support: {point|of the recovery point}",
			},
		},
		{
			ID: "point partial", Class: PartialData, Cause: "some parts failed", Confidence: Low, Root: []string{"resource"},
			Meaning: "The recovery point has parts, and not all of them were made.",
			Remedy:  []string{"Open its children: what is missing can't be restored from it", "See the jobs that made it: each that failed says why"},
		},
	}
}
