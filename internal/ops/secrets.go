package ops

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// placeholders are the names of the secrets that stand in text.
func placeholders(text string) iter.Seq[string] {
	before, after, _ := strings.Cut(backup.SecretRef("\x00"), "\x00")
	return func(yield func(string) bool) {
		for {
			_, rest, found := strings.Cut(text, before)
			if !found {
				return
			}
			if name, _, closed := strings.Cut(rest, after); closed && !yield(name) {
				return
			}
			text = rest
		}
	}
}

// secretNames are the names of the secrets that the metadata has placeholders for.
func secretNames(c *backup.StartRestoreJob) []string {
	names := map[string]bool{}
	for _, value := range c.Metadata {
		for name := range placeholders(value) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// NeedsSecrets reports whether the request stands with placeholders for secrets that are
// not at hand, as one read from the journal does.
func NeedsSecrets(c backup.Change) bool {
	r, ok := c.(*backup.StartRestoreJob)
	return ok && slices.ContainsFunc(secretNames(r), func(name string) bool { return r.Secrets[name].Empty() })
}

// shortestSecret is how long a secret must be for its word to be looked for in other text: AWS
// asks for eight characters, and shorter ones stand in anything.
const shortestSecret = 8

// bare returns the first key of the metadata under which a secret of the request stands in clear, from
// where it would reach the journal.
func bare(c backup.Change) (key string, found bool) {
	r, ok := c.(*backup.StartRestoreJob)
	if !ok {
		return "", false
	}
	for _, key := range slices.Sorted(maps.Keys(r.Metadata)) {
		if value := r.Metadata[key]; backup.SecretStands(key, value) || repeats(value, r) {
			return key, true
		}
	}
	return "", false
}

// repeats reports words in which a secret of the request stands.
func repeats(words string, r *backup.StartRestoreJob) bool {
	return slices.ContainsFunc(r.SecretWords(), func(s string) bool { return len(s) >= shortestSecret && strings.Contains(words, s) })
}

// withoutSecrets takes the secrets of the request out of words that AWS may have said
// about it.
func withoutSecrets(words string, c backup.Change) string {
	r, ok := c.(*backup.StartRestoreJob)
	if !ok {
		return words
	}
	for _, s := range r.SecretWords() {
		if len(s) >= shortestSecret {
			words = strings.ReplaceAll(words, s, backup.NewSecret(s).String())
		}
	}
	return words
}
