package views

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/bkpui/bkpui/internal/backup"
)

// jsonText lays the answers of AWS out for reading, each under its operation. The
// bytes are AWS's own, only indented.
func jsonText(docs []backup.Document) string {
	var b bytes.Buffer
	for i, d := range docs {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "// %s\n", d.Op)
		switch {
		case d.Err != nil:
			fmt.Fprintf(&b, "// %s\n", d.Err)
		case json.Indent(&b, d.JSON, "", "  ") != nil:
			b.Write(d.JSON)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// recordJSON is a row as a record, for things that AWS has no describe call for.
func recordJSON[V comparable](r *Resource[V], v *V, e *Env) string {
	w := recordWriter[V]{format: "jsonl", cols: r.recordColumns()}
	line := w.members(nil, v, e, "{", ",", "}", ":")
	var b bytes.Buffer
	if json.Indent(&b, line, "", "  ") != nil {
		return string(line)
	}
	return "// the row, as bkpui get writes it\n" + b.String() + "\n"
}
