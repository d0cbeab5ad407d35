package restore

import (
	"cmp"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// namesKey says whether a table that comes from another Region names a key: AWS fails the job
// of one that does not ("The specified AWS KMS key ARN does not exist, …").
func namesKey(p Plan) []Finding {
	const name = "place: encryption"
	r, ok := p.restore()
	if !ok || p.kind() != "DynamoDB" || strings.Contains(p.Point.ARN, ":dynamodb:") || saysKMS(r.Metadata) {
		return nil
	}
	from, source := madeIn(p.Point, p.Metadata, p.Scope), tells(p.Point)
	switch {
	case from.Region != p.Scope.Region:
		return []Finding{blocks(name, cmp.Or(source, byMetadata), chooseKMS, "%s", mustNameKey(from))}
	case source == "":
		return []Finding{warns(name, fromPlan, "where it may be a copy from another Region, "+chooseKMS, "%s", mayBeCopied)}
	}
	return nil
}

const (
	byMetadata  = "the keys and zones in its metadata"
	chooseKMS   = "choose KMS and a key in the form"
	mayBeCopied = "AWS does not say where it was backed up, and fails a copy from another Region that names no key"
)

func mustNameKey(from backup.Scope) string {
	return "the backup is a copy from " + from.Region.String() + ": AWS fails the restore of one that names no key of here"
}

// saysKMS reports whether the metadata of a request does.
func saysKMS(metadata map[string]string) bool {
	for key, value := range metadata {
		if strings.EqualFold(key, "encryptionType") {
			return value == "KMS"
		}
	}
	return false
}

// tells is by what it is known where a point was made, "" where nothing says so.
func tells(p Point) string {
	switch {
	case arnRegion(p.ResourceARN) != "":
		return "the ARN of the table"
	case arnRegion(p.SourceVault) != "":
		return "the vault that it was copied from"
	}
	return ""
}

// tableFrom refuses the key that AWS owns where a key must be named.
func tableFrom(f *Form, v string) string {
	if v != "KMS" && f.otherRegion() {
		return mustNameKey(f.from) + "; choose KMS (known by " + cmp.Or(tells(f.point), byMetadata) + ")"
	}
	return ""
}

func tableMayBeFrom(f *Form, v string) string {
	if v != "KMS" && tells(f.point) == "" && !f.otherRegion() {
		return mayBeCopied
	}
	return ""
}
