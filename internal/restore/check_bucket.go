package restore

import "context"

// bucketCheck says whether AWS restores into a bucket that is there: one of the Region,
// and for objects of S3 one with versioning on (AWS Backup Developer Guide, "Restore S3
// data").
func bucketCheck() Check {
	return Check{
		Name: "bucket",
		Applies: func(p Plan) bool {
			return restoring(p) && p.Target.Kind == Buckets && p.Target.Effect == WritesInto && p.Target.ID != ""
		},
		Run: checkBucket,
	}
}

func checkBucket(ctx context.Context, l Lookup, p Plan) []Finding {
	source, name := lookedFor(Buckets), short(p.Target.ID)
	b, err := l.Find(ctx, p.Scope, Buckets, p.Target.ID)
	if err != nil {
		f := unanswered("", source, p.Scope, err)
		f.Evidence = "its Region and versioning: " + f.Evidence
		return []Finding{f}
	}
	found := []Finding{bucketRegion(p, name, b.Facts["region"])}
	if p.kind() != "S3" {
		return found
	}
	const versioning = "bucket: versioning"
	read := throughControl("s3:GetBucketVersioning")
	switch state := b.Facts["versioning"]; state {
	case "Enabled":
		return append(found, proven(versioning, read, "it is on"))
	case "":
		return append(found, doubts(versioning, read, "look at the bucket: the job fails unless it is on", "AWS says nothing of it, as of a bucket that never had it on"))
	default:
		return append(found, blocks(versioning, read, "turn it on (s3:PutBucketVersioning), or choose another bucket", "it is %s: the job would fail", short(state)))
	}
}

func bucketRegion(p Plan, name, region string) Finding {
	const check = "bucket: Region"
	source := lookedFor(Buckets)
	switch region {
	case "":
		return doubts(check, source, "look at the bucket: it has to be of "+p.region(), "in which Region %s is was not given", name)
	case p.region():
		return proven(check, source, "%s is of %s", name, region)
	}
	return blocks(check, source, "choose a bucket of "+p.region(), "%s is of %s", name, short(region))
}
