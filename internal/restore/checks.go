package restore

// RestoreChecks are the checks of a restore, in the order in which they are read. A
// new check is one line here.
func RestoreChecks() []Check {
	return []Check{
		pointCheck(),
		placeCheck(),
		newerCheck(),
		holdCheck(),
		vaultPolicyCheck(),
		callerCheck(),
		roleCheck(),
		keyCheck(),
		optInCheck(),
		targetCheck(),
		networkCheck(),
		instanceCheck(),
		runningCheck(),
		durationCheck(),
	}
}

// CopyChecks are the checks of a copy to another vault, in the order in which they are
// read.
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
		busyCheck(),
	}
}
