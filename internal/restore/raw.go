package restore

// raw is the form without a guide: every key that AWS returned, to be edited, and
// keys can be added.
func raw(kind string) Spec {
	s := Spec{
		Name: "raw", Of: kind, Type: kind, Title: kind + ", without a guide", Unguided: true, Fields: rawFields(kind),
		Under:       namedUnder,
		Target:      func(f *Form) Target { return rawTarget(kind, f.metadata()) },
		NotRestored: []string{"this console does not know what a restore of this type leaves out"},
		SetsOff:     []string{"this console does not know what a restore of this type sets off, or writes over: see AWS's documentation"},
	}
	switch kind {
	case "DSQL":
		s.Drops = []Drop{
			{"cluster_id", "AWS refuses it"},
			{"backup_size_bytes", "AWS refuses it"},
		}
		s.Actions = []string{"dsql:StartRestoreJob", "dsql:GetRestoreJob", "dsql:CreateCluster", "dsql:TagResource"}
	case "VirtualMachine":
		s.Tags.Never = "AWS fails a restore of a virtual machine that copies tags"
		s.Actions = []string{"backup-gateway:Restore"}
	case "CloudFormation":
		s.Actions = []string{"cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet", "cloudformation:TagResource"}
		s.SetsOff = []string{"the job ends with a change set that has to be executed by hand"}
	case "EKS":
		s.SetsOff = []string{"an existing cluster is written into: objects that it has are skipped; each nested recovery point is a job of its own"}
	}
	return s
}
