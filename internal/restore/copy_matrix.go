package restore

import "strings"

// support is whether a type has a feature. The zero value is that AWS's sources
// disagree or say nothing.
type support uint8

const (
	disputed support = iota
	unsupported
	supported
)

// features is what AWS Backup can do with a type of recovery point.
type features struct {
	name     string
	xRegion  support // copies to another Region
	xAccount support // copies to another account
	full     support // fully managed: re-encrypted with the vault's key
	cold     support // moves to cold storage
	airGap   support // in logically air-gapped vaults; so restored where they are shared
	scan     support // malware scans
}

// copies reports whether points of the type are copied at all, be it within one
// Region and account.
func (f features) copies() bool { return f.xRegion != unsupported || f.xAccount != unsupported }

// matrix is AWS Backup Developer Guide, "Feature availability by resource", as of
// November 2026. Columns: other Region, other account, fully managed, cold storage,
// air-gapped vault, malware scan.
func matrix() map[string]features {
	const y, n, d = supported, unsupported, disputed
	rows := []features{
		{"EC2", y, y, n, n, y, y},
		{"EBS", y, y, n, y, y, y},
		{"S3", y, y, y, n, y, y},
		{"EFS", y, y, y, y, y, n},
		{"FSx", y, y, n, n, d, n}, // which of the four is not known
		{"FSx for Windows File Server", y, y, n, n, y, n},
		{"FSx for Lustre", y, y, n, n, y, n},
		{"FSx for ONTAP", y, y, n, n, y, n},
		{"FSx for OpenZFS", y, y, n, d, d, n}, // its row looks shifted by a column
		{"RDS", y, y, n, n, n, n},
		{"RDS Multi-AZ DB cluster", n, n, n, n, n, n}, // by a footnote against its ticks
		{"Aurora", y, y, n, n, y, n},
		{"DSQL", y, y, y, d, y, n}, // cold is ticked, but missing in the list of cold storage
		{"DocumentDB", y, y, n, n, y, n},
		{"Neptune", y, y, n, n, y, n},
		{"DynamoDB basic", n, n, n, n, n, n},
		{"DynamoDB", y, y, y, y, y, n},
		{"Redshift", n, n, n, n, n, n},
		{"Redshift Serverless", n, n, n, n, n, n},
		{"Storage Gateway", y, y, n, n, y, n},
		{"Timestream", y, y, y, y, y, n},
		{"VirtualMachine", y, y, y, y, y, n},
		{"CloudFormation", y, n, n, y, n, n},
		{"SAP HANA on Amazon EC2", y, y, y, y, n, n},
		{"EKS", y, y, y, n, y, n},
	}
	m := make(map[string]features, len(rows))
	for _, f := range rows {
		m[f.name] = f
	}
	return m
}

// featuresOf returns what can be done with a recovery point, ok false for types that
// the matrix lacks. meta is the point's metadata, nil where it is not known.
func featuresOf(pt Point, meta map[string]string) (features, bool) {
	f, ok := matrix()[pt.Type]
	if name := variant(pt, meta); name != "" {
		f, ok = matrix()[name]
	}
	return f, ok
}

// variant tells types apart that AWS Backup calls by one name, "" where it need not
// or cannot.
func variant(pt Point, meta map[string]string) string {
	switch pt.Type {
	case "DynamoDB":
		if strings.Contains(pt.ARN, ":dynamodb:") {
			return "DynamoDB basic"
		}
	case "RDS":
		if strings.Contains(pt.ARN, ":cluster-snapshot:") || strings.Contains(pt.ResourceARN, ":cluster:") {
			return "RDS Multi-AZ DB cluster"
		}
	case "FSx":
		switch strings.ToUpper(meta["FileSystemType"]) {
		case "WINDOWS":
			return "FSx for Windows File Server"
		case "LUSTRE":
			return "FSx for Lustre"
		case "ONTAP":
			return "FSx for ONTAP"
		case "OPENZFS":
			return "FSx for OpenZFS"
		}
	}
	return ""
}
