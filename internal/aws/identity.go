package aws

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

// identity is the answer of GetCallerIdentity.
type identity struct {
	account, arn, partition string
	load                    int // of the profile that it is about
}

// whoami asks once who an identity is (AWS STS API: GetCallerIdentity).
func (s *session) whoami(ctx context.Context) (identity, error) {
	if err := s.alone(ctx); err != nil {
		return identity{}, err
	}
	defer func() { <-s.asking }()
	if self := s.known(); self.account != "" {
		return self, nil
	}
	self, err := s.ask(ctx)
	if err == nil {
		s.know(self)
	}
	return self, err
}

// alone waits until nobody else asks AWS who s is.
func (s *session) alone(ctx context.Context) error {
	select {
	case s.asking <- struct{}{}:
		return nil
	case <-ctx.Done():
		return s.error(backup.Canceled, "sts:GetCallerIdentity", backup.Scope{}, ctx.Err())
	}
}

func (s *session) ask(ctx context.Context) (identity, error) {
	load := s.source.loads()
	api := sts.NewFromConfig(s.config)
	r := request{
		session: s, scope: backup.In(s.account, s.config.Region), limit: s.pace, service: sts.ServiceID, op: "GetCallerIdentity",
	}
	out, err := do(ctx, r, func(ctx context.Context) (*sts.GetCallerIdentityOutput, error) {
		return api.GetCallerIdentity(ctx, nil)
	})
	if err != nil {
		return identity{}, err
	}
	if sdkaws.ToString(out.Account) == "" {
		return identity{}, s.error(backup.Unreachable, "sts:GetCallerIdentity", r.scope, errNobody)
	}
	self := identity{account: sdkaws.ToString(out.Account), arn: sdkaws.ToString(out.Arn), partition: "aws", load: load}
	if p, ok := backup.SplitARN(self.arn); ok {
		self.partition = p.Partition
	}
	return self, nil
}

// errNobody is an answer to who one is that AWS never gives: without it whatever answers
// every call with nothing would be an account in which there is nothing.
var errNobody = errors.New("an answer that names no account: not AWS")

// same makes sure that credentials that came back are those of the same account:
// rows must not appear under an account that they are not from.
func (s *session) same(ctx context.Context) error {
	if s.base != nil {
		return s.base.same(ctx)
	}
	if was := s.known(); was.account == "" || was.load == s.source.loads() {
		return nil
	}
	if err := s.alone(ctx); err != nil {
		return err
	}
	defer func() { <-s.asking }()
	was := s.known()
	if was.load == s.source.loads() {
		return nil
	}
	now, err := s.ask(ctx)
	if err != nil {
		return err
	}
	if now.account == was.account {
		s.know(now)
		return nil
	}
	e := s.error(backup.Credentials, "sts:GetCallerIdentity", backup.In(was.account, ""), nil)
	e.Message = fmt.Sprintf("the credentials are those of account %s now, they were of %s", now.account, was.account)
	e.Remedy = "start again to read account " + now.account
	return e
}

func (s *session) known() identity {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.self
}

// owner is the account of a session, as AWS has said it or else as the configuration
// tells; "" when neither has.
func (s *session) owner() string { return cmp.Or(s.known().account, s.account) }

// works reports whether AWS has accepted the identity.
func (s *session) works() bool { return s.known().account != "" }

func (s *session) know(self identity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.self = self
}
