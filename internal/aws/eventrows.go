package aws

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const longestDetail = 4 << 10 // bytes of an event's parameters that are kept

// eventRow is an event with what tells what it is about.
type eventRow struct {
	backup.Event
	names  []string // of the resources, as AWS gives them
	params map[string]any
}

// record is what is read of the JSON that LookupEvents gives as a string (AWS
// CloudTrail User Guide: record contents).
type record struct {
	UserIdentity struct {
		ARN       string `json:"arn"`
		InvokedBy string `json:"invokedBy"`
		UserName  string `json:"userName"`
		Type      string `json:"type"`
	} `json:"userIdentity"`
	Source    string          `json:"sourceIPAddress"`
	ErrorCode string          `json:"errorCode"`
	Params    json.RawMessage `json:"requestParameters"`
	Resources []struct {
		ARN string `json:"ARN"`
	} `json:"resources"`
}

// event reads an event; false for one that AWS refused. A record that is no JSON still
// has a name and a time.
func event(in backup.Scope, e *types.Event) (eventRow, bool) {
	var r record
	_ = json.Unmarshal([]byte(str(e.CloudTrailEvent)), &r) // what it does not hold is empty
	row := eventRow{Event: backup.Event{
		Time: at(e.EventTime), ID: str(e.EventId), Name: text(e.EventName), Source: text(e.EventSource), Account: in.Account, Region: in.Region, Address: r.Source,
	}}
	for _, by := range []string{r.UserIdentity.ARN, r.UserIdentity.InvokedBy, r.UserIdentity.UserName, str(e.Username), r.UserIdentity.Type} {
		if row.By == "" {
			row.By = by
		}
	}
	_ = json.Unmarshal(r.Params, &row.params) // null, or no object: nothing is known of it
	for _, res := range r.Resources {
		row.names = append(row.names, res.ARN)
	}
	for _, res := range e.Resources {
		row.names = append(row.names, str(res.ResourceName))
	}
	row.Detail = detail(r.Params)
	row.Resource = row.resource()
	return row, r.ErrorCode == ""
}

// resource is what the event changed.
func (r *eventRow) resource() string {
	for _, name := range r.names {
		if name != "" {
			return name
		}
	}
	for _, key := range []string{"keyId", "roleName", "backupVaultName", "targetId", "policyId", "accountId"} {
		if s, _ := r.params[key].(string); s != "" {
			return s
		}
	}
	return ""
}

// about reports whether the event is about the resource that is asked for: by its ARN,
// or by the name that its parameters have for it. Which accounts a policy reaches can't
// be told, so that all of them are.
func (r *eventRow) about(q backup.EventsQuery) bool {
	if q.Of == backup.PolicyFact {
		return true
	}
	p, _ := backup.SplitARN(q.Resource)
	name := p.Resource[strings.LastIndexAny(p.Resource, ":/")+1:]
	if q.Of == backup.VaultFact { // whose name may hold a slash
		name = strings.TrimPrefix(p.Resource, "backup-vault:")
	}
	same := func(s string) bool { return s == q.Resource || s == name }
	if slices.ContainsFunc(r.names, same) {
		return true
	}
	for _, key := range []string{"keyId", "roleName", "backupVaultName"} {
		if s, _ := r.params[key].(string); same(s) && s != "" {
			return true
		}
	}
	return false
}

// detail is the parameters of the call on one line.
func detail(raw json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil || b.String() == "null" {
		return ""
	}
	if b.Len() > longestDetail {
		return strings.ToValidUTF8(b.String()[:longestDetail], "") + "…"
	}
	return b.String()
}
