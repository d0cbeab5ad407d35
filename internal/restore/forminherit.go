package restore

import (
	"regexp"
	"slices"
)

// addKeys notes the keys that the role uses and that no field names: that of the point,
// which it reads with, and those that what is made is encrypted under. The point's own is
// of both where what is made inherits it (AWS Backup Developer Guide, "Encryption for
// backups").
func (f *Form) addKeys(p *Plan, metadata map[string]string) {
	if f.spec.Usual != nil {
		p.UsualKey = f.spec.Usual(f)
	}
	var under []string
	if f.spec.Under != nil {
		under = f.spec.Under(f, metadata)
	}
	if f.point.Key != "" {
		inherited := slices.Contains(under, f.point.Key)
		p.Keys = append(p.Keys, KeyUse{ARN: f.point.Key, Use: "the recovery point's", Reads: true, Writes: inherited})
	}
	for i, arn := range under {
		if arn != "" && arn != f.point.Key && !slices.Contains(under[:i], arn) {
			p.Keys = append(p.Keys, KeyUse{ARN: arn, Use: "that of what is made", Writes: true})
		}
	}
}

// inherits is Under of what always has the key of the snapshot that it is made of.
func inherits(f *Form, _ map[string]string) []string { return []string{f.point.Key} }

// inheritsUnless is Under of what has the key of the snapshot while a field names no other.
func inheritsUnless(field string) func(*Form, map[string]string) []string {
	return func(f *Form, _ map[string]string) []string {
		if f.Value(field) != "" {
			return nil
		}
		return inherits(f, nil)
	}
}

// volumeUnder is the key of a volume for which none is named: that of the snapshot, but for
// one that another account lends (Amazon EBS User Guide, "Amazon EBS encryption").
func volumeUnder(f *Form, _ map[string]string) []string {
	if f.Value("kmsKeyId") != "" || shared(f.point) {
		return nil
	}
	return inherits(f, nil)
}

// volumeDefault is the key of a volume that has neither one of its own nor the snapshot's.
const volumeDefault = "the account's default key for EBS"

// usualVolumeKey names it where the volume that is made is to be encrypted under it.
func usualVolumeKey(f *Form) string {
	lent := f.point.Encrypted && shared(f.point)
	if f.Value("kmsKeyId") == "" && (lent || !f.point.Encrypted && f.Is("encrypted")) {
		return volumeDefault
	}
	return ""
}

// ownVolumeKey says which key a volume gets for which none is named.
func ownVolumeKey(f *Form) string {
	switch {
	case !f.point.Encrypted || shared(f.point):
		return volumeDefault
	case f.point.Key == "":
		return "the snapshot's own key, which AWS does not name"
	}
	c, _ := f.known(Keys, f.point.Key)
	return "the snapshot's own: " + KeyUse{}.called(Key{ARN: f.point.Key, Alias: c.Name})
}

// mappedUnder are the keys of the volumes of an instance: those that its block device
// mappings name, and that of the image for every other.
func mappedUnder(f *Form, metadata map[string]string) []string {
	list, _ := decode(metadata[f.keyOf("BlockDeviceMappings")]).([]any)
	if f.Value("@volumeKey") != "" {
		return nil // the field names that of all of them
	}
	var under []string
	for _, item := range list {
		o, _ := item.(map[string]any)
		if key, _ := reach(o, []string{"Ebs", "KmsKeyId"}).(string); key != "" {
			under = append(under, f.keyARN(key))
		} else if reach(o, []string{"Ebs"}) != nil {
			under = append(under, f.point.Key)
		}
	}
	if len(list) == 0 {
		return inherits(f, nil)
	}
	return under
}

// namedUnder are the keys that a request without a guide names anywhere.
func namedUnder(_ *Form, metadata map[string]string) []string {
	var under []string
	for _, value := range metadata {
		under = append(under, keysIn.FindAllString(value, -1)...)
	}
	slices.Sort(under)
	return under
}

// keysIn finds the ARNs of keys and aliases in text.
var keysIn = regexp.MustCompile(`arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+`)
