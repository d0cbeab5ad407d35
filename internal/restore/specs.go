package restore

import "slices"

// specs are the guided ways of restoring, by type, the most natural first.
func specs() []Spec {
	return slices.Concat(
		ebs(),
		ec2(),
		rds(),
		clusters(),
		dynamodb(),
		efs(),
		s3(),
		redshift(),
		gateway(),
		timestream(),
		overwriting(),
		fsxWindows(),
		fsxLustre(),
		fsxOntap(),
		fsxOpenZFS(),
	)
}
