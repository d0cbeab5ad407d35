package restore

import (
	"bytes"
	"encoding/json"
)

// statement is one statement of a policy. An effect of "" means that the statement
// is not understood: it may say anything.
type statement struct {
	sid, effect  string
	principals   []principal
	notPrincipal bool // principals are those left out
	actions      []string
	notAction    bool
	resources    []string
	notResource  bool
	conditions   []condition
}

// principal is one entry of a Principal element: "AWS" and an ARN.
type principal struct{ kind, id string }

// condition is one line of a Condition element.
type condition struct {
	operator, key string
	values        []string
}

// parsePolicy reads a document, ok false where it is no policy. A statement that is
// not understood does not spoil the others.
func parsePolicy(document string) (statements []statement, ok bool) {
	top, ok := object([]byte(document))
	if !ok {
		return nil, false
	}
	for name := range top {
		switch name {
		case "Version", "Id", "Statement":
		default:
			return nil, false
		}
	}
	raw, isList := elements(top["Statement"])
	if !isList {
		raw = []json.RawMessage{top["Statement"]}
	}
	for _, r := range raw {
		s, ok := parseStatement(r)
		if !ok {
			s.effect = ""
		}
		statements = append(statements, s)
	}
	return statements, len(statements) > 0
}

func parseStatement(raw json.RawMessage) (s statement, ok bool) {
	fields, ok := object(raw)
	if !ok {
		return s, false
	}
	for name, value := range fields {
		var good bool
		switch name {
		case "Sid":
			good = json.Unmarshal(value, &s.sid) == nil
		case "Effect":
			good = json.Unmarshal(value, &s.effect) == nil && (s.effect == "Allow" || s.effect == "Deny")
		case "Principal", "NotPrincipal":
			s.principals, good = parsePrincipals(value)
			s.notPrincipal = name == "NotPrincipal"
		case "Action", "NotAction":
			s.actions, good = wordList(value)
			s.notAction = name == "NotAction"
		case "Resource", "NotResource":
			s.resources, good = wordList(value)
			s.notResource = name == "NotResource"
		case "Condition":
			s.conditions, good = parseConditions(value)
		}
		ok = ok && good
	}
	twice := func(name string) bool { return fields[name] != nil && fields["Not"+name] != nil }
	ok = ok && s.effect != "" && len(s.principals) > 0 && len(s.actions) > 0
	return s, ok && !twice("Principal") && !twice("Action") && !twice("Resource")
}

func parsePrincipals(raw json.RawMessage) ([]principal, bool) {
	var all string
	if json.Unmarshal(raw, &all) == nil {
		return []principal{{"AWS", all}}, all == "*"
	}
	kinds, ok := object(raw)
	if !ok {
		return nil, false
	}
	var list []principal
	for kind, value := range kinds {
		ids, ok := wordList(value)
		if !ok {
			return nil, false
		}
		for _, id := range ids {
			list = append(list, principal{kind, id})
		}
	}
	return list, true
}

func parseConditions(raw json.RawMessage) ([]condition, bool) {
	operators, ok := object(raw)
	if !ok {
		return nil, false
	}
	var list []condition
	for operator, value := range operators {
		keys, ok := object(value)
		if !ok {
			return nil, false
		}
		for key, value := range keys {
			values, ok := wordList(value)
			if !ok {
				return nil, false
			}
			list = append(list, condition{operator, key, values})
		}
	}
	return list, true
}

// object reads a JSON object whose names are all different, so that no statement is
// hidden behind another of its name.
func object(raw []byte) (map[string]json.RawMessage, bool) {
	if !json.Valid(raw) {
		return nil, false
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	fields := map[string]json.RawMessage{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, false
		}
		key, _ := name.(string)
		if _, again := fields[key]; again {
			return nil, false
		}
		fields[key] = value
	}
	return fields, true
}

// elements reads a JSON list.
func elements(raw json.RawMessage) (list []json.RawMessage, ok bool) {
	if len(raw) == 0 || raw[0] != '[' {
		return nil, false
	}
	return list, json.Unmarshal(raw, &list) == nil
}

// wordList reads a word or a list of words, as policies write them. Conditions may hold
// numbers and truth values, which stand for their words.
func wordList(raw json.RawMessage) ([]string, bool) {
	all, isList := elements(raw)
	if !isList {
		all = []json.RawMessage{raw}
	}
	var list []string
	for _, r := range all {
		var word any
		if json.Unmarshal(r, &word) != nil {
			return nil, false
		}
		switch w := word.(type) {
		case string:
			list = append(list, w)
		case bool, float64:
			list = append(list, string(r))
		default:
			return nil, false
		}
	}
	return list, len(list) > 0
}
