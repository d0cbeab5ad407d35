package restore

import "strings"

// doubtfulKeys warns of what S3 looks for as it stands, and does not mean what an operator
// may mean by it: it knows prefixes and keys, no paths and no patterns.
func doubtfulKeys(f *Form, _ string) string {
	seen := map[string]bool{}
	items := f.items("ItemsToRestore")
	for _, item := range items {
		switch {
		case strings.HasPrefix(item, "/"):
			return "keys of S3 rarely begin with /, and " + item + " finds those alone that do"
		case strings.Contains(item, "*"):
			return "there are no wildcards: " + item + " finds keys alone that hold a *; a prefix is written without it"
		case seen[item]:
			return item + " is given twice"
		}
		seen[item] = true
	}
	for _, item := range items {
		for _, prefix := range items {
			if item != prefix && strings.HasSuffix(prefix, "/") && strings.HasPrefix(item, prefix) {
				return item + " is given twice: it is under " + prefix
			}
		}
	}
	return ""
}
