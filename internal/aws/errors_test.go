package aws

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"testing"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/bkpui/bkpui/internal/backup"
)

// says is an answer of AWS as the SDK hands it up.
func says(code, words string) error {
	return &smithy.OperationError{ServiceID: "Backup", OperationName: "ListBackupJobs", Err: &smithy.GenericAPIError{Code: code, Message: words}}
}

func TestKinds(t *testing.T) {
	paging, proven := situation{paging: true}, situation{proven: true}
	dns := &smithyhttp.RequestSendError{Err: &url.Error{Op: "Get", URL: "https://x", Err: &net.OpError{Op: "dial", Err: &net.DNSError{Name: "x", IsNotFound: true}}}}
	for _, c := range []struct {
		err  error
		at   situation
		want backup.Kind
	}{
		{nil, situation{}, ""},
		{says("AccessDeniedException", "User: x is not authorized"), situation{}, backup.AccessDenied},
		{says("AccessDenied", ""), situation{}, backup.AccessDenied},
		{says("AccessDeniedException", "Unable to determine service/operation name to be authorized"), situation{}, backup.Unsupported},
		{says("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code."), situation{}, backup.Credentials},
		{says("ThrottlingException", "Rate exceeded"), situation{}, backup.Throttled},
		{says("TooManyRequestsException", ""), situation{}, backup.Throttled},
		{says("LimitExceededException", "too many vaults"), situation{}, backup.Quota},
		{says("ExpiredTokenException", "The security token included in the request is expired"), situation{}, backup.Credentials},
		{says("ExpiredToken", ""), proven, backup.Credentials},
		{says("UnrecognizedClientException", "The security token included in the request is invalid."), situation{}, backup.Credentials},
		{says("UnrecognizedClientException", "The security token included in the request is invalid."), proven, backup.RegionOff},
		{says("InvalidClientTokenId", ""), proven, backup.RegionOff},
		{says("InvalidSignatureException", ""), situation{}, backup.Credentials},
		{says("OptInRequired", ""), situation{}, backup.RegionOff},
		{says("RegionDisabledException", ""), situation{}, backup.RegionOff},
		{says("ResourceNotFoundException", ""), situation{}, backup.NotFound},
		{says("AWSOrganizationsNotInUseException", ""), situation{}, backup.NotFound},
		{says("InvalidParameterValueException", "Invalid nextToken"), situation{}, backup.Invalid},
		{says("InvalidParameterValueException", "Invalid nextToken"), paging, backup.TokenExpired},
		{says("InvalidParameterValueException", "The nextToken has expired."), paging, backup.TokenExpired},
		{says("InvalidInputException", "You passed an invalid next token."), paging, backup.TokenExpired},
		{says("InvalidInputException", "You specified an invalid value."), paging, backup.Invalid},
		{says("InvalidParameterValueException", "resource type"), paging, backup.Invalid},
		{says("InvalidNextTokenException", ""), situation{}, backup.TokenExpired},
		{says("MissingParameterValueException", ""), situation{}, backup.Invalid},
		{says("InvalidRequestException", ""), situation{}, backup.Invalid},
		{says("ConflictException", ""), situation{}, backup.Conflict},
		{says("AlreadyExistsException", ""), situation{}, backup.Conflict},
		{says("InvalidResourceStateException", ""), situation{}, backup.Conflict},
		{says("UnknownOperationException", ""), situation{}, backup.Unsupported},
		{says("InvalidAction", ""), situation{}, backup.Unsupported},
		{says("ServiceUnavailableException", ""), situation{}, backup.InternalError},
		{says("DependencyFailureException", ""), situation{}, backup.InternalError},
		{says("SomethingNewException", ""), situation{}, backup.InternalError},
		{says("UnauthorizedOperation", "You are not authorized to perform this operation. Encoded authorization failure message: 2vT5hN"), situation{}, backup.AccessDenied},
		{says("RequestLimitExceeded", "Request limit exceeded."), situation{}, backup.Throttled},
		{says("AuthFailure", "AWS was not able to validate the provided access credentials"), proven, backup.RegionOff},
		{says("RequestExpired", "Request has expired."), situation{}, backup.Credentials},
		{says("InvalidSubnetID.NotFound", ""), situation{}, backup.NotFound},
		{says("InvalidSubnetID.Malformed", ""), situation{}, backup.Invalid},
		{says("NoSuchEntity", ""), situation{}, backup.NotFound},
		{says("InvalidInput", "Invalid Entity Arn"), situation{}, backup.Invalid},
		{says("NotFoundException", "Alias arn:aws:kms:… is not found."), situation{}, backup.NotFound},
		{says("KMSInternalException", ""), situation{}, backup.InternalError},
		{says("TypeNotFoundException", ""), situation{}, backup.Unsupported},
		{says("UnsupportedActionException", "Resource type AWS::FSx::FileSystem does not support READ action"), situation{}, backup.Unsupported},
		{says("GeneralServiceException", "AWS::X Handler returned status FAILED: Rate exceeded (Service: X)"), situation{}, backup.Throttled},
		{says("GeneralServiceException", "AWS::X Handler returned status FAILED: User: a is not authorized to perform: x:Y"), situation{}, backup.AccessDenied},
		{says("GeneralServiceException", "AWS::X Handler returned status FAILED: X does not exist"), situation{}, backup.NotFound},
		{says("GeneralServiceException", "AWS::X Handler returned status FAILED: something"), situation{}, backup.InternalError},
		{errPage{status: 404}, situation{}, backup.Unsupported},
		{errPage{status: 200}, situation{}, backup.Unreachable},
		{errPage{status: 302, to: "https://login"}, situation{}, backup.Unreachable},
		{errPage{status: 200, empty: true}, situation{}, backup.Unreachable},
		{&smithy.DeserializationError{Err: errors.New("invalid character '<'")}, situation{}, backup.Unreachable},
		{errSlow{attemptTime}, situation{}, backup.Unreachable},
		{fmt.Errorf("x: %w", errTooLong), situation{}, backup.Unreachable},
		{dns, situation{}, backup.Unreachable},
		{io.ErrUnexpectedEOF, situation{}, backup.Unreachable},
		{context.Canceled, situation{caller: context.Canceled}, backup.Canceled},
		{says("ThrottlingException", ""), situation{caller: context.Canceled}, backup.Canceled},
		{smithy.InvalidParamsError{}, situation{}, backup.Invalid},
		{errors.New("get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found"), situation{}, backup.Credentials},
		{errors.New("something else"), situation{}, backup.InternalError},
	} {
		if got := kindOf(c.err, c.at); got != c.want {
			t.Errorf("%v %+v: %q, want %q", c.err, c.at, got, c.want)
		}
	}
}

func TestDenialsTellActionAndPolicy(t *testing.T) {
	const user = "User: arn:aws:sts::111122223333:assumed-role/BackupReader/bkpui is not authorized to perform: backup:ListBackupVaults"
	for _, c := range []struct{ words, action, policy string }{
		{user + " on resource: arn:aws:backup:eu-west-1:111122223333:backup-vault:* because no identity-based policy allows the backup:ListBackupVaults action", "backup:ListBackupVaults", "identity-based policy"},
		{user + " with an explicit deny in a service control policy", "backup:ListBackupVaults", "service control policy"},
		{user + " with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1", "backup:ListBackupVaults", "service control policy"},
		{user + " because no permissions boundary allows the action", "backup:ListBackupVaults", "permissions boundary"},
		{user + " because no VPC endpoint policy allows the action", "backup:ListBackupVaults", "VPC endpoint policy"},
		{user + " because no session policy allows the action", "backup:ListBackupVaults", "session policy"},
		{user + " with an explicit deny in a resource control policy", "backup:ListBackupVaults", "resource control policy"},
		{user + " with an explicit deny in a resource-based policy", "backup:ListBackupVaults", "resource-based policy"},
		{"User: x is not authorized to perform: sts:AssumeRole on resource: y", "sts:AssumeRole", ""},
		{"Insufficient privileges to perform this action.", "", ""},
		{"", "", ""},
	} {
		action, policy := denial(c.words)
		if action != c.action || policy != c.policy {
			t.Errorf("%q: %q, %q; want %q, %q", c.words, action, policy, c.action, c.policy)
		}
	}
}

func TestRetries(t *testing.T) {
	r := newRetryer()
	for _, c := range []struct {
		err  error
		want bool
	}{
		{says("ThrottlingException", ""), true},
		{says("LimitExceededException", ""), false},
		{says("AccessDeniedException", ""), false},
		{says("ResourceNotFoundException", ""), false},
		{&smithy.DeserializationError{Err: io.ErrUnexpectedEOF}, true},
		{&smithy.DeserializationError{Err: errors.New("invalid character")}, true},
		{errSlow{attemptTime}, true},
		{errPage{status: 200, empty: true}, true},
		{errPage{status: 200}, true},
		{errPage{status: 404}, false},
		{errPage{status: 502}, true},
		{&smithyhttp.RequestSendError{Err: errors.New("read: connection reset by peer")}, true},
		{&smithy.CanceledError{Err: context.Canceled}, false},
	} {
		if got := r.IsErrorRetryable(c.err); got != c.want {
			t.Errorf("%v: retried %v, want %v", c.err, got, c.want)
		}
	}
	if n := r.MaxAttempts(); n != 12 {
		t.Errorf("%d attempts, want 12", n)
	}
	for attempt := range 70 {
		for _, err := range []error{says("ThrottlingException", ""), io.ErrUnexpectedEOF} {
			if d, _ := r.RetryDelay(attempt, err); d < 0 || d > maxBackoff {
				t.Errorf("attempt %d waits %s", attempt, d)
			}
		}
	}
}
