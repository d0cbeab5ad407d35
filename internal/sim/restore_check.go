package sim

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A restoring is a request to restore while it is checked. Its rules read the
// metadata key by key; a key that none of them knows is refused. Keys are taken in any
// case: the documentation spells some in two ways, and what restore testing infers,
// which can be sent as it is, in a third.
type restoring struct {
	*call
	in   *restoreIn
	p    point
	kind string            // ResourceType
	meta map[string]string // the metadata by keys in lower case
	read map[string]bool   // those that a rule knows

	trouble string  // why the job will fail: the first that a service complains about
	remark  string  // what a COMPLETED job has to say
	makes   []thing // what the restore makes, by its services' names
	arn     string  // CreatedResourceArn
	key     string  // that it is encrypted with
}

// fails makes the job fail, unless something else has before.
func (r *restoring) fails(message string) {
	if r.trouble == "" {
		r.trouble = message
	}
}

// failsIf makes the job fail where something is wrong.
func (r *restoring) failsIf(wrong bool, message string) {
	if wrong {
		r.fails(message)
	}
}

// has says whether the metadata has a key with a value.
func (r *restoring) has(key string) bool { return r.text(key) != "" }

// text is the value of a key, "" where it is absent.
func (r *restoring) text(key string) string {
	key = strings.ToLower(key)
	r.read[key] = true
	return r.meta[key]
}

// knows names keys that are taken as they are.
func (r *restoring) knows(keys ...string) {
	for _, key := range keys {
		r.read[strings.ToLower(key)] = true
	}
}

// required refuses a request without a key.
func (r *restoring) required(keys ...string) *apiError {
	for _, key := range keys {
		if !r.has(key) {
			return invalid("Restore metadata must contain %s for resource type %s.", key, r.kind)
		}
	}
	return nil
}

// refuses refuses keys that GetRecoveryPointRestoreMetadata returns and a restore does
// not take.
func (r *restoring) refuses(keys ...string) *apiError {
	for _, key := range keys {
		if _, ok := r.meta[strings.ToLower(key)]; ok {
			return invalid("Invalid restore metadata. %s cannot be set.", key)
		}
	}
	return nil
}

// flag reads a boolean.
func (r *restoring) flag(key string) (bool, *apiError) {
	switch v := r.text(key); strings.ToLower(v) {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, invalid("Invalid restore metadata. %s must be true or false: %s", key, v)
	}
}

// flags checks that values are booleans.
func (r *restoring) flags(keys ...string) *apiError {
	for _, key := range keys {
		if _, err := r.flag(key); err != nil {
			return err
		}
	}
	return nil
}

// number reads a decimal number within bounds; 0 where it is absent.
func (r *restoring) number(key string, low, high int) (int, *apiError) {
	v := r.text(key)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < low || n > high {
		return 0, invalid("Invalid restore metadata. %s must be a number between %d and %d: %s", key, low, high, v)
	}
	return n, nil
}

// oneOf checks that a value, if there is one, is among those that are known.
func (r *restoring) oneOf(key string, values ...string) *apiError {
	if v := r.text(key); v != "" && !slices.Contains(values, v) {
		return invalid("Invalid restore metadata. %s must be one of %s: %s", key, strings.Join(values, ", "), v)
	}
	return nil
}

// list reads a list of strings, which is JSON text.
func (r *restoring) list(key string) (all []string, err *apiError) {
	v := r.text(key)
	if v == "" {
		return nil, nil
	}
	if json.Unmarshal([]byte(v), &all) != nil {
		return nil, invalid("Invalid restore metadata. %s must be a JSON list of strings: %s", key, v)
	}
	return all, nil
}

// object reads a value that is JSON text.
func (r *restoring) object(key string, into any) *apiError {
	v := r.text(key)
	if v == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(v), into); err != nil {
		return invalid("Invalid restore metadata. %s cannot be read as JSON: %v", key, err)
	}
	return nil
}

// objects checks that values are JSON text.
func (r *restoring) objects(keys ...string) *apiError {
	for _, key := range keys {
		if err := r.object(key, new(any)); err != nil {
			return err
		}
	}
	return nil
}

// made says what the restore makes, and under which ARN it is known.
func (r *restoring) made(kind, id, arn string, props map[string]any) {
	r.makes, r.arn = append(r.makes, thing{kind: kind, id: id, props: props}), arn
}

// arnOf is an ARN of the account and Region.
func (r *restoring) arnOf(service, rest string) string {
	return "arn:aws:" + service + ":" + r.scope.region + ":" + r.scope.account.id + ":" + rest
}

// newID is the ID that a service gives to what it makes.
func (r *restoring) newID(prefix string) string {
	n := hash(r.scope.seed, uint64(r.now), uint64(len(r.scope.shelfOf(restores).made.jobs.load())), 65)
	return prefix + string(hex16([]byte{'0'}, n))
}
