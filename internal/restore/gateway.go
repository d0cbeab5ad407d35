package restore

import (
	"strconv"
	"strings"
)

// gateway restores a volume of Storage Gateway. Its recovery points are EBS snapshots:
// either kind can become the other (AWS Backup Developer Guide, "Restore a Storage
// Gateway volume").
func gateway() []Spec {
	volume := Spec{
		Name: "gateway", Of: "Storage Gateway", Type: "Storage Gateway", Title: "Storage Gateway volume",
		Fields: gatewayFields(),
		Drops: []Drop{
			{"volumeId", "names the volume that was backed up"},
			{"volumeSizeInBytes", "volumeSize says it"},
			{"availabilityZone", "of an EBS volume"},
			{"encrypted", "of an EBS volume: kmsKey says it here"},
		},
		Target: func(f *Form) Target { return Target{ID: f.Value("targetName"), Effect: MakesNew} },
		Actions: []string{
			"storagegateway:CreateCachediSCSIVolume", "storagegateway:CreateStorediSCSIVolume", "storagegateway:DescribeGatewayInformation",
			"storagegateway:ListVolumes", "storagegateway:AddTagsToResource",
		},
		NotRestored: []string{"the connection: hosts have to log in to the new iSCSI target"},
		SetsOff:     []string{"the gateway must be running, with room in its cache"},
		TagsSetOff:  "copied tags bring the volume into backup plans and automation",
	}
	fromEBS := volume
	fromEBS.Name, fromEBS.Of, fromEBS.Title, fromEBS.Only, fromEBS.Fits = "ebs-gateway", "EBS", "EBS volume, as a Storage Gateway volume", true, isWarm
	toEBS := ebs()[0]
	toEBS.Name, toEBS.Of, toEBS.Title, toEBS.Only, toEBS.Source = "gateway-ebs", "Storage Gateway", "Storage Gateway volume, as an EBS volume", true, nil
	return []Spec{volume, toEBS, fromEBS}
}

func isWarm(p Point, _ map[string]string) bool { return p.StorageClass != "COLD" }

func gatewayFields() []Field {
	key := keyField("kmsKey", "Encryption", "", "a key that AWS owns")
	return []Field{
		{
			Key: "gatewayArn", Label: "Gateway", Section: "Target", Kind: Pick, Required: true, Query: look(Gateways), Bound: InAccount,
			Help: "the one that serves the volume; it must be running",
		},
		{
			Key: "gatewayType", Label: "Gateway type", Section: "Target", Kind: Pick, Options: []string{"CACHED", "STORED"}, Open: true, Required: true,
			Else: "CACHED", Help: "how the gateway keeps volumes",
		},
		{
			Key: "targetName", Label: "iSCSI target", Section: "Target", Kind: Text, Required: true, New: true, Lower: true, Max: 200,
			Help: "a new name: lower-case letters, digits, . and -", Unproven: "not checked: targets of a gateway cannot be listed here",
			Check: isTarget, Fit: fitTarget,
		},
		{
			Key: "volumeSize", Label: "Size", Section: "Target", Kind: Number, Help: "GiB; at least what was backed up", Empty: "as large as the snapshot",
			Limits: gatewaySize, From: gatewayBytes,
		},
		{
			Key: "diskId", Label: "Local disk", Section: "Target", Kind: Text, Required: true, Help: "of the gateway's host, for a stored volume",
			Shown: when("gatewayType", "STORED"),
		},
		key,
	}
}

// fitTarget makes a target name of what AWS or people called something.
func fitTarget(s string) string { return strings.Trim(words(".-", 200)(s), ".-") }

// gatewayBytes is the size in GiB where the backup has it in bytes.
func gatewayBytes(f *Form) string {
	if n, ok := whole(f.original[f.keyOf("volumeSizeInBytes")]); ok && n > 0 {
		return gib(n)
	}
	return ""
}

func gatewaySize(f *Form) (lo, hi int64) {
	lo = 1
	if f.point.SizeKnown {
		if n, err := strconv.ParseInt(gib(f.point.SizeBytes), 10, 64); err == nil {
			lo = max(lo, n)
		}
	}
	return lo, 0
}

// isTarget checks an iSCSI target name (AWS Storage Gateway API,
// CreateCachediSCSIVolume: TargetName).
func isTarget(f *Form, v string) string {
	if text := isName(1, 200, ".-", false)(f, v); text != "" {
		return text
	}
	if strings.Trim(v, "-.") != v {
		return "a target name begins and ends with a letter or a digit"
	}
	return ""
}
