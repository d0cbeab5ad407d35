package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Target is where a link, a command or `-c` leads.
type Target struct {
	View   string       // name in the catalogue
	Scope  backup.Scope // narrows to one scope; zero = all in focus
	Arg    string       // narrows within: PointQuery.Encode, JobQuery.Encode, a plan ID, as the view says
	Filter string       // in the filter language
	Given  string       // the part of Filter that a link set: esc leaves it alone
	Only   bool         // problems only, as after `!`
	Title  string       // for the breadcrumb; empty = the view's name
	SeenBy string       // points: an expression over seenFrom, which says from where shared vaults are read
	Note   string       // why the rows may be others than the link promises; stands under them while Filter does
	Thing  backup.Thing // set: open the page of this thing instead of a list

	form *wizard // set: a form or what was sent of it, to come back to; nothing else is
}

// Link is a way from a row to what belongs to it.
type Link[V any] struct {
	Title string
	To    func(*V, *Env) (Target, bool) // false: this row has none
}

// SortBy is a column and a direction.
type SortBy struct {
	Column string
	Desc   bool
}

// Resource describes one view of the catalogue: data, no behaviour of its own.
//
// Rows come from the store (Feeds and Parts) or, for views that are computed, from
// Derive, which runs in a command and must not touch anything but e.
type Resource[V comparable] struct {
	Name    string
	Aliases []string
	Number  string // the digit that opens it, "" = none
	Tip     string // one sentence: what it shows

	Feeds   []string
	Parts   func(e *Env, t Target) []state.Part // which lists it needs now
	Derive  func(e *Env, t Target) []V
	Watches []string                           // feeds whose change means deriving again; with Derive
	Version func(e *Env, filter string) uint64 // of what else Derive or a column that the filter names reads from e; nil = nothing
	Own     func(b Backend) ([]V, error)       // rows that this machine keeps: `bkpui get` asks no AWS for them

	Columns      []Column[V]
	ProblemTable []string // the table's columns while `!` is on; nil = as always // in the order of records and pages
	Table        []string // the table's columns in order, by name; `w` adds the other titled ones; nil = the titled ones as they stand
	Sort         []SortBy // at the start
	Key          func(*V) string
	Base         string // filter expression that always holds: "kind:copy"

	Failing func(e *Env) int // how many of the lists that it is about fail; for views that read none

	ScreenOnly bool // rows of this console alone: `bkpui get` does not serve them

	Heavy func(e *Env, t Target) int // about how many rows there are, where it can be too many to keep

	Aim     func(t Target, terms []query.Term) Target           // where the filter says which lists are to be read at all
	Push    func(t Target, terms []query.Term) (Target, string) // what AWS can filter on its side, and how the screen says so
	Problem func(*V, *Env) bool                                 // what `!` keeps
	// ProblemMoves says that rows become problems as time passes, without changing.
	ProblemMoves bool

	Linger func(*V) bool // rows in this state stay in sight for a moment after they left the filter

	ID      func(*V) string                 // what `c` copies; nil = Key
	Crumb   func(*V, *Env) string           // short name in breadcrumbs; nil = ID
	Thing   func(*V, *Env) backup.Thing     // what AWS can be asked to describe; zero Kind = nothing
	Enter   func(*V, *Env) (Target, bool)   // the most natural link; nil or false = the page
	Page    func(*V, *Env) (Target, bool)   // a page made by hand; nil = the usual one
	Links   []Link[V]                       // on the page
	Actions []Action[V]                     // what can be done to rows
	Scope   func(*V) backup.Scope           // of the row, for focus and the console's address
	URL     func(*V, *Env) string           // the AWS console's address; "" = none
	Notes   func(*V, *Env) []string         // lines of explanation on the page
	Told    func(g *getRun, t Target) error // reads what records of a target are told of by other lists
	Beside  func(*V, *Env) []line           // lines of the page that other lists tell; they cost too much for a column
	Led     []string                        // columns that the page of such a thing says itself, above the others
	Words   func(e *Env) string             // what the status says after the number of rows; nil = nothing
	Empty   func(e *Env, t Target) string   // what an empty list means here
}

// Opener is a Resource without its row type: what the catalogue, the palette, the
// help and `bkpui get` handle.
type Opener interface {
	Info() Info
	Open(s *session, t Target) Screen
	Check(filter, sort string) error         // wrong column or filter, as the operator should read it
	Complete(e *Env, filter string) []string // what may stand in place of a filter typed so far
	get(g *getRun) error
	actionKeys() []ui.Binding
}

// Info is what the catalogue says of a view.
type Info struct {
	Name    string
	Aliases []string
	Number  string
	Tip     string
	Fields  []FieldInfo
	Records bool // `bkpui get` serves it
	Own     bool // from what this machine keeps, without AWS

	Problems bool // `!` keeps some of its rows
}

// FieldInfo is a field of a view's records and filters.
type FieldInfo struct {
	Name    string
	Aliases []string
	Kind    query.Kind
	Record  bool
}
