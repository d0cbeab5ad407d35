package restore

import (
	"slices"
	"strings"
)

// lackWords name actions that a role may not do, all of them: those first that write what is
// restored, without which there is nothing, then those that look and tag.
func lackWords(actions []string) string {
	var writing, beside []string
	for _, a := range actions {
		if writes(a) {
			writing = append(writing, a)
		} else {
			beside = append(beside, a)
		}
	}
	switch w, b := strings.Join(writing, ", "), strings.Join(beside, ", "); {
	case w == "":
		return b
	case b == "":
		return w + " (nothing comes of it without)"
	default:
		return w + " (nothing comes of it without), nor " + b
	}
}

// writes reports an action that does what is asked, and not only looks around or tags.
func writes(action string) bool {
	_, verb, _ := strings.Cut(action, ":")
	for _, aside := range []string{"Describe", "List", "Get", "Query", "Scan", "Tag", "AddTags", "CreateTags"} {
		if strings.HasPrefix(verb, aside) {
			return false
		}
	}
	return !strings.HasSuffix(verb, "Tagging")
}

// needed returns those of a restore's actions that it needs: what is there already is
// neither made nor set up.
func needed(actions []string, effect Effect) []string {
	if effect != WritesInto {
		return actions
	}
	return slices.DeleteFunc(slices.Clone(actions), makes)
}

// makes reports an action that makes or sets up what is restored into.
func makes(action string) bool {
	_, verb, _ := strings.Cut(action, ":")
	return strings.HasPrefix(verb, "Create") || strings.HasPrefix(verb, "PutBucket")
}
