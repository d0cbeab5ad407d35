package aws

import (
	"context"
	"strings"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	longestSessionName = 64
	writeTime          = 15 * time.Minute // the least that STS gives
)

// writer is who makes one change: the session that reads the account or, where one
// is configured, the write role, assumed by the identity behind that session. Its
// credentials are fetched for the call and kept nowhere.
func (c *Client) writer(ctx context.Context, sc *scope, purpose string) (*session, error) {
	if c.o.WriteRole == "" {
		return sc.session, nil
	}
	arn, err := c.writeRole(ctx, sc)
	if err != nil {
		return nil, err
	}
	by := sc.session.identity()
	load := func(context.Context) (sdkaws.CredentialsProvider, error) {
		return stscreds.NewAssumeRoleProvider(sts.NewFromConfig(by.config), arn, func(o *stscreds.AssumeRoleOptions) {
			o.RoleSessionName = sessionName(c.o.SessionName, purpose)
			o.ExternalID = optional(c.o.ExternalID)
			o.Duration = writeTime
		}), nil
	}
	role := &session{profile: by.profile, role: arn, account: sc.at.Account.String(), region: by.region, base: by, remedy: by.remedy}
	return newSession(role, by.config, &source{load: load, patient: by.source.patient + time.Minute}), nil
}

// writeRole is the ARN of the write role in the account of a scope.
func (c *Client) writeRole(ctx context.Context, sc *scope) (string, error) {
	self, err := sc.session.identity().whoami(ctx) // for the partition
	if err != nil {
		return "", err
	}
	return roleARN(c.o.WriteRole, self.partition, sc.at.Account.String()), nil
}

// roleARN is the ARN of a role of an account, by its name or its ARN in another one.
func roleARN(role, partition, account string) string {
	_, name, isARN := strings.Cut(role, ":role/")
	if !isARN {
		name = strings.TrimPrefix(role, "/")
	}
	return "arn:" + partition + ":iam::" + account + ":role/" + name
}

// identity is the session that others are assumed from.
func (s *session) identity() *session {
	if s.base != nil {
		return s.base.identity()
	}
	return s
}

// sessionName is who and why, as CloudTrail shows it (AWS STS API: AssumeRole,
// RoleSessionName). Of a long one the end of the first half is cut, so that the
// reason stays whole where it can.
func sessionName(who, why string) string {
	who = strings.Trim(sessionShape.ReplaceAllString(who, "-"), "-")
	why = strings.Trim(sessionShape.ReplaceAllString(why, "-"), "-")
	if why == "" {
		return who[:min(len(who), longestSessionName)]
	}
	why = why[:min(len(why), longestSessionName/2)]
	return who[:min(len(who), longestSessionName-len(why)-1)] + "-" + why
}

// Identity is the ARN of who changes AWS in that scope: of the write role where one
// is configured, which is not assumed for it, else of the session that reads the
// account, as CloudTrail shows it (AWS STS API: GetCallerIdentity).
func (c *Client) Identity(ctx context.Context, in backup.Scope) (string, error) {
	sc, err := c.scope(ctx, in)
	if err != nil {
		return "", err
	}
	if c.o.WriteRole != "" {
		return c.writeRole(backup.Urgent(ctx), sc)
	}
	self, err := sc.session.whoami(backup.Urgent(ctx))
	return self.arn, err
}
