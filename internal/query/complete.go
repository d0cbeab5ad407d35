package query

import (
	"slices"
	"strings"
)

// Complete returns what may stand before the cursor instead of expr[:cursor]:
// the same text with its last term completed to a column name, or after a column
// name to one of its values. values lists what a column holds, nil for unknown.
func Complete[V any](expr string, cursor int, fields []Field[V], values func(name string) []string) []string {
	expr = expr[:min(max(cursor, 0), len(expr))]
	var t token
	if tokens := scan(expr); len(tokens) > 0 && tokens[len(tokens)-1].end == len(expr) {
		t = tokens[len(tokens)-1]
	} else {
		t = token{pos: len(expr), valuePos: len(expr)}
	}
	switch {
	case t.name == "" && t.op == "" && !t.quoted:
		return completeName(expr, t, fields)
	case t.name != "" && (t.op == Contains || t.op == Equal):
		return completeValue(expr, t, lookup(fields, t.name), values)
	}
	return nil
}

func completeName[V any](expr string, t token, fields []Field[V]) []string {
	var out []string
	typed := fold(t.value)
	for i := range fields {
		if strings.HasPrefix(fold(fields[i].Name), typed) {
			op := ":"
			if !fields[i].words() {
				op = ">"
			}
			if fields[i].Kind == Age {
				op = "<"
			}
			out = append(out, expr[:t.valuePos]+fields[i].Name+op)
		}
	}
	return out
}

func completeValue[V any](expr string, t token, field *Field[V], values func(string) []string) []string {
	if field == nil {
		return nil
	}
	var known []string
	switch {
	case field.Kind == Bool:
		known = []string{"yes", "no"}
	case values != nil:
		known = values(field.Name)
	}
	var begins, holds []string
	typed := fold(t.value)
	for _, v := range known {
		switch at := strings.Index(fold(v), typed); {
		case at == 0:
			begins = append(begins, expr[:t.valuePos]+Quote(v))
		case at > 0:
			holds = append(holds, expr[:t.valuePos]+Quote(v))
		}
	}
	return slices.Concat(begins, holds)
}

// Quote writes a value so that Parse reads it back as it is.
func Quote(value string) string {
	if value != "" && !strings.ContainsAny(value, "\"\\") && len(strings.Fields(value)) == 1 && strings.TrimSpace(value) == value {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}
