package restore

import "slices"

// Specs returns every guided way of restoring, for documentation and tests; the caller
// owns the slice.
func Specs() []Spec { return specs() }

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
