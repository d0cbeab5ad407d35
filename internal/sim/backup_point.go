package sim

// named finds the recovery point that a request names.
func (c *call) named() (point, *vault, *apiError) {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return point{}, nil, err
	}
	p, ok := c.find(v, c.labels[1])
	if !ok {
		return point{}, nil, notFound("Cannot find recovery point: %s", c.labels[1])
	}
	return p, v, nil
}

func describeRecoveryPoint(c *call) *apiError {
	p, v, err := c.named()
	if err != nil {
		return err
	}
	c.writePoint(p, v)
	storage := "WARM"
	switch {
	case p.status == pointDeleting:
		storage = "DELETED"
	case p.coldAt(c.now):
		storage = "COLD"
	}
	c.out.text("StorageClass", storage)
	if found, at := p.scan(c.now); at > 0 {
		c.out.list("ScanResults", func() {
			c.out.open()
			c.out.text("MalwareScanner", "GUARDDUTY")
			c.out.text("ScanJobState", stateCompleted)
			c.out.time("LastScanTimestamp", at)
			c.out.list("Findings", func() {
				if found {
					c.out.item("MALWARE")
				}
			})
			c.out.close()
		})
	}
	return nil
}

func getRestoreMetadata(c *call) *apiError {
	p, v, err := c.named()
	if err != nil {
		return err
	}
	c.out.text("BackupVaultArn", v.arn)
	c.out.text("RecoveryPointArn", c.labels[1])
	c.out.text("ResourceType", p.kindName())
	c.writeMap("RestoreMetadata", p.metadata())
	return nil
}

func getIndexDetails(c *call) *apiError {
	p, v, err := c.named()
	if err != nil {
		return err
	}
	status := p.indexStatus()
	if status == "" {
		return notFound("No backup index exists for recovery point: %s", c.labels[1])
	}
	c.out.text("RecoveryPointArn", c.labels[1])
	c.out.text("BackupVaultArn", v.arn)
	c.out.text("SourceResourceArn", p.resourceARN())
	c.out.text("IndexStatus", status)
	c.out.time("IndexCreationDate", p.run.ended+minute)
	if status == "ACTIVE" {
		c.out.time("IndexCompletionDate", p.run.ended+19*minute)
		c.out.number("TotalItemsIndexed", int64(1000+p.roll(11)%4_000_000))
	}
	return nil
}

// parentARN is the point that a nested one belongs to.
func (p point) parentARN(now int64) string {
	parent, _ := p.parent().point(now)
	parent.vault = p.vault
	return parent.arn()
}
