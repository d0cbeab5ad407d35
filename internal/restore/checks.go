package restore

// RestoreChecks are the checks before a restore, in the order in which they are read. A
// new check is one line here.
//
//nolint:revive // it stands beside CopyChecks: of two kinds of checks, each says which
func RestoreChecks() []Check {
	return []Check{
		pointCheck(),
		placeCheck(),
		ageCheck(),
		holdCheck(),
		vaultPolicyCheck(),
		callerCheck(),
		roleCheck(),
		keyCheck(),
		optInCheck(),
		targetCheck(),
		bucketCheck(),
		networkCheck(),
		instanceCheck(),
		RunningCheck(),
		durationCheck(),
	}
}

// CopyChecks are the checks before a copy, in the order in which they are read.
func CopyChecks() []Check {
	return []Check{
		copyPointCheck(),
		hopCheck(),
		vaultPolicyCheck(),
		callerCheck(),
		roleCheck(),
		sourceKeyCheck(),
		destinationCheck(),
		lifecycleCheck(),
		organizationCheck(),
		limitsCheck(),
		linkedRoleCheck(),
		optionsCheck(),
		BusyCheck(),
	}
}
