package backup

import (
	"regexp"
	"slices"
	"strings"
)

// NamesSecret reports a key whose value is a secret, or a script that may hold one.
func NamesSecret(key string) bool {
	words := wordsOfKey(key)
	if len(words) == 0 || about(words) {
		return false
	}
	whole := strings.Join(words, "")
	switch {
	case whole == "userdata", slices.ContainsFunc(secretParts, func(part string) bool { return strings.Contains(whole, part) }):
		return true
	case slices.ContainsFunc(words, func(word string) bool { return slices.Contains(secretWords, word) }):
		return true
	}
	before, _, isToken := strings.Cut(whole, "token")
	return isToken && !slices.ContainsFunc(harmlessTokens, func(word string) bool { return strings.HasSuffix(before, word) })
}

var (
	// secretParts name a secret wherever in a key they stand.
	secretParts = []string{"password", "passwd", "pwd", "passphrase", "passcode", "secret", "apikey", "privatekey", "credential", "connectionstring", "connstr", "authorization", "accesskey", "accountkey", "sharedkey", "signingkey"}

	// secretWords name one as a word of a key.
	secretWords = []string{"pass", "pw", "pin", "cred", "creds", "dsn"}

	// harmlessTokens stand before "token" where that gives nobody access.
	harmlessTokens = []string{"client", "clientrequest", "idempotency", "request", "page", "pagination", "next", "continuation", "starting", "creation", "creator"}

	// aboutWords end a key that tells something about a secret, such as where it is kept.
	aboutWords = []string{
		"arn", "arns", "id", "ids", "name", "names", "enabled", "required", "length", "policy", "age", "days", "expiration", "expiry", "expires",
		"type", "status", "version", "rotation", "count", "path", "manager",
	}

	// askWords begin a key that is answered yes or no.
	askWords = []string{"manage", "enable", "disable", "require", "has", "is", "use", "rotate"}
)

// about reports a key that says something about a secret and is none.
func about(words []string) bool {
	return slices.Contains(aboutWords, words[len(words)-1]) || len(words) > 1 && slices.Contains(askWords, words[0])
}

var keyWord = regexp.MustCompile(`[A-Z]+s?(?:[^A-Za-z]|$)|[A-Z]+[a-z]*|[a-z]+`)

// wordsOfKey are the words of a key as AWS writes one, lower-cased: MasterUserPwd, api_key.
func wordsOfKey(key string) []string {
	var words []string
	for _, word := range keyWord.FindAllString(key, -1) {
		words = append(words, strings.ToLower(strings.Trim(word, "_-. ")))
	}
	return words
}
