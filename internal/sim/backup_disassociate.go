package sim

func disassociateRecoveryPoint(c *call) *apiError {
	p, v, err := c.own()
	if err != nil {
		return err
	}
	if err := c.admits(v, "backup:DisassociateRecoveryPoint"); err != nil {
		return err
	}
	switch {
	case p.s.kind != continuous:
		return refuse("InvalidRequestException", "Recovery point %s is not a continuous backup.", c.labels[1])
	case p.status != pointAvailable && p.status != pointStopped:
		return refuse("InvalidResourceStateException", "Recovery point %s is in state %s.", c.labels[1], p.status)
	}
	p.change(func(e *edit) { e.released = c.now })
	if p.resource().kind.name != "S3" {
		p.leaves(c.now + releasing)
	}
	return nil
}

func disassociateFromParent(c *call) *apiError {
	p, v, err := c.own()
	if err != nil {
		return err
	}
	if err := c.admits(v, "backup:DisassociateRecoveryPointFromParent"); err != nil {
		return err
	}
	switch {
	case p.child == 0 || p.detached:
		return refuse("InvalidRequestException", "Recovery point %s is not nested in another.", c.labels[1])
	case p.kindName() == "EKS":
		return refuse("InvalidRequestException", "The cluster state of a composite recovery point cannot be disassociated.")
	}
	p.change(func(e *edit) { e.detached = c.now })
	return nil
}
