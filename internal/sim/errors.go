package sim

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
)

// An apiError is a refusal in AWS's words. Status 0 means the usual one of the
// code.
type apiError struct {
	Status  int
	Code    string // as JSON services say it: "AccessDeniedException"
	Message string
}

// refuse makes an apiError with the usual status of its code.
func refuse(code, format string, args ...any) *apiError {
	return &apiError{Status: usualStatus(code), Code: code, Message: fmt.Sprintf(format, args...)}
}

// usualStatus holds what AWS Backup's modelled errors and AWS's common errors
// answer with; nearly all are 400, ResourceNotFoundException included.
func usualStatus(code string) int {
	switch code {
	case "AccessDeniedException", "MissingAuthenticationTokenException", "UnrecognizedClientException", "ExpiredTokenException", "ForbiddenException":
		return http.StatusForbidden
	case "UnauthorizedException":
		return http.StatusUnauthorized
	case "UnknownOperationException":
		return http.StatusNotFound
	case "ConflictException":
		return http.StatusConflict
	case "ServiceUnavailableException", "DependencyFailureException", "InternalFailure":
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// A protocol is how a service of AWS writes what it has to say.
type protocol int

const (
	restJSON protocol = iota // AWS Backup, Account Management, the SSO portal
	awsJSON                  // Organizations, KMS, Cloud Control API: awsJson1.1 or 1.0
	awsQuery                 // STS, IAM: forms in, XML out
	ec2Query                 // EC2: the same with errors of its own
)

// queryCodes are the names that awsQuery services have for the common errors.
var queryCodes = map[string]string{
	"AccessDeniedException":               "AccessDenied",
	"ExpiredTokenException":               "ExpiredToken",
	"IncompleteSignatureException":        "IncompleteSignature",
	"MissingAuthenticationTokenException": "MissingAuthenticationToken",
	"ServiceUnavailableException":         "ServiceUnavailable",
	"ThrottlingException":                 "Throttling",
	"UnknownOperationException":           "InvalidAction",
	"UnrecognizedClientException":         "InvalidClientTokenId",
	"ValidationException":                 "ValidationError",
}

// ec2Codes are the names that EC2 has for the common errors, with their status
// (Amazon EC2 API: error codes).
var ec2Codes = map[string]struct {
	code   string
	status int
}{
	"AccessDeniedException":               {"UnauthorizedOperation", http.StatusForbidden},
	"ExpiredTokenException":               {"RequestExpired", http.StatusBadRequest},
	"IncompleteSignatureException":        {"IncompleteSignature", http.StatusBadRequest},
	"InternalFailure":                     {"InternalError", http.StatusInternalServerError},
	"MissingAuthenticationTokenException": {"MissingAuthenticationToken", http.StatusForbidden},
	"ThrottlingException":                 {"RequestLimitExceeded", http.StatusServiceUnavailable},
	"UnknownOperationException":           {"InvalidAction", http.StatusBadRequest},
	"UnrecognizedClientException":         {"AuthFailure", http.StatusUnauthorized},
}

// writeError answers with e as the protocol does.
func (p protocol) writeError(rw http.ResponseWriter, e *apiError) {
	status, code := e.Status, e.Code
	if status == 0 {
		status = usualStatus(code)
	}
	id := rw.Header().Get(requestIDHeader)
	switch p {
	case restJSON:
		rw.Header().Set("X-Amzn-ErrorType", code)
		writeJSON(rw, status, map[string]string{"Code": code, "Message": e.Message, "Type": fault(status)})
	case awsJSON:
		if status < http.StatusInternalServerError {
			status = http.StatusBadRequest // awsJson1.1 knows one client status
		}
		writeJSON(rw, status, map[string]string{"__type": code, "Message": e.Message})
	case ec2Query:
		writeEC2Error(rw, &apiError{Status: status, Code: code, Message: e.Message}, id)
	case awsQuery:
		if short, ok := queryCodes[code]; ok {
			code = short
		}
		if code == "InvalidAction" {
			status = http.StatusBadRequest
		}
		type detail struct {
			Type    string
			Code    string
			Message string
		}
		writeXML(rw, status, struct {
			XMLName   xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ ErrorResponse"`
			Error     detail
			RequestID string `xml:"RequestId"`
		}{Error: detail{Type: queryFault(status), Code: code, Message: e.Message}, RequestID: id})
	}
}

// writeEC2Error answers with e as EC2 does.
func writeEC2Error(rw http.ResponseWriter, e *apiError, id string) {
	status, code := e.Status, e.Code
	if own, ok := ec2Codes[code]; ok {
		code, status = own.code, own.status
	}
	type detail struct{ Code, Message string }
	writeXML(rw, status, struct {
		XMLName   xml.Name `xml:"Response"`
		Errors    []detail `xml:"Errors>Error"`
		RequestID string   `xml:"RequestID"`
	}{Errors: []detail{{code, e.Message}}, RequestID: id})
}

func fault(status int) string {
	if status >= http.StatusInternalServerError {
		return "Server"
	}
	return "Client"
}

func queryFault(status int) string {
	if status >= http.StatusInternalServerError {
		return "Receiver"
	}
	return "Sender"
}

// writeJSON answers with v, as application/json unless the header says more.
func writeJSON(rw http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sim: answer cannot be written as JSON: %v", err))
	}
	if rw.Header().Get("Content-Type") == "" {
		rw.Header().Set("Content-Type", "application/json")
	}
	rw.WriteHeader(status)
	_, _ = rw.Write(body) // a client that went away is no error of ours
}

func writeXML(rw http.ResponseWriter, status int, v any) {
	body, err := xml.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sim: answer cannot be written as XML: %v", err))
	}
	rw.Header().Set("Content-Type", "text/xml")
	rw.WriteHeader(status)
	_, _ = rw.Write(body)
}
