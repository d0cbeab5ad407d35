package sim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// mostRegions is the longest page of ListRegions.
const mostRegions = 50

// optInRegions are the regions that an account has to enable itself.
var optInRegions = []string{
	"af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7",
	"ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
}

var regionStatuses = []string{"DISABLED", "DISABLING", "ENABLED", "ENABLED_BY_DEFAULT", "ENABLING"}

type regionStatus struct {
	RegionName      string
	RegionOptStatus string
}

// regionList is what accounts see: the world's regions are enabled, the other
// opt-in regions disabled.
func (w *World) regionList() []regionStatus {
	var all []regionStatus
	for _, name := range w.regions {
		status := "ENABLED_BY_DEFAULT"
		if slices.Contains(optInRegions, name) {
			status = "ENABLED"
		}
		all = append(all, regionStatus{name, status})
	}
	for _, name := range optInRegions {
		if !slices.Contains(w.regions, name) {
			all = append(all, regionStatus{name, "DISABLED"})
		}
	}
	return all
}

func (w *World) listRegions(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	var in struct {
		AccountID               string `json:"AccountId"`
		MaxResults              *int
		NextToken               string
		RegionOptStatusContains []string
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return refuse("SerializationException", "The request body is not a JSON object.")
	}
	// AWS Account Management: the management account names members, never itself.
	if in.AccountID != "" && (c.Account != w.HomeAccount() || in.AccountID == c.Account || w.account(in.AccountID) == nil) {
		return refuse("AccessDeniedException", "User: %s is not authorized to perform: account:ListRegions on resource: %s", c.Principal, in.AccountID)
	}
	limit := mostRegions
	if in.MaxResults != nil {
		if limit = *in.MaxResults; limit < 1 || limit > mostRegions {
			return refuse("ValidationException", "MaxResults must be between 1 and %d.", mostRegions)
		}
	}
	for _, s := range in.RegionOptStatusContains {
		if !slices.Contains(regionStatuses, s) {
			return refuse("ValidationException", "RegionOptStatusContains: unknown status %q.", s)
		}
	}
	all := slices.DeleteFunc(w.regionList(), func(s regionStatus) bool {
		return len(in.RegionOptStatusContains) > 0 && !slices.Contains(in.RegionOptStatusContains, s.RegionOptStatus)
	})
	from := 0
	if in.NextToken != "" {
		n, err := strconv.Atoi(in.NextToken)
		if err != nil || n < 0 || n > len(all) {
			return refuse("ValidationException", "NextToken is not valid.")
		}
		from = n
	}
	answer := map[string]any{}
	end := min(from+limit, len(all))
	if end < len(all) {
		answer["NextToken"] = strconv.Itoa(end)
	}
	answer["Regions"] = all[from:end]
	writeJSON(rw, http.StatusOK, answer)
	return nil
}
