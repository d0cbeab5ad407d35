package sim

// metadata is what GetRecoveryPointRestoreMetadata answers.
func (p point) metadata() map[string]string  { return map[string]string{} }
func (p point) submitted() map[string]string { return p.metadata() }
