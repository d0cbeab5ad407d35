package sim

import (
	"encoding/json"
	"slices"
	"strings"
)

// read decodes the request's body. Members that nobody knows are ignored, values of a
// wrong type are refused.
func (c *call) read(into any) *apiError {
	if len(c.body) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.body, into); err != nil {
		return refuse("SerializationException", "The request body cannot be read: %v", err)
	}
	return nil
}

// needs refuses a request that lacks a required member; names and values alternate.
func needs(members ...string) *apiError {
	for i := 0; i < len(members); i += 2 {
		if members[i+1] == "" {
			return refuse("MissingParameterValueException", "The request is missing the required parameter %s.", members[i])
		}
	}
	return nil
}

// A lifecycleIn is a lifecycle as requests have it; nil members are absent.
type lifecycleIn struct {
	MoveToColdStorageAfterDays          *int64 `json:",omitempty"`
	DeleteAfterDays                     *int64 `json:",omitempty"`
	OptInToArchiveForSupportedResources *bool  `json:",omitempty"`
}

const (
	coldAtLeast = 90 // days that a point has to stay in cold storage
	mostDays    = 36500
)

// days reads a lifecycle: 0 is always and never, as -1 in the request.
func (l *lifecycleIn) days() (keep, cold int, err *apiError) {
	if l == nil {
		return 0, 0, nil
	}
	read := func(name string, v *int64) int {
		switch {
		case v == nil || *v == -1:
			return 0
		case *v < 1 || *v > mostDays:
			err = invalid("Invalid lifecycle. %s must be between 1 and %d, or -1.", name, mostDays)
		}
		return int(*v)
	}
	keep, cold = read("DeleteAfterDays", l.DeleteAfterDays), read("MoveToColdStorageAfterDays", l.MoveToColdStorageAfterDays)
	if err == nil && keep > 0 && cold > 0 && keep < cold+coldAtLeast {
		err = invalid("Invalid lifecycle. DeleteAfterDays cannot be less than MoveToColdStorageAfterDays plus %d days", coldAtLeast)
	}
	return keep, cold, err
}

// checkARN refuses what is no ARN of one of the services.
func checkARN(name, arn string, services ...string) *apiError {
	p := strings.SplitN(arn, ":", 6)
	if len(p) != 6 || p[0] != "arn" || p[1] == "" || p[5] == "" || len(services) > 0 && !slices.Contains(services, p[2]) {
		return invalid("Invalid ARN for %s: %s", name, arn)
	}
	return nil
}
