package aws

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"regexp"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/bkpui/bkpui/internal/backup"
)

// wordsOf returns what AWS says, or what the transport says.
func wordsOf(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) && api.ErrorMessage() != "" {
		return api.ErrorMessage()
	}
	if err == nil {
		return ""
	}
	return transportWords(err)
}

// transportWords strips the wrapping that the SDK and net/http put around a cause.
func transportWords(err error) string {
	var dns *net.DNSError
	var op *net.OpError
	var sent *url.Error
	var cut *smithy.DeserializationError
	var page errPage
	var slow errSlow
	var late errLate
	switch {
	case errors.As(err, &page):
		return page.Error()
	case errors.As(err, &slow):
		return slow.Error()
	case errors.As(err, &late):
		return late.Error()
	case errors.As(err, &cut):
		return "a garbled answer: " + cut.Err.Error()
	case errors.As(err, &dns):
		return "no such host " + dns.Name
	case errors.As(err, &op):
		return op.Error()
	case errors.As(err, &sent):
		return sent.Err.Error()
	}
	return err.Error()
}

func unreachable(err error) bool {
	var network net.Error
	var slow errSlow
	var sent interface{ ConnectionError() bool }
	return errors.As(err, &slow) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.As(err, &sent) && sent.ConnectionError()
}

// credentialWords recognises a call that was never sent for want of credentials.
func credentialWords(words string) bool {
	return strings.Contains(words, "get identity: get credentials") || strings.Contains(words, "failed to refresh cached credentials")
}

var (
	deniedAction = regexp.MustCompile(`not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9*]+)`)
	deniedPolicy = regexp.MustCompile(`(?i)(service control policy|resource control policy|permissions boundary|session policy|VPC endpoint policy|identity-based policy|resource-based policy)`)
)

// denial returns the action that is missing and the kind of policy that denied
// it, as far as AWS's words tell (IAM User Guide: troubleshoot access denied
// error messages).
func denial(words string) (action, policy string) {
	if m := deniedAction.FindStringSubmatch(words); m != nil {
		action = m[1]
	}
	if m := deniedPolicy.FindString(words); m != "" {
		policy = strings.ToLower(m)
		if strings.HasPrefix(policy, "vpc") {
			policy = "VPC endpoint policy"
		}
	}
	return action, policy
}

// remedyFor says what mends an error that does not depend on who asked.
func remedyFor(e *backup.Error) string {
	switch e.Kind {
	case backup.AccessDenied:
		switch {
		case e.Op == "sts:AssumeRole":
			return "let the role's trust policy and the caller's own policy allow sts:AssumeRole"
		case e.Policy == "service control policy", e.Policy == "resource control policy":
			return "a policy of the organisation denies it; whoever manages it can tell, or leave the Region out with --region"
		case e.Action != "":
			return "allow " + e.Action
		case strings.HasPrefix(e.Message, "Insufficient privileges"): // AWS Backup's own words, of vaults
			return "see whether the vault is there, and whether its access policy denies it"
		}
	case backup.RegionOff:
		return "enable the Region for the account, or leave it out with --region"
	case backup.Unreachable:
		if strings.Contains(e.Message, "certificate") {
			return "name the authority's certificates in AWS_CA_BUNDLE; is a proxy in between?"
		}
		return "check the network, HTTPS_PROXY, AWS_ENDPOINT_URL and the Region's name"
	case backup.TokenExpired:
		return "read the list again: it begins at its start"
	case backup.Unsupported:
		return "check AWS_ENDPOINT_URL: AWS Backup itself knows this operation"
	default:
	}
	return ""
}
