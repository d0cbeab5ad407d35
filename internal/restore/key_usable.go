package restore

import (
	"context"
	"maps"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// viaService is the service that restores or copies a type, and through which the role
// uses its keys; "" where that is not certain (the AWS managed policies for restores allow
// these services only).
func viaService(kind string) string {
	switch kind {
	case "EBS", "EC2":
		return "ec2"
	case "EFS":
		return "elasticfilesystem"
	case "DynamoDB":
		return "dynamodb"
	case "RDS", "Aurora", "DocumentDB", "Neptune":
		return "rds"
	case "Redshift":
		return "redshift"
	case "Redshift Serverless":
		return "redshift-serverless"
	case "Aurora DSQL":
		return "dsql"
	case "S3":
		return "s3"
	}
	return ""
}

// usable says whether the role may use the key: by the key policy as evaluated, with
// the role's identity policies where it leaves it to them; or by a recent restore with
// the same role and key. Grants can allow besides, and are not seen.
func usable(ctx context.Context, l Lookup, p Plan, use KeyUse, k Key) Finding {
	f, denied := usableByPolicy(ctx, l, p, use, k)
	if f.Outcome == CannotTell && !denied && use.Reads && (!use.Writes || inheriting(p.kind())) {
		if job, ok := p.success(k.ARN); ok {
			return proven(f.Check, "backup:ListRestoreJobs", "restore %s with the same role and %s completed at %s", job.ID, use.called(k), moment(job.Completed))
		}
	}
	return f
}

// usableByPolicy also says whether it can't tell because of a denial, which a success before
// it does not refute.
func usableByPolicy(ctx context.Context, l Lookup, p Plan, use KeyUse, k Key) (f Finding, denial bool) {
	const name, source = "key: usable", "kms:GetKeyPolicy"
	role := p.role()
	who := lastName(role)
	if k.Policy == "" {
		err := k.PolicyErr
		if err == nil {
			err = &backup.Error{Kind: backup.Unsupported}
		}
		return use.unanswered(name, source, p.Scope, k, err), false
	}
	via, called := use.through(p, k), use.called(k)
	conditions, known := useConditions(p, k, via), map[string]string{}
	knowOrganization(ctx, l, p, k.Policy, known)
	ask := keyRequests(role, k.ARN, p.region(), conditions, known)
	said := map[decision]string{} // by decision: the first action and the statement that decided
	var open []string             // left to identity policies
	for _, action := range use.needs(via) {
		d, why := evaluate(k.Policy, ask(action))
		if d == allowed && arnAccount(k.ARN) != arnAccount(role) {
			d = delegated // a key of another account needs the role's own policies besides
		}
		if d == delegated {
			open = append(open, action)
		}
		if said[d] == "" {
			said[d] = "(" + action + "): " + why
		}
	}
	also := use.alsoDenied(k.Policy, via, ask)
	switch {
	case said[denied] != "":
		return blocks(name, source, "change the key policy, or choose another role", "%s: its policy does not let %s use it %s", called, who, said[denied]), false
	case said[notAllowed] != "" && k.Manager == "AWS": // its policy and grants are AWS's
		return blocks(name, source, "choose another key", "%s is AWS's own, and works through the service and in the account that it is of alone %s", called, said[notAllowed]), false
	case said[notAllowed] != "":
		return warns(name, source, "let the key policy allow the role, or choose another role",
			"%s: its policy does not let %s use it %s; without a grant it will fail", called, who, said[notAllowed]), false
	case said[unclear] != "":
		return doubts(name, source, "read the key policy", "%s: its policy leaves open whether %s may use it %s", called, who, said[unclear]), false
	case len(open) > 0:
		s := simulate(ctx, l, p, role, open, k.ARN, conditions)
		f = usableByIdentity(called, who, conditions["kms:ViaService"] != "", p.Scope, s)
	case use.Reads && use.Writes:
		f = proven(name, source, "%s: its policy lets %s read with it, and encrypt what inherits it", called, who)
	default:
		f = proven(name, source, "%s: its policy lets %s: %s", called, who, list(use.needs(via)))
	}
	if also != "" && (f.Outcome == OK || f.Outcome == CannotTell) {
		return doubts(name, source, "ask the key's owner whether the Deny is meant: AWS does not say that nothing needs it", "%s: %s may not do all with it %s", called, who, also), true
	}
	return f, false
}

// usableByIdentity is what the role's identity policies say of a key whose policy leaves it
// to them. What a policy grants through a service alone it denies where the service is not
// named: so where it is not certain, a denial says nothing.
func usableByIdentity(called, who string, certain bool, in backup.Scope, s simulation) Finding {
	const name, source = "key: usable", "kms:GetKeyPolicy"
	switch {
	case s.err != nil:
		f := unanswered(name, "iam:SimulatePrincipalPolicy", in, s.err)
		f.Evidence = called + ": its policy leaves it to IAM policies; " + f.Evidence
		return f
	case !certain && len(s.explicit)+len(s.implicit) > 0:
		return doubts(name, s.source(), "look at the role's policies: allowed through the service that uses the key is enough",
			"%s: through which service AWS Backup uses it is not certain here, and without one the policies of %s do not allow %s",
			called, who, list(append(s.explicit, s.implicit...)))
	case len(s.explicit) > 0:
		return blocks(name, s.source(), "take the Deny away, or choose another role", "%s: policies of %s deny %s", called, who, list(s.explicit))
	case len(s.implicit) > 0:
		return warns(name, s.source(), "allow it in the key policy or in the role's", "%s: its policy leaves it to IAM policies, and those of %s do not allow %s", called, who, list(s.implicit))
	case len(s.silent) > 0:
		return doubts(name, s.source(), "look again", "%s: the simulation said nothing of %s", called, list(s.silent))
	}
	return proven(name, source+", "+s.source(), "%s: its policy leaves it to IAM policies, and those of %s allow it; SCPs and boundaries not evaluated", called, who)
}

// useConditions are the condition keys of which AWS Backup's use of a key is certain.
func useConditions(p Plan, k Key, via string) map[string]string {
	conditions := map[string]string{"kms:GrantIsForAWSResource": "true"}
	if arn, ok := backup.SplitARN(k.ARN); ok && arn.Partition == "aws" && via != "" {
		conditions["kms:ViaService"] = via + "." + p.region() + ".amazonaws.com"
	}
	return conditions
}

// through is the service through which a key is used, "" where that is not certain: what
// AWS Backup keeps itself it reads and writes itself with its own key, and through what
// with another AWS does not say.
func (u KeyUse) through(p Plan, k Key) string {
	point, _ := backup.SplitARN(p.Point.ARN)
	switch kept := backsUp(p) || u.Kept || u.Reads && !u.Writes && point.Service == "backup"; {
	case kept && k.Manager == "AWS":
		return "backup"
	case kept:
		return ""
	case u.Own == "ebs":
		return "ec2"
	case u.Own != "":
		return u.Own
	}
	return viaService(p.kind())
}

// keyRequest is one use of a key by a role through AWS Backup.
func keyRequest(role, action, key, region string, conditions map[string]string) request {
	known := map[string]string{
		"aws:principalarn": role, "aws:principalaccount": arnAccount(role), "kms:calleraccount": arnAccount(role),
		"aws:principaltype": "AssumedRole", "aws:requestedregion": region, "aws:securetransport": "true",
	}
	if via := conditions["kms:ViaService"]; via != "" && action != "kms:DescribeKey" {
		known["kms:viaservice"] = via
	}
	if action == "kms:CreateGrant" {
		known["kms:grantisforawsresource"] = conditions["kms:GrantIsForAWSResource"]
	}
	return request{Principal: role, Action: action, Resource: key, Context: known}
}

// keyRequests is keyRequest for whichever action, with what is known besides of the principal.
func keyRequests(role, key, region string, conditions, known map[string]string) func(action string) request {
	return func(action string) request {
		r := keyRequest(role, action, key, region, conditions)
		maps.Copy(r.Context, known)
		return r
	}
}

// inheriting are the types of which whatever is restored has the key of its point: who
// restored one under a key wrote with it too.
func inheriting(kind string) bool { return kind == "RDS" || kind == "Aurora" || kind == "Neptune" }

// recently is how long a success is evidence: keys and roles change.
const recently = 7 * 24 * time.Hour

// success returns a recent restore with the role of the plan from a point encrypted
// under that key.
func (p Plan) success(key string) (*backup.Job, bool) {
	for i := range p.Jobs.Finished {
		j := &p.Jobs.Finished[i]
		under := p.Jobs.PointKeys[j.PointARN]
		if under == "" && j.PointARN.String() == p.Point.ARN {
			under = p.Point.Key
		}
		if j.Kind == backup.RestoreJob && j.Worked() && j.Role.String() == p.role() &&
			under == key && (!inheriting(p.kind()) || j.Of.Get().Type.String() == p.kind()) && p.Now.Sub(j.Completed) <= recently {
			return j, true
		}
	}
	return nil, false
}
