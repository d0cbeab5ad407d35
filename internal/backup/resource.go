package backup

// Resource is a row of ListProtectedResources: something with at least one
// successful backup. AWS has no list of what is not protected.
type Resource struct {
	Account, Region Text
	Of              Ref[ResourceRef]
	LastBackup      Time
	LastVault       Text // ARN
	LastPoint       ARN
}
