package query

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestByOrdersAsDeriveDoes sorts the same rows by both, of every kind of field.
func TestByOrdersAsDeriveDoes(t *testing.T) {
	rows := newTable(500)
	tie := func(x, y *rec) int { return strings.Compare(x.name, y.name) }
	for _, f := range recFields() {
		for _, desc := range []bool{false, true} {
			o := Order[rec]{Field: f, Desc: desc}
			r := must(Derive(context.Background(), nil, rows, nil, []Order[rec]{o}, tie, nil))
			var derived, sorted []rec
			for i := range r.Len() {
				derived = append(derived, *r.Row(i))
				sorted = append(sorted, *r.Row((i*7 + 3) % r.Len()))
			}
			less := By(o, tie)
			slices.SortStableFunc(sorted, func(x, y rec) int { return less(&x, &y) })
			for i := range derived {
				if x, y := &derived[i], &sorted[i]; less(x, y) != 0 {
					t.Fatalf("%s, descending %t: row %d is %+v here and %+v there", f.Name, desc, i, *x, *y)
				}
			}
		}
	}
}
