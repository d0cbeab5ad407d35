package ops

import (
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// mostWord is how long a word of a command line may be: Linux takes 128 KiB.
const mostWord = 100_000

// metadata adds the metadata of a restore. Where it holds secrets, or is too long for a
// word, it goes through standard input.
func (w *words) metadata(c *backup.StartRestoreJob) {
	filled := maps.Clone(c.Metadata)
	marks := map[string]string{} // what stands for a secret until the text is quoted → how the shell fills it in
	for _, name := range secretNames(c) {
		variable := w.variable(name)
		whole, within := NewID(), NewID()
		marks[whole] = `"$(json "$` + variable + `")"`
		marks[within] = `"$(json "$(json "$` + variable + `")")"` // within JSON that is itself a text of JSON
		for key, value := range filled {
			if value == backup.SecretRef(name) {
				filled[key] = whole
			} else {
				filled[key] = strings.ReplaceAll(value, backup.SecretRef(name), within)
			}
		}
	}
	text := quote(ascii(filled))
	for mark, word := range marks {
		text = strings.ReplaceAll(text, mark, "'"+word+"'")
	}
	if len(marks) == 0 && len(text) <= mostWord {
		w.flags = append(w.flags, "--metadata "+text)
		return
	}
	w.input = text
	w.flags = append(w.flags, "--metadata file:///dev/stdin")
}

// variable names the shell variable of a secret.
func (w *words) variable(secret string) string {
	name := "SECRET_" + strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, secret)
	for slices.Contains(w.variables, name) {
		name += "_"
	}
	w.variables = append(w.variables, name)
	return name
}
