package restore

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Plan is all that is known of a request that is about to be sent, and of its
// surroundings. Checks read it side by side: nobody writes to it, or to what it
// refers to, while they run.
type Plan struct {
	Request  backup.Change // *backup.StartRestoreJob, *backup.StartCopyJob or *backup.StartBackupJob
	Scope    backup.Scope  // where it is sent
	By       string        // ARN of who sends it; "" = not known
	Now      backup.Time
	Point    Point             // as AWS described it when the form was opened
	Metadata map[string]string // of the point, as AWS returned it
	Type     string            // what is restored; "" = the point's type

	RoleActions   []string // IAM actions that the role needs, beside those on keys: "ec2:CreateVolume"
	Policies      []string // names of AWS managed policies that together allow them
	CallerActions []string // IAM actions that the caller itself needs, beside that of the request
	Target        Target
	Moment        Moment // of which time the data will be; zero = the point's creation
	Network       Network
	Keys          []KeyUse
	UsualKey      string // in words: a key besides that AWS chooses, and that nothing here names; "" = none

	Jobs   Jobs
	Vaults []Vault // that are known here, for ways in two hops
}

// Effect is what a restore does where it goes.
type Effect uint8

// The effects. The zero value claims nothing, so that what nobody thought of never
// passes for harmless.
const (
	Unsure     Effect = iota // it may write into what is there: nothing here can tell
	MakesNew                 // the name must be free, or AWS chooses one
	WritesInto               // what is there already
)

// Target is what a restore makes or writes to.
type Target struct {
	Kind       ChoiceKind // "" = it can't be looked up
	ID         string     // as Lookup.Find takes it; "" = AWS chooses the name, or the form does not say
	Effect     Effect
	Overwrites string // what is replaced in it, in words; "" = nothing
	Instead    string // how something new is made instead of writing into it; "" = not known
}

// Called is what the target is called: a table within a database is DATABASE|TABLE to
// Lookup.Find alone.
func (t Target) Called() string {
	if t.Kind == TimestreamTables {
		return strings.ReplaceAll(t.ID, "|", "/")
	}
	return t.ID
}

// Network is where a restore puts what it makes. Empty fields are not checked.
type Network struct {
	VPC            string
	Subnets        []string
	SecurityGroups []string
	SubnetGroup    string
	GroupKind      ChoiceKind // DBSubnetGroups, unless it says RedshiftSubnets
	Zones          int        // how many zones the subnet group must span; 0 = 1
	Zone           string
	InstanceType   string // of EC2
	Parts          []Part // what else it refers to
}

// Part is something that is there and that the restore refers to: a directory, an option
// or a parameter group, what a volume or a table goes into.
type Part struct {
	Kind ChoiceKind
	ID   string
}

// KeyUse is a KMS key and what the role does with it.
type KeyUse struct {
	ARN    string // or the ARN of an alias
	Use    string // what it is to the operator: "the recovery point's", "the new volume's"
	Own    string // AWS's own key that works here, by what follows alias/aws/; "" = as the type has it
	Reads  bool   // decrypts what was encrypted under it
	Writes bool   // encrypts under it
	Copied bool   // for a copy of what was encrypted under it
	Kept   bool   // for what AWS Backup keeps itself
}

// Jobs are the jobs of the fleet as far as they are known here.
type Jobs struct {
	Finished []backup.Job // restore and copy jobs that have ended, newest first
	Running  []backup.Job // jobs of every kind that have not
	Whole    bool         // the lists of running jobs of Scope have been read whole
	// PointKeys are the ARNs of the keys of restored points, where they are known: a
	// recent restore is evidence for its role and key.
	PointKeys map[backup.ARN]string
}

// restore returns the request if it starts a restore.
func (p Plan) restore() (*backup.StartRestoreJob, bool) {
	r, ok := p.Request.(*backup.StartRestoreJob)
	return r, ok
}

// copying returns the request if it starts a copy.
func (p Plan) copying() (*backup.StartCopyJob, bool) {
	r, ok := p.Request.(*backup.StartCopyJob)
	return r, ok
}

func restoring(p Plan) bool { _, ok := p.restore(); return ok }
func isCopy(p Plan) bool    { _, ok := p.copying(); return ok }
func starts(p Plan) bool    { return restoring(p) || isCopy(p) || backsUp(p) }

// role returns the ARN of the role that AWS Backup is to act as, "" for none.
func (p Plan) role() string {
	switch r := p.Request.(type) {
	case *backup.StartRestoreJob:
		return r.IamRoleArn
	case *backup.StartCopyJob:
		return r.IamRoleArn
	case *backup.StartBackupJob:
		return r.IamRoleArn
	}
	return ""
}

// kind is the resource type that the request is about.
func (p Plan) kind() string {
	if r, ok := p.restore(); ok && r.ResourceType != "" {
		return r.ResourceType
	}
	if p.Type != "" {
		return p.Type
	}
	return p.Point.Type
}

func (p Plan) account() string { return p.Scope.Account.String() }
func (p Plan) region() string  { return p.Scope.Region.String() }

// continuous reports whether the point is a continuous backup (AVAILABLE, or STOPPED
// where it no longer follows its source).
func continuous(pt Point) bool { return ContinuousStatus(pt.Status) }

// ContinuousStatus reports whether a status is one that only continuous backups have.
func ContinuousStatus(status string) bool { return status == "AVAILABLE" || status == "STOPPED" }

// cold reports whether the data must be thawed before it can be read.
func cold(pt Point) bool { return pt.StorageClass == "COLD" }

// shared reports whether the point lies in a vault of another account that is
// shared with the reader.
func shared(pt Point) bool {
	return pt.Thing.Owner != "" && pt.Thing.Owner != pt.Thing.Scope.Account.String()
}

// airGappedVault is the type of a logically air-gapped vault (AWS Backup API,
// "DescribeBackupVault": VaultType).
const airGappedVault = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"

// airGapped reports whether vaults of that type hold points that can be restored
// without a copy in the account that they are shared with.
func airGapped(vaultType string) bool {
	return vaultType == airGappedVault || vaultType == "RESTORE_ACCESS_BACKUP_VAULT"
}

// arnAccount and arnRegion return the fields of an ARN, "" where it has none.
func arnAccount(arn string) string { p, _ := backup.SplitARN(arn); return p.Account }
func arnRegion(arn string) string  { p, _ := backup.SplitARN(arn); return p.Region }

// lastName returns the name after the last "/" or ":" of an ARN.
func lastName(arn string) string {
	return arn[strings.LastIndexAny(arn, ":/")+1:]
}
