package restore

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// DefaultRole is the role that AWS Backup makes at its first use. It may not restore
// to S3 (AWS Backup Developer Guide, "Default service role").
const DefaultRole = "service-role/AWSBackupDefaultServiceRole"

// DefaultRoleOf is the default role among those of an account, "" where it has none.
func DefaultRoleOf(roles []Choice) string {
	for _, c := range roles {
		if strings.HasSuffix(c.Value, ":role/"+DefaultRole) {
			return c.Value
		}
	}
	return ""
}

// accessFields ask what every restore asks beside its metadata.
func accessFields(s *Spec) []*Field {
	role := &Field{
		Key: RoleField, Label: "Role", Section: "Access", Kind: Pick, Required: true,
		Help:  "the role that AWS Backup assumes to restore; it trusts backup.amazonaws.com",
		Query: func(*Form) (Query, bool) { return Query{Kind: Roles}, true },
		Check: func(_ *Form, v string) string {
			if arn, ok := backup.SplitARN(v); !ok || arn.Service != "iam" || !strings.HasPrefix(arn.Resource, "role/") {
				return "the ARN of a role is needed: arn:aws:iam::ACCOUNT:role/NAME"
			}
			return ""
		},
		Doubt: func(_ *Form, v string) string {
			if len(s.Policies) == 0 || !strings.HasSuffix(v, ":role/"+DefaultRole) {
				return ""
			}
			return "AWS made it without " + strings.Join(s.Policies, " and ") + ": unless somebody attached that, choose another"
		},
		Preset: (*Form).usualRole,
	}
	tags := &Field{
		Key: TagsField, Label: "Copy tags", Section: "Access", Kind: YesNo, Empty: "no",
		Help:   "tags of the backup on what is restored; they may bring it into backup plans and automation",
		Preset: func(*Form) (string, Origin) { return "false", SafeDefault },
	}
	if s.NoRole {
		return []*Field{tags}
	}
	return []*Field{role, tags}
}

// usualRole is the role that made the backup where it is of this account, else the
// default role where it was looked up.
func (f *Form) usualRole() (string, Origin) {
	if arn, _ := backup.SplitARN(f.point.Role); arn.Service == "iam" && arn.Account == f.in.Account.String() {
		return f.point.Role, Proposed
	}
	role := DefaultRoleOf(f.offers[queryID(Query{Kind: Roles})].choices)
	if role == "" {
		return "", NotRecorded
	}
	return role, LookedUp
}

// tagsNever is why tags cannot be copied with the values as they are.
func (f *Form) tagsNever() string {
	if f.spec.Tags.NeverIf != nil {
		if why := f.spec.Tags.NeverIf(f); why != "" {
			return why
		}
	}
	return f.spec.Tags.Never
}
