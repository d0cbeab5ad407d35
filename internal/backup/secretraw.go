package backup

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// keyID is an access key ID of AWS, which is no secret, keyWords what may be the key of
	// one, and besideID such a word that is still being typed behind it.
	keyID    = regexp.MustCompile(`(?:^|[^A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:[^A-Za-z0-9]|$)`)
	keyWords = regexp.MustCompile(`[A-Za-z0-9/+]+`)
	besideID = regexp.MustCompile(`(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9/+]+([A-Za-z0-9/+]{1,40})$`)

	// flags are the passwords of commands that take one behind a single letter.
	flags = []*regexp.Regexp{
		regexp.MustCompile(`\b(?:mysql|mariadb)[\w-]*\s(?:[^|;&\n]*?\s)?-p["']?([^\s"']+)`),
		regexp.MustCompile(`\b(?:sshpass|docker\s+login)\s(?:[^|;&\n]*?\s)?-p\s*["']?([^\s"']+)`),
		regexp.MustCompile(`\bredis-cli\s(?:[^|;&\n]*?\s)?-a\s*["']?([^\s"']+)`),
		regexp.MustCompile(`\bcurl\s(?:[^|;&\n]*?\s)?(?:-u|--user)[\s=]*["']?[^\s:"']*:([^\s"']+)`),
	}

	// marks stand before a secret, or begin one: tokens of GitHub, GitLab and Slack, bearer tokens, JSON Web Tokens, keys of OpenAI, Vault and Google, webhooks,
	// signed URLs, passwords in SQL.
	marks = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[^A-Za-z0-9])((?:gh[opusr]_|github_pat_|glpat-|xox[abeprs]-)[A-Za-z0-9_-]+)`),
		regexp.MustCompile(`(?i)\bbearer\s+([A-Za-z0-9._~+/=-]{6,})`),
		regexp.MustCompile(`(?:^|[^A-Za-z0-9])(eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,2})`),
		regexp.MustCompile(`(?:^|[^A-Za-z0-9])(sk-[A-Za-z0-9_-]{16,}|hvs\.[A-Za-z0-9_-]{8,}|AIza[A-Za-z0-9_-]{20,})`),
		regexp.MustCompile(`hooks\.slack\.com/services/([A-Za-z0-9/]+)`),
		regexp.MustCompile(`(?i)[?&](?:sig|signature|x-amz-signature)=([^&\s"']+)`),
		regexp.MustCompile(`(?i)\bidentified\s+by\s+\\*["']?([^\s"'\\;]+)`),
	}

	// prose says what a secret is.
	prose = regexp.MustCompile(`(?i)([a-z0-9_.-]+)\s+(?:is|was)\s+["']?([^\s"']+)`)

	// listed are a secret behind its name, first in a list, or behind its flag anywhere in one:
	// of a list that is not JSON, or not yet.
	listed = []*regexp.Regexp{
		regexp.MustCompile(`[\[(]\s*\\*["']([^"'\\]+)` + listNext),
		regexp.MustCompile(`["'](-[^"'\\]+)` + listNext),
	}
)

const listNext = `\\*["']\s*,\s*\\*["']?([^"'\\\s,\[\]{}()]+)`

// secretsInTheRaw are those that stand in a text by themselves, without the form of a member.
func secretsInTheRaw(text string, isJSON bool) []string {
	var found []string
	if keyID.MatchString(text) {
		found = append(found, groups(besideID, text)...)
		for _, word := range keyWords.FindAllString(text, -1) {
			if len(word) == 40 {
				found = append(found, word)
			}
		}
	}
	for _, form := range slices.Concat(flags, marks) {
		found = append(found, groups(form, text)...)
	}
	for _, m := range prose.FindAllStringSubmatch(text, -1) {
		last := strings.HasSuffix(text, m[0])
		if word := strings.TrimRight(m[2], ".,;:!?)]}\\"); NamesSecret(m[1]) && !plainly(word) && !says(word, last) {
			found = append(found, word)
		}
	}
	if isJSON {
		return found
	}
	for _, list := range listed {
		for _, m := range list.FindAllStringSubmatch(text, -1) {
			if NamesSecret(m[1]) && !plainly(m[2]) {
				found = append(found, m[2])
			}
		}
	}
	return found
}

// secretsOfList are the secrets behind their names in a list of pairs, or behind the flags of
// a command that is a list of its words.
func secretsOfList(list []any) []string {
	var found []string
	words := make([]string, 0, len(list))
	for _, item := range list {
		if word, ok := item.(string); ok {
			words = append(words, word)
		}
	}
	for _, flag := range flags {
		found = append(found, groups(flag, strings.Join(words, " "))...)
	}
	for i, item := range list[:max(len(list)-1, 0)] {
		name, isText := item.(string)
		if isText && NamesSecret(name) && (len(list) == 2 && i == 0 || strings.HasPrefix(name, "-")) {
			found = append(found, wordsOf(list[i+1])...)
		}
	}
	return found
}

// sayings follow "the password is" where it is not told.
var sayings = []string{
	"a", "an", "at", "available", "empty", "generated", "here", "in", "kept", "known", "managed", "needed", "no", "not", "now", "of", "on", "optional",
	"required", "rotated", "set", "stored", "that", "the", "there", "to", "unknown", "valid", "what", "wrong",
}

// says reports a word that tells something about a secret; the last may still become one.
func says(word string, last bool) bool {
	return slices.ContainsFunc(sayings, func(s string) bool { return s == word || last && strings.HasPrefix(s, word) })
}

func groups(form *regexp.Regexp, text string) []string {
	var found []string
	for _, m := range form.FindAllStringSubmatch(text, -1) {
		if !plainly(m[1]) {
			found = append(found, m[1])
		}
	}
	return found
}
