package views

import (
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// question is what a list is asked: the operator's filter, problems only, the
// focus, and what the view itself always holds. The compiled form is kept as long
// as nothing in it changes, which lets the query engine go on from its last answer.
type question[V comparable] struct {
	text     string // as typed
	problems bool

	compiled *query.Filter[V]
	from     compiledFrom
}

type compiledFrom struct {
	expr  string
	fleet *Fleet
	watch uint64
	asOf  backup.Time // where being a problem hangs on the clock
}

// problemsEvery is how often rows are looked through anew for those that became problems
// by waiting.
const problemsEvery = 30 * time.Second

// problemField is the hidden column behind `!`.
const problemField = "problem"

// fields returns what a filter can name, at the moment of e.
func (r *Resource[V]) fields(e *Env) []query.Field[V] {
	plain := *e
	plain.Theme = ui.NewTheme("", true, true) // signs are no words, and plain bytes are searched faster
	e = &plain
	fields := make([]query.Field[V], 0, len(r.Columns)+1)
	for i := range r.Columns {
		fields = append(fields, r.Columns[i].field(e))
	}
	if r.Problem != nil {
		fields = append(fields, query.Field[V]{
			Name: problemField, Kind: query.Bool,
			Text: func(b []byte, v *V) []byte { return appendBool(b, r.Problem(v, e)) },
			Show: func(b []byte, _ *V) []byte { return b }, // no word of it is found by chance
		})
	}
	return fields
}

func appendBool(b []byte, yes bool) []byte {
	if yes {
		return append(b, "true"...)
	}
	return append(b, "false"...)
}

// parse compiles an expression for a view at the moment of e.
func (r *Resource[V]) parse(expr string, e *Env) (*query.Filter[V], error) {
	return query.Parse(expr, r.fields(e), func() time.Time { return e.Now.Time() })
}

// filter returns the compiled question, nil when every row matches. watch changes
// when what the columns look up beside the row has changed.
func (q *question[V]) filter(r *Resource[V], e *Env, watch uint64) (*query.Filter[V], error) {
	expr := q.expr(r, e)
	from := compiledFrom{expr: expr, fleet: e.Fleet, watch: watch}
	if q.problems && r.ProblemMoves {
		from.asOf = e.Now - e.Now%backup.Time(problemsEvery.Milliseconds())
	}
	if q.compiled != nil && q.from == from {
		return q.compiled, nil
	}
	if expr == "" {
		q.compiled, q.from = nil, from
		return nil, nil
	}
	f, err := r.parse(expr, e)
	if err != nil {
		return nil, err
	}
	q.compiled, q.from = f, from
	return f, nil
}

// expr joins all conditions in the filter language.
func (q *question[V]) expr(r *Resource[V], e *Env) string {
	var terms []string
	add := func(s string) {
		if s != "" {
			terms = append(terms, s)
		}
	}
	add(r.always(e))
	if r.hasColumn("account") && r.hasColumn("region") && !r.hasColumn("seenFrom") {
		add(e.Focus.Expr()) // of what others share, account is the owner: there the lists themselves are of the focus
	}
	if q.problems && r.Problem != nil {
		add(problemField + ":true")
	}
	add(q.text)
	return strings.Join(terms, " ")
}

// always is what holds for every list of a view: what the view says itself, and that
// accounts which do not belong to the fleet are left out of the lists that AWS gives
// for a whole organisation.
func (r *Resource[V]) always(e *Env) string {
	whole := slices.Contains(r.Feeds, jobFeed(backup.BackupJob)) || slices.Contains(r.Feeds, jobFeed(backup.ScanJob))
	if out := e.Fleet.LeftOut(); whole && len(out) > 0 {
		return strings.TrimSpace(r.Base + " !account~^(" + join(out) + ")$")
	}
	return r.Base
}

func (r *Resource[V]) hasColumn(name string) bool {
	for i := range r.Columns {
		if r.Columns[i].Name == name {
			return true
		}
	}
	return false
}
