package sim

import "strings"

// A copyIn is StartCopyJob's request, without its token.
type copyIn struct {
	RecoveryPointArn          string
	SourceBackupVaultName     string
	DestinationBackupVaultArn string
	IamRoleArn                string
	Lifecycle                 *lifecycleIn
}

func startCopyJob(c *call) *apiError {
	var in struct {
		copyIn
		IdempotencyToken string
	}
	if err := c.read(&in); err != nil {
		return err
	}
	return c.once(in.IdempotencyToken, in.copyIn, func() (item, *apiError) {
		j, err := c.copyJob(&in.copyIn)
		if err != nil {
			return item{}, err
		}
		j.queue()
		it := j.start()
		c.out.text("CopyJobId", it.jobID())
		c.out.time("CreationDate", j.at)
		c.out.flag("IsParent", j.children > 0)
		return it, nil
	})
}

// copyJob is the job that a request asks for. What only the services find out makes
// the job fail, see copyTrouble.
func (c *call) copyJob(in *copyIn) (*job, *apiError) {
	if err := needs("RecoveryPointArn", in.RecoveryPointArn, "SourceBackupVaultName", in.SourceBackupVaultName,
		"DestinationBackupVaultArn", in.DestinationBackupVaultArn, "IamRoleArn", in.IamRoleArn); err != nil {
		return nil, err
	}
	if err := checkARN("DestinationBackupVaultArn", in.DestinationBackupVaultArn, "backup"); err != nil || !strings.Contains(in.DestinationBackupVaultArn, ":backup-vault:") {
		return nil, invalid("Invalid ARN for DestinationBackupVaultArn: %s", in.DestinationBackupVaultArn)
	}
	v := c.scope.vaultNamed(in.SourceBackupVaultName)
	if v == nil {
		return nil, notFound("Backup vault %q does not exist.", in.SourceBackupVaultName)
	}
	p, ok := c.find(v, in.RecoveryPointArn)
	if !ok {
		return nil, notFound("Cannot find recovery point: %s", in.RecoveryPointArn)
	}
	if err := c.admits(v, "backup:StartCopyJob"); err != nil {
		return nil, err
	}
	if err := c.copyable(p, in); err != nil {
		return nil, err
	}
	if err := c.passes(in.IamRoleArn); err != nil {
		return nil, err
	}
	keep, cold, err := in.Lifecycle.days()
	if err != nil {
		return nil, err
	}
	if in.Lifecycle == nil {
		keep, cold = p.keep, p.coldDays()
	}
	j := &job{
		kind: copies, scope: c.scope, at: c.now, born: p.at, resource: p.resource(), member: p.member(), source: p, role: in.IamRoleArn,
		keep: keep, cold: cold, children: p.children(), vault: c.w.vaultAt(in.DestinationBackupVaultArn),
	}
	c.foreseeCopy(j, in)
	return j, nil
}

// copyable refuses what AWS Backup does not even start to copy.
func (c *call) copyable(p point, in *copyIn) *apiError {
	state := func(what string) *apiError {
		return refuse("InvalidRequestException", "Recovery point %s cannot be copied: it %s.", in.RecoveryPointArn, what)
	}
	to := strings.Split(in.DestinationBackupVaultArn, ":")
	switch {
	case p.s.kind == continuous:
		return state("is a continuous backup")
	case p.status != pointCompleted:
		return state("is in state " + p.status)
	case p.coldAt(c.now):
		return state("is in cold storage")
	case p.child > 0 && p.kindName() == "EKS":
		return state("is the cluster state of a composite one")
	case to[1] != "aws":
		return invalid("Recovery points cannot be copied to another partition: %s", in.DestinationBackupVaultArn)
	case p.vault.arn == in.DestinationBackupVaultArn:
		return invalid("The destination vault is the source vault: %s", in.DestinationBackupVaultArn)
	}
	return nil
}

// foreseeCopy decides how the copy goes.
func (c *call) foreseeCopy(j *job, in *copyIn) {
	it := item{s: &stream{seed: hash(c.scope.seed, uint64(j.at), 63), kind: copies, scope: c.scope}, made: j}
	roll := it.roll(1)
	j.delay, j.takes = 3*second+int64(roll%uint64(7*second)), it.takes(roll>>32, 150)
	j.failsIn = 3*second + int64(roll>>16%uint64(9*second))
	j.failure = c.copyTrouble(j, in)
	if j.vault == nil { // a job without a place for its point: it never gets one
		to := strings.Split(in.DestinationBackupVaultArn, ":")
		j.vault = &vault{
			scope: &scope{w: c.scope.w, account: &account{id: to[4]}, region: to[3]}, name: strings.Join(to[6:], ":"),
			arn: in.DestinationBackupVaultArn, kind: standardVault,
		}
	}
}
