package sim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// mostAccounts is the longest page of Organizations' lists.
const mostAccounts = 20

func (w *World) organizationsOperations() map[string]handler {
	return map[string]handler{
		"DescribeOrganization":        w.describeOrganization,
		"ListAccounts":                w.listAccounts,
		"ListDelegatedAdministrators": w.listDelegatedAdministrators,
	}
}

// member is an account as Organizations lists it: State is what AWS tells
// now, Status what it told before, and both are there.
type member struct {
	ID              string   `json:"Id"`
	ARN             string   `json:"Arn"`
	Email           string   `json:"Email"`
	Name            string   `json:"Name"`
	State           string   `json:"State"`
	Status          string   `json:"Status"`
	JoinedMethod    string   `json:"JoinedMethod"`
	JoinedTimestamp float64  `json:"JoinedTimestamp"` // seconds since 1970
	Paths           []string `json:"Paths,omitempty"`
	Delegated       float64  `json:"DelegationEnabledDate,omitempty"`
}

// organization is the ID of the organization, which policies name too.
func (w *worldState) organization() string {
	return "o-" + string(hex16(nil, hash(w.seed, 77)))[:10]
}

// SuspendedAccount is the ID of the account that Organizations still lists but
// that is suspended. It is none of Accounts.
func (w *World) SuspendedAccount() string {
	return fmt.Sprintf("%012d", 100_000_000_000+hash(w.seed, 78)%899_999_999_999)
}

// delegatedAdministrator is the member that may see the organisation besides
// the management account, "" in a small organisation.
func (w *World) delegatedAdministrator() string { return w.Account("identity") }

func (w *World) member(a *account, state string) member {
	method := "CREATED"
	if a.number == 0 || a.number%4 == 3 {
		method = "INVITED"
	}
	organisation := w.organization()
	return member{
		ID: a.id, Email: a.email, Name: a.name, State: state, Status: state, JoinedMethod: method,
		ARN:             fmt.Sprintf("arn:aws:organizations::%s:account/%s/%s", w.HomeAccount(), organisation, a.id),
		JoinedTimestamp: float64(a.joined.UnixMilli()) / 1000,
		Paths:           []string{fmt.Sprintf("%s/r-%s/%s/", organisation, organisation[2:6], a.id)},
	}
}

// members is the organisation as listed: a suspended account stands among the
// active ones.
func (w *World) members() []member {
	closed := &account{id: w.SuspendedAccount(), name: "legacy-crm", email: "aws+legacy-crm@example.com", number: 3, joined: w.accounts[0].joined}
	var all []member
	for i, a := range w.accounts {
		all = append(all, w.member(a, "ACTIVE"))
		if i == 0 {
			all = append(all, w.member(closed, "SUSPENDED"))
		}
	}
	return all
}

func (w *World) describeOrganization(_ Caller, rw http.ResponseWriter, _ *http.Request) *apiError {
	home := w.member(w.accounts[0], "ACTIVE")
	id := w.organization()
	return writeOrganizations(rw, map[string]any{"Organization": map[string]any{
		"Id": id, "Arn": fmt.Sprintf("arn:aws:organizations::%s:organization/%s", home.ID, id), "FeatureSet": "ALL",
		"MasterAccountId": home.ID, "MasterAccountArn": home.ARN, "MasterAccountEmail": home.Email,
		"AvailablePolicyTypes": []map[string]string{{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}, {"Type": "BACKUP_POLICY", "Status": "ENABLED"}},
	}})
}

// listAccounts answers with an empty page after the first, as AWS may: only an
// absent NextToken is the end.
func (w *World) listAccounts(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	in, e := w.organizationsList(c, r)
	if e != nil {
		return e
	}
	all := w.members()
	if in.from > len(all) {
		return badToken()
	}
	if in.pause {
		return writeOrganizations(rw, map[string]any{"Accounts": []member{}, "NextToken": organizationsToken(in.from, false)})
	}
	end := min(in.from+in.most, len(all))
	first := in.from == 0
	if first {
		end = min(end, len(all)-1)
	}
	answer := map[string]any{"Accounts": all[in.from:end]}
	if end < len(all) {
		answer["NextToken"] = organizationsToken(end, first)
	}
	return writeOrganizations(rw, answer)
}

func (w *World) listDelegatedAdministrators(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	in, e := w.organizationsList(c, r)
	if e != nil {
		return e
	}
	administrators := []member{}
	if a := w.account(w.delegatedAdministrator()); a != nil && (in.ServicePrincipal == "" || in.ServicePrincipal == "backup.amazonaws.com") {
		m := w.member(a, "ACTIVE")
		m.Paths, m.Delegated = nil, float64(a.joined.Add(30*24*time.Hour).UnixMilli())/1000
		administrators = append(administrators, m)
	}
	return writeOrganizations(rw, map[string]any{"DelegatedAdministrators": administrators})
}

type organizationsInput struct {
	MaxResults       *int
	NextToken        string
	ServicePrincipal string

	most, from int
	pause      bool // answer with an empty page first
}

// organizationsList reads the input of a list and checks who asks.
func (w *World) organizationsList(c Caller, r *http.Request) (organizationsInput, *apiError) {
	in := organizationsInput{most: mostAccounts}
	if c.Account != w.HomeAccount() && c.Account != w.delegatedAdministrator() {
		return in, refuse("AccessDeniedException", "You don't have permissions to access this resource.")
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return in, refuse("SerializationException", "Start of structure or map found where not expected.")
	}
	if in.MaxResults != nil {
		if *in.MaxResults < 1 || *in.MaxResults > mostAccounts {
			return in, refuse("InvalidInputException", "You specified an invalid value: MaxResults must be between 1 and %d.", mostAccounts)
		}
		in.most = *in.MaxResults
	}
	if in.NextToken == "" {
		return in, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(in.NextToken)
	from, pause := strings.CutSuffix(string(raw), "+")
	n, bad := strconv.Atoi(strings.TrimPrefix(from, "account "))
	if err != nil || bad != nil || n < 0 {
		return in, badToken()
	}
	in.from, in.pause = n, pause
	return in, nil
}

func organizationsToken(from int, pause bool) string {
	text := fmt.Sprintf("account %d", from)
	if pause {
		text += "+"
	}
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

func badToken() *apiError {
	return refuse("InvalidInputException", "You specified an invalid value for NextToken.")
}

func writeOrganizations(rw http.ResponseWriter, answer any) *apiError {
	rw.Header().Set("Content-Type", "application/x-amz-json-1.1")
	writeJSON(rw, http.StatusOK, answer)
	return nil
}
