package sim

func listSelections(c *call) *apiError {
	p, err := c.plan()
	if err != nil {
		return err
	}
	return rows(c, "BackupSelectionsList", p.selections, func(s *selection) string { return s.id }, func(j *jsonBody, s *selection) {
		j.text("SelectionId", s.id)
		j.text("SelectionName", s.name)
		j.text("BackupPlanId", p.id)
		j.time("CreationDate", s.created)
		j.text("IamRoleArn", p.scope.role)
		j.text("CreatorRequestId", uuid(hashText(p.scope.seed, s.id)))
	})
}

func getSelection(c *call) *apiError {
	p, err := c.plan()
	if err != nil {
		return err
	}
	for _, s := range p.selections {
		if s.id == c.labels[1] {
			c.writeSelection(p, s)
			return nil
		}
	}
	return notFound("Cannot find Backup selection with ID %s", c.labels[1])
}

func (c *call) writeSelection(p *plan, s *selection) {
	j := c.out
	j.text("BackupPlanId", p.id)
	j.text("SelectionId", s.id)
	j.time("CreationDate", s.created)
	j.text("CreatorRequestId", uuid(hashText(p.scope.seed, s.id)))
	j.object("BackupSelection", func() {
		j.text("SelectionName", s.name)
		j.text("IamRoleArn", p.scope.role)
		j.texts("Resources", s.resources)
		j.texts("NotResources", s.not)
		if s.tag != "" {
			j.list("ListOfTags", func() {
				j.open()
				j.text("ConditionType", "STRINGEQUALS")
				j.text("ConditionKey", "backup")
				j.text("ConditionValue", s.tag)
				j.close()
			})
		}
		if s.env != "" {
			j.object("Conditions", func() {
				j.list("StringEquals", func() {
					j.open()
					j.text("ConditionKey", "aws:ResourceTag/env")
					j.text("ConditionValue", s.env)
					j.close()
				})
			})
		}
	})
}
