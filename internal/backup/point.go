package backup

// RecoveryPoint is a row of ListRecoveryPointsByBackupVault. Its storage class
// and scan results come from DescribeRecoveryPoint only and are not here.
type RecoveryPoint struct {
	ARN    ARN
	In     Ref[VaultRef]
	Of     Ref[ResourceRef]
	By     Ref[CreatedBy]
	Status Text // COMPLETED PARTIAL DELETING EXPIRED AVAILABLE STOPPED CREATING
	Parent Text // ARN of the composite one
	More   Ref[PointMore]

	Created      Time
	Completed    Time
	ColdAt       Time  // CalculatedLifecycle.MoveToColdStorageAt
	DeleteAt     Time  // CalculatedLifecycle.DeleteAt; zero = kept always
	SizeBytes    int64 // as AWS reports it: 0 for RDS, empty for others; see SizeKnown
	Encrypted    bool
	IsParent     bool
	SizeKnown    bool // AWS gave a size (RDS reports 0, Aurora none)
	ScanFindings bool // AggregatedScanResult has findings
	ScanFailed   bool
	Scanned      bool // AggregatedScanResult is there
	Brief        bool // from ListRecoveryPointsByResource, which tells no lifecycle, plan or source vault
}

// PointMore is what most recovery points of a vault have in common, or lack.
type PointMore struct {
	Message     Text
	Key         Text // ARN; empty for unencrypted ones
	Source      Text // ARN of the vault that it was copied from
	Index       Text // PENDING ACTIVE FAILED DELETING; empty when never indexed
	LastRestore Time
	Found       Time // when the findings of malware scans were last counted together; zero = there are none
}

// ColdSince returns when the point moved to cold storage by its lifecycle, zero
// when that is still to come at now.
func (p *RecoveryPoint) ColdSince(now Time) Time {
	if p.ColdAt != 0 && p.ColdAt <= now {
		return p.ColdAt
	}
	return 0
}
