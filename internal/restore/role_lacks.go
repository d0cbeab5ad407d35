package restore

import "strings"

// lackWords name actions that a role may not do, all of them: those first that write what is
// restored, without which there is nothing, then those that look and tag.
func lackWords(p Plan, actions []string) string {
	var writing, making, beside []string
	for _, a := range actions {
		switch {
		case !writes(a):
			beside = append(beside, a)
		case p.Target.Effect == WritesInto && makes(a): // it is there already: what makes it is needed least
			making = append(making, a)
		default:
			writing = append(writing, a)
		}
	}
	writing = append(writing, making...)
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

// makes reports an action that makes or sets up what is restored into.
func makes(action string) bool {
	_, verb, _ := strings.Cut(action, ":")
	return strings.HasPrefix(verb, "Create") || strings.HasPrefix(verb, "PutBucket")
}
