package views

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
)

// pushJobs hands the conditions that AWS can filter jobs by to AWS (AWS Backup API:
// ListBackupJobs and its like), as long as the answer still holds every row that the
// filter keeps. It also says which they are.
func pushJobs(t Target, terms []query.Term) (Target, string) {
	q := backup.ParseJobQuery(t.Arg)
	var said []string
	for _, term := range terms {
		switch term.Name {
		case "state":
			if s, ok := exactState(term); ok && q.State == "" {
				q.State = s
				said = append(said, "state "+s)
			}
		case "resourceType":
			if typ, ok := exactType(term); ok && q.Type == "" {
				q.Type = typ
				said = append(said, "type "+typ)
			}
		case "resourceArn":
			if isARN(term) && q.Resource == "" {
				q.Resource = term.Value
				said = append(said, "resource")
			}
		case "created", "age":
			said = append(said, pushTimes(term, &q.CreatedAfter, &q.CreatedBefore)...)
		}
	}
	t.Arg = q.Encode()
	return t, strings.Join(said, ", ")
}

// pushPoints is pushJobs for recovery points (ListRecoveryPointsByBackupVault).
func pushPoints(t Target, terms []query.Term) (Target, string) {
	q := backup.ParsePointQuery(t.Arg)
	if q.Resource != "" && q.Vault == "" {
		return t, "" // the list of one resource takes no filter
	}
	var said []string
	for _, term := range terms {
		switch term.Name {
		case "resourceType":
			if typ, ok := exactType(term); ok && q.Type == "" {
				q.Type = typ
				said = append(said, "type "+typ)
			}
		case "resourceArn":
			if isARN(term) && q.Resource == "" {
				q.Resource = term.Value
				said = append(said, "resource")
			}
		case "planId":
			if term.Op == query.Equal && q.Plan == "" {
				q.Plan = term.Value
				said = append(said, "plan")
			}
		case "created", "age":
			said = append(said, pushTimes(term, &q.CreatedAfter, &q.CreatedBefore)...)
		}
	}
	t.Arg = q.Encode()
	return t, strings.Join(said, ", ")
}

func isARN(term query.Term) bool {
	return term.Op == query.Equal && strings.HasPrefix(term.Value, "arn:")
}

// pushTimes narrows the times of creation. AWS's bounds may leave out their own
// moment, so they lie a millisecond further out.
func pushTimes(term query.Term, after, before *backup.Time) []string {
	if term.Name == "age" {
		// The young are those made after a moment. That moment moves on, so that what
		// is asked for now holds all that will match later.
		if term.Op != query.Less {
			return nil
		}
		now := backup.TimeOf(time.Now())
		term = query.Term{Op: query.AtLeast, Int: int64(now) - term.Int}
	}
	switch term.Op {
	case query.AtLeast:
		*after = max(*after, backup.Time(term.Int)-1)
	case query.Less:
		if at := backup.Time(term.Int) + 1; *before == 0 || at < *before {
			*before = at
		}
	default:
		return nil
	}
	return []string{"created"}
}

// exactState returns the state that a condition on words can only mean. COMPLETED is
// part of another word, so it has to be written with =.
func exactState(term query.Term) (string, bool) {
	s := strings.ToUpper(term.Value)
	switch s {
	case "FAILED", "EXPIRED", "ABORTED", "PARTIAL", "RUNNING", "PENDING", "CREATED", "CANCELED", "COMPLETED_WITH_ISSUES":
		return s, term.Op == query.Equal || term.Op == query.Contains
	case "COMPLETED", "ABORTING":
		return s, term.Op == query.Equal
	}
	return "", false
}

// exactType returns the type of resource that a condition can only mean.
func exactType(term query.Term) (typ string, ok bool) {
	for _, t := range resourceTypes {
		switch {
		case strings.EqualFold(t, term.Value):
			if term.Op == query.Equal {
				return t, true
			}
			fallthrough
		case term.Op == query.Contains && strings.Contains(strings.ToLower(t), strings.ToLower(term.Value)):
			if typ != "" {
				return "", false // part of two names
			}
			typ = t
		}
	}
	return typ, typ != "" && strings.EqualFold(typ, term.Value)
}

// resourceTypes are the types as GetSupportedResourceTypes spells them.
var resourceTypes = [...]string{
	"Aurora", "DSQL", "CloudFormation", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "EKS", "FSx", "Neptune", "RDS",
	"Redshift", "Redshift Serverless", "S3", "SAP HANA on Amazon EC2", "Storage Gateway", "Timestream", "VirtualMachine",
}
