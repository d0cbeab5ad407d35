package aws

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/bkpui/bkpui/internal/backup"
)

// errorCode returns the code that AWS gave, "" where no service answered.
func errorCode(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) && api.ErrorCode() != "UnknownError" {
		return api.ErrorCode()
	}
	return ""
}

func statusOf(err error) int {
	var page errPage
	if errors.As(err, &page) {
		return page.status
	}
	var res interface{ HTTPStatusCode() int }
	if errors.As(err, &res) {
		return res.HTTPStatusCode()
	}
	return 0
}

func throttleCode(code string) bool {
	switch code {
	case "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
		"TooManyRequestsException", "RequestLimitExceeded", "SlowDown", "BandwidthLimitExceeded", "PriorRequestNotComplete",
		"EC2ThrottledException", "ProvisionedThroughputExceededException":
		return true
	}
	return false
}

func quotaCode(code string) bool {
	return code == "LimitExceededException" || code == "ServiceQuotaExceededException"
}

// situation is what is known about a call besides its error.
type situation struct {
	paging bool // a page token was sent
	proven bool // the same credentials were accepted elsewhere
	caller error
}

// kindOf decides what went wrong. AWS Backup models neither denials nor
// throttling, so the code decides, then the words, then the status.
func kindOf(err error, at situation) backup.Kind {
	var page errPage
	var invalid smithy.InvalidParamsError
	code, words := errorCode(err), strings.ToLower(wordsOf(err))
	switch {
	case err == nil:
		return ""
	case at.caller != nil:
		return backup.Canceled
	case errors.As(err, &page):
		return pageKind(page)
	case code != "":
		return codeKind(code, words, statusOf(err), at)
	case errors.As(err, &invalid):
		return backup.Invalid
	case credentialWords(words):
		return backup.Credentials
	}
	return statusKind(err)
}

func codeKind(code, words string, status int, at situation) backup.Kind {
	switch code {
	case "InvalidParameterValueException", "InvalidRequestException", "ValidationException", "InvalidInputException":
		if at.paging && strings.Contains(words, "token") {
			return backup.TokenExpired
		}
		return backup.Invalid
	case "InvalidNextTokenException", "ExpiredNextTokenException", "InvalidPaginationTokenException", "InvalidNextToken":
		return backup.TokenExpired
	case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "UnauthorizedException", "AccessDeniedForDependencyException", "ForbiddenException":
		switch {
		case strings.Contains(words, "unable to determine service/operation"):
			return backup.Unsupported
		case strings.Contains(words, "multifactorauthentication failed"):
			return backup.Credentials
		}
		return backup.AccessDenied
	case "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure":
		// An opt-in Region that the account has not enabled does not know its credentials.
		if at.proven {
			return backup.RegionOff
		}
		return backup.Credentials
	case "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidSignatureException", "SignatureDoesNotMatch",
		"IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
		"InvalidAccessKeyId", "InvalidAccessKeyIdException", "NotAuthorizedException", "TokenRefreshRequired",
		"InvalidGrantException", "AuthorizationPendingException", "RequestTimeTooSkewed":
		return backup.Credentials
	case "OptInRequired", "RegionDisabledException":
		return backup.RegionOff
	case "GeneralServiceException":
		return handlerKind(words)
	case "TypeNotFoundException", "UnsupportedActionException", "PrivateTypeException":
		return backup.Unsupported
	case "HandlerFailureException", "HandlerInternalFailureException", "ServiceInternalErrorException", "NetworkFailureException",
		"DependencyTimeoutException", "KMSInternalException", "PolicyEvaluation":
		return backup.InternalError
	case "ResourceNotFoundException", "NoSuchEntity", "NotFoundException", "AWSOrganizationsNotInUseException", "AccountNotFoundException":
		return backup.NotFound
	case "MissingParameterValueException", "MissingParameter", "InvalidParameterValue",
		"SerializationException", "MalformedQueryString":
		return backup.Invalid
	case "InvalidInput", "InvalidArnException", "InvalidParameterCombination":
		return backup.Invalid
	case "ConflictException", "AlreadyExistsException", "InvalidResourceStateException", "IdempotentParameterMismatch":
		return backup.Conflict
	case "UnknownOperationException", "UnknownOperation", "InvalidAction", "NotImplemented", "UnsupportedOperationException",
		"UnsupportedOperation", "UnsupportedAPIEndpointException":
		return backup.Unsupported
	case "RequestTimeout", "RequestTimeoutException":
		return backup.Unreachable
	}
	switch {
	case throttleCode(code):
		return backup.Throttled
	case quotaCode(code):
		return backup.Quota
	case strings.Contains(code, "NotFound"):
		return backup.NotFound
	case strings.HasSuffix(code, ".Malformed"):
		return backup.Invalid
	}
	return numberKind(status, backup.InternalError)
}

// handlerKind decides about what Cloud Control API could not place: a handler's
// words are those of the service behind it.
func handlerKind(words string) backup.Kind {
	switch {
	case strings.Contains(words, "not authorized"), strings.Contains(words, "access denied"), strings.Contains(words, "accessdenied"):
		return backup.AccessDenied
	case strings.Contains(words, "rate exceeded"), strings.Contains(words, "throttl"):
		return backup.Throttled
	case strings.Contains(words, "does not exist"), strings.Contains(words, "not found"), strings.Contains(words, "cannot be found"):
		return backup.NotFound
	}
	return backup.InternalError
}

// numberKind is the last resort: the HTTP status.
func numberKind(status int, other backup.Kind) backup.Kind {
	switch status {
	case 403:
		return backup.AccessDenied
	case 404, 405, 501:
		return backup.Unsupported
	case 409:
		return backup.Conflict
	case 429:
		return backup.Throttled
	}
	switch {
	case status >= 500:
		return backup.InternalError
	case status >= 400:
		return backup.Invalid
	}
	return other
}

func pageKind(p errPage) backup.Kind {
	if p.status == 404 || p.status == 405 || p.status == 501 {
		return backup.Unsupported
	}
	return backup.Unreachable
}

// statusKind decides about errors that carry no code of AWS.
func statusKind(err error) backup.Kind {
	var cut *smithy.DeserializationError
	switch {
	case errors.As(err, &cut), errors.Is(err, errTooLong):
		return backup.Unreachable
	case errors.Is(err, context.Canceled):
		return backup.Canceled
	case unreachable(err):
		return backup.Unreachable
	}
	return numberKind(statusOf(err), backup.InternalError)
}
