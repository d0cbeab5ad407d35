package backup

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// A list of names and values has the name of a secret in one member and the secret in
// another: ParameterKey and ParameterValue, Name and Value, Key and Value.
var (
	nameWords  = []string{"key", "name", "k", "variable", "parameter", "option", "field", "property", "setting"}
	valueWords = []string{"value", "values", "v", "val", "default", "content", "contents", "text", "string", "data"}
)

// lastIn reports a key of which the last word is one of those.
func lastIn(key string, words []string) bool {
	of := wordsOfKey(key)
	return len(of) > 0 && slices.Contains(words, of[len(of)-1])
}

// parsed reads a text that is JSON in brackets, or a text of JSON that is one.
func parsed(text string) (any, bool) {
	if t := strings.TrimSpace(text); t == "" || !strings.ContainsRune(`[{"`, rune(t[0])) {
		return nil, false
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var doc any
	if d.Decode(&doc) != nil {
		return nil, false
	}
	_, err := d.Token()
	return doc, err == io.EOF
}

// secretsOfJSON are those in a document: under names of secrets, in pairs, and in its texts.
func secretsOfJSON(doc any, depth int) []string {
	var found []string
	switch v := doc.(type) {
	case string:
		return secretsIn(v, depth-1)
	case []any:
		found = append(found, secretsOfList(v)...)
		for _, item := range v {
			found = append(found, secretsOfJSON(item, depth)...)
		}
	case map[string]any:
		named := false
		for key, item := range v {
			word, isText := item.(string)
			named = named || isText && lastIn(key, nameWords) && NamesSecret(word)
		}
		for key, item := range v {
			if NamesSecret(key) || named && lastIn(key, valueWords) {
				found = append(found, wordsOf(item)...)
			}
			found = append(found, secretsOfJSON(item, depth)...)
		}
	}
	return found
}

// wordsOf are all words of a document but those that are no secret under any name.
func wordsOf(doc any) []string {
	var found []string
	switch v := doc.(type) {
	case string:
		if !plainly(v) {
			found = append(found, v)
		}
	case json.Number:
		found = append(found, v.String())
	case []any:
		for _, item := range v {
			found = append(found, wordsOf(item)...)
		}
	case map[string]any:
		for _, item := range v {
			found = append(found, wordsOf(item)...)
		}
	}
	return found
}

// secretPairs are the values of a text that is no JSON, such as JSON that is still being typed
// or the short form of the aws command, where a name in it names a secret. Of the object that
// is open a value without a name counts too: its name may be still to come.
func secretPairs(text string) []string {
	named, values := pairsOf(text)
	open := text[strings.LastIndex(text, "{")+1:]
	if t := strings.TrimSpace(text); !named && t != "" && (t[0] == '[' || t[0] == '{') && !strings.Contains(open, "}") {
		hasName := false
		eachMember(open[:strings.LastIndex(open, ",")+1], func(key, _ string, _ bool) { hasName = hasName || lastIn(key, nameWords) })
		if !hasName {
			_, values = pairsOf(open)
			return values
		}
	}
	if !named {
		return nil
	}
	return values
}

func pairsOf(text string) (named bool, values []string) {
	eachMember(text, func(key, word string, _ bool) {
		switch {
		case lastIn(key, nameWords):
			named = named || NamesSecret(word)
		case lastIn(key, valueWords) && !plainly(word):
			values = append(values, word)
		}
	})
	return named, values
}
