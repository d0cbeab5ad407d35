package sim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const trailPage = 50 // events of a page at most

// A lookup is LookupEvents' request.
type lookup struct {
	LookupAttributes []struct{ AttributeKey, AttributeValue string }
	EventCategory    string
	StartTime        *float64 // seconds since 1970
	EndTime          *float64
	MaxResults       *int
	NextToken        string
}

// cloudTrailOperations are the operations served: AWS CloudTrail API 2013-11-01.
func (w *World) cloudTrailOperations() map[string]handler {
	return map[string]handler{"LookupEvents": w.lookupEvents}
}

func (w *World) lookupEvents(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	if e := w.permits(c, "cloudtrail:LookupEvents"); e != nil {
		return e
	}
	var in lookup
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return refuse("SerializationException", "Start of structure or map found where not expected.")
	}
	s, now := w.scope(c.Account, c.Region), time.Now().UnixMilli()
	from, to := int64(0), now
	if in.StartTime != nil {
		from = int64(*in.StartTime * 1000)
	}
	if in.EndTime != nil {
		to = int64(*in.EndTime * 1000)
	}
	limit, e := in.check(from, to)
	if e != nil {
		return e
	}
	after, e := in.after(s.seed)
	if e != nil {
		return e
	}
	if after.At != 0 {
		to = min(to, after.At)
	}
	rows, next, skip := []map[string]any{}, "", after.ID != ""
	var last trailEvent
	for ev := range s.trail(from, to, now) {
		if skip && ev.at == after.At {
			skip = ev.id() != after.ID
			continue
		}
		if !in.takes(ev) || in.EventCategory != "" {
			continue // no Insights events here
		}
		if len(rows) == limit {
			next = in.token(s.seed, last)
			break
		}
		rows, last = append(rows, ev.row()), ev
	}
	out := map[string]any{"Events": rows}
	if next != "" {
		out["NextToken"] = next
	}
	writeJSON(rw, http.StatusOK, out)
	return nil
}

// check finds what AWS refuses.
func (in *lookup) check(from, to int64) (limit int, e *apiError) {
	limit = trailPage
	if in.MaxResults != nil {
		if limit = *in.MaxResults; limit < 1 || limit > trailPage {
			return 0, refuse("InvalidMaxResultsException", "MaxResults must be between 1 and %d.", trailPage)
		}
	}
	keys := []string{"EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName", "EventSource", "AccessKeyId"}
	switch {
	case from > to:
		return 0, refuse("InvalidTimeRangeException", "The start time is after the end time.")
	case len(in.LookupAttributes) > 1:
		return 0, refuse("InvalidLookupAttributesException", "You can specify only one lookup attribute.")
	case in.EventCategory != "" && in.EventCategory != "insight":
		return 0, refuse("InvalidEventCategoryException", "Invalid event category: %s.", in.EventCategory)
	}
	for _, a := range in.LookupAttributes {
		if !slices.Contains(keys, a.AttributeKey) || a.AttributeValue == "" {
			return 0, refuse("InvalidLookupAttributesException", "Invalid lookup attribute: %s=%s.", a.AttributeKey, a.AttributeValue)
		}
	}
	return limit, nil
}

// takes says whether the event has the attribute that is looked for.
func (in *lookup) takes(e trailEvent) bool {
	for _, a := range in.LookupAttributes {
		has := ""
		switch a.AttributeKey {
		case "EventId":
			has = e.id()
		case "EventName":
			has = e.name
		case "EventSource":
			has = e.source
		case "ReadOnly":
			has = strconv.FormatBool(e.reads)
		case "Username":
			has = e.userName()
		case "AccessKeyId":
			has = e.accessKey()
		case "ResourceName", "ResourceType":
			return slices.ContainsFunc(e.resources, func(r trailResource) bool {
				return a.AttributeValue == map[string]string{"ResourceName": r.name, "ResourceType": r.kind}[a.AttributeKey]
			})
		}
		if has != a.AttributeValue {
			return false
		}
	}
	return true
}

// row is an event as LookupEvents lists it.
func (e trailEvent) row() map[string]any {
	resources := []map[string]string{}
	for _, r := range e.resources {
		resources = append(resources, map[string]string{"ResourceType": r.kind, "ResourceName": r.name})
	}
	row := map[string]any{
		"EventId": e.id(), "EventName": e.name, "EventSource": e.source, "EventTime": float64(e.at / 1000), "ReadOnly": strconv.FormatBool(e.reads),
		"Resources": resources, "CloudTrailEvent": e.whole(), "Username": e.userName(),
	}
	if key := e.accessKey(); key != "" {
		row["AccessKeyId"] = key
	}
	return row
}

// A trailToken is what NextToken carries: the last event given, and what was asked.
type trailToken struct {
	Bound uint64 `json:"b"`
	At    int64  `json:"t"`
	ID    string `json:"e"`
}

func (in *lookup) bound(seed uint64) uint64 {
	h := hashText(seed, fmt.Sprint(in.LookupAttributes, in.EventCategory))
	for _, t := range []*float64{in.StartTime, in.EndTime} {
		if t != nil {
			h = hash(h, uint64(*t*1000))
		}
	}
	return h
}

func (in *lookup) token(seed uint64, last trailEvent) string {
	raw, err := json.Marshal(trailToken{in.bound(seed), last.at, last.id()})
	if err != nil {
		panic(err) // three plain fields
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

func (in *lookup) after(seed uint64) (t trailToken, e *apiError) {
	if in.NextToken == "" {
		return t, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(in.NextToken)
	if err != nil || json.Unmarshal(raw, &t) != nil || t.Bound != in.bound(seed) {
		return t, refuse("InvalidNextTokenException", "The token is not valid, or was not given for these parameters.")
	}
	return t, nil
}
