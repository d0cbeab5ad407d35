package sim

import (
	"maps"
	"slices"
	"strings"
)

// A restoreIn is StartRestoreJob's request, without its token.
type restoreIn struct {
	RecoveryPointArn                 string
	Metadata                         map[string]string
	IamRoleArn                       string
	ResourceType                     string
	CopySourceTagsToRestoredResource bool
}

func startRestoreJob(c *call) *apiError {
	var in struct {
		restoreIn
		IdempotencyToken string
	}
	if err := c.read(&in); err != nil {
		return err
	}
	return c.once(in.IdempotencyToken, in.restoreIn, func() (item, *apiError) {
		r, err := c.restoring(&in.restoreIn)
		if err != nil {
			return item{}, err
		}
		it := r.start()
		c.out.text("RestoreJobId", it.jobID())
		return it, nil
	})
}

// restoring checks a request as AWS Backup does before it starts a job. What only the
// services find out is left in the failure.
func (c *call) restoring(in *restoreIn) (*restoring, *apiError) {
	if err := needs("RecoveryPointArn", in.RecoveryPointArn); err != nil {
		return nil, err
	}
	if in.Metadata == nil {
		return nil, needs("Metadata", "")
	}
	if err := checkARN("RecoveryPointArn", in.RecoveryPointArn); err != nil {
		return nil, err
	}
	p, err := c.restorable(in.RecoveryPointArn)
	if err != nil {
		return nil, err
	}
	r := &restoring{call: c, in: in, p: p, kind: p.kindName(), meta: map[string]string{}, read: map[string]bool{}}
	for key, value := range in.Metadata {
		r.meta[strings.ToLower(key)] = value
	}
	if err := r.retype(); err != nil {
		return nil, err
	}
	if !c.scope.optedIn(r.kind) {
		return nil, refuse("InvalidRequestException", "The service for resource type %s is not opted in for this Region.", r.kind)
	}
	if err := r.role(); err != nil {
		return nil, err
	}
	if err := r.metadata(); err != nil {
		return nil, err
	}
	return r, nil
}

// restorable finds the point that a request wants to restore: in a vault of the
// account, or in one that is shared with it.
func (c *call) restorable(arn string) (point, *apiError) {
	for _, v := range slices.Concat(c.scope.vaults, c.sharedVaults()) {
		p, ok := c.find(v, arn)
		if !ok {
			continue
		}
		if err := c.admits(v, "backup:StartRestoreJob"); err != nil {
			return p, err
		}
		switch {
		case !slices.Contains([]string{pointCompleted, pointAvailable, pointStopped, pointPartial}, p.status):
			return p, refuse("InvalidRequestException", "Recovery point %s cannot be restored: it is in state %s.", arn, p.status)
		case p.status == pointPartial, p.kindName() == "CloudFormation" && p.member() == 0:
			return p, refuse("InvalidRequestException", "A composite recovery point cannot be restored: restore the recovery points nested in it.")
		case p.kindName() == "EKS" && p.member() > 0:
			return p, refuse("InvalidRequestException", "The cluster state of a composite recovery point cannot be restored by itself.")
		}
		return p, nil
	}
	return point{}, notFound("Cannot find recovery point: %s", arn)
}

// sharedVaults are those of other accounts that are shared with the caller's.
func (c *call) sharedVaults() []*vault {
	if v := c.w.shared; v != nil && v.scope != c.scope && v.scope.region == c.scope.region {
		return []*vault{v}
	}
	return nil
}

// start begins the restore.
func (r *restoring) start() item {
	c := r.call
	j := &job{
		kind: restores, scope: c.scope, at: c.now, resource: r.p.resource(), member: r.p.member(), vault: r.p.vault, source: r.p,
		role: r.in.IamRoleArn, asked: maps.Clone(r.in.Metadata), typed: r.kind, created: r.arn, children: r.p.children(),
	}
	it := item{s: &stream{seed: hash(c.scope.seed, uint64(j.at), 64), kind: restores, scope: c.scope}, made: j}
	roll := it.roll(1)
	j.delay, j.takes = 2*second+int64(roll%uint64(3*second)), it.takes(roll>>32, 200)+r.thaws(roll)
	j.failsIn = 2*second + int64(roll>>16%uint64(7*second))
	if r.trouble != "" {
		j.failure = &failure{message: r.trouble}
	}
	if r.remark != "" {
		j.issue = &failure{message: r.remark}
	}
	started := j.start()
	r.p.change(func(e *edit) { e.restores = append(slices.Clip(e.restores), j) })
	if j.failure == nil {
		r.arrives(j)
	}
	return started
}

// arrives announces what the restore makes.
func (r *restoring) arrives(j *job) {
	ended := j.run(0).ended
	for _, t := range r.makes {
		r.scope.expect(t, ended)
	}
	o := &r.w.overlay
	if source := r.p.resource(); len(r.makes) > 0 && o.restored[r.arn] == nil {
		if o.restored == nil {
			o.restored = map[string]*resource{}
		}
		o.restored[r.arn] = &resource{
			kind: r.protectedAs(), scope: r.scope, id: r.makes[0].id, name: r.makes[0].id, arn: r.arn, seed: hashText(source.seed, r.arn),
			bytes: source.bytes, key: r.key, restored: true,
		}
	}
}

// thaws is how much longer a restore from cold storage takes: about four hours, from
// the archive of EBS up to three days.
func (r *restoring) thaws(roll uint64) int64 {
	switch {
	case !r.p.coldAt(r.now):
		return 0
	case r.p.kindName() == "EBS":
		return 24*hour + int64(roll>>8%uint64(48*hour))
	}
	return 4 * hour
}

// protectedAs is the type under which what the restore makes can be backed up.
func (r *restoring) protectedAs() *resourceKind {
	if k := r.p.resource().kind; k.name == r.kind {
		return k
	}
	return kindNamed(r.kind)
}

func kindNamed(name string) *resourceKind {
	i := slices.IndexFunc(resourceKinds, func(k *resourceKind) bool { return k.name == name })
	return resourceKinds[i]
}
