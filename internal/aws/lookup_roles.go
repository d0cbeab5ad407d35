package aws

import (
	"context"
	"encoding/json"
	"slices"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	backupService = "backup.amazonaws.com"
	mostRoles     = 5000 // IAM's largest quota of roles
)

// roles lists the roles that AWS Backup may assume, or whose trust can't be read.
func (l looker) roles(backup.ChoiceQuery) ([]backup.Choice, error) {
	api := l.sc.more.iam()
	all, err := askAll(l, iam.ServiceID, "ListRoles", mostRoles, func(ctx context.Context, token *string) ([]types.Role, *string, error) {
		out, err := api.ListRoles(ctx, &iam.ListRolesInput{Marker: token, MaxItems: sdkaws.Int32(iamPage)})
		if err != nil {
			return nil, nil, err
		}
		return out.Roles, more(out.IsTruncated, out.Marker), nil
	})
	var choices []backup.Choice
	for i := range all {
		if trusts(trust(all[i].AssumeRolePolicyDocument), backupService) {
			choices = append(choices, role(&all[i]))
		}
	}
	return choices, err
}

func role(r *types.Role) backup.Choice {
	return backup.Choice{Value: str(r.Arn), Name: str(r.RoleName), Facts: facts("arn", str(r.Arn), "path", str(r.Path), "about", str(r.Description))}
}

// findRole looks a role up by its ARN or name.
func (l looker) findRole(id string) (backup.Choice, error) {
	r, err := l.roleOf(id)
	if err != nil {
		return backup.Choice{}, err
	}
	return role(r), nil
}

// trusts says whether a trust policy names a service in a statement that allows. Its
// conditions are for a check to weigh; a policy that is no JSON may say anything.
func trusts(policy, service string) bool {
	var p struct{ Statement oneOrMore[trustStatement] }
	if json.Unmarshal([]byte(policy), &p) != nil {
		return true
	}
	return slices.ContainsFunc(p.Statement, func(s trustStatement) bool {
		return s.Effect == "Allow" && slices.Contains(s.Principal.Service, service)
	})
}

type trustStatement struct {
	Effect    string
	Principal trustPrincipal
}

// trustPrincipal is who a trust policy is about; "*" is nobody in particular.
type trustPrincipal struct{ Service oneOrMore[string] }

// UnmarshalJSON implements json.Unmarshaler.
func (p *trustPrincipal) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return nil
	}
	type plain trustPrincipal
	return json.Unmarshal(b, (*plain)(p))
}

// oneOrMore is a list that a policy may write as its only element.
type oneOrMore[V any] []V

// UnmarshalJSON implements json.Unmarshaler.
func (l *oneOrMore[V]) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]V)(l))
	}
	var one V
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	*l = oneOrMore[V]{one}
	return nil
}
