package sim

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

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
