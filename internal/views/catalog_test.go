package views

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// records are the fields that scripts rely on: views add fields, they never rename
// or reorder these.
var records = map[string]string{
	"accounts":  "account name state access regions",
	"vaults":    "account region seenFrom name arn type points locked lockMode lockDate minRetentionDays maxRetentionDays encryptionKeyArn created",
	"points":    "account region seenFrom vault arn resourceArn resourceType resourceName status created completed sizeBytes moveToColdAt coldSince deleteAt encrypted encryptionKeyArn parentArn planId",
	"jobs":      jobRecord,
	"bj":        jobRecord,
	"cj":        jobRecord,
	"rj":        jobRecord,
	"sj":        jobRecord,
	"resources": "account region arn type name lastBackup",
	"plans":     "account region id name version rules selections lastExecution",
	"stale":     "account region resourceArn resourceType lastGoodBackup since interval failedSince lastJobState lastJobCreated rule plan schedule",
	"failures":  "cause class root count of rate kinds accounts regions",
	"actions":   "time op phase kind actor account region target reason job outcome",
}

const jobRecord = "account region kind id state percentDone resourceArn resourceType vault destinationVaultArn pointArn created completed sizeBytes bytesTransferred message messageCategory createdResourceArn"

// contract is what every descriptor of the catalogue must keep.
type contract interface {
	Opener
	keepsContract(t *testing.T)
}

func TestEveryViewKeepsTheContract(t *testing.T) {
	seen := map[string]string{}
	for _, v := range Catalog() {
		info := v.Info()
		for _, name := range append([]string{info.Name}, info.Aliases...) {
			if other := seen[strings.ToLower(name)]; other != "" {
				t.Errorf("%q opens both %s and %s", name, other, info.Name)
			}
			seen[strings.ToLower(name)] = info.Name
		}
		if info.Tip == "" {
			t.Errorf("%s has no tip", info.Name)
		}
		if c, ok := v.(contract); ok {
			t.Run(info.Name, c.keepsContract)
		} else if info.Records {
			t.Errorf("%s has records and no descriptor", info.Name)
		}
	}
	for name := range records {
		if seen[name] == "" {
			t.Errorf("no view %s", name)
		}
	}
	for _, word := range []string{"restores", "copies", "backups", "rp", "v", "res", "pl", "acc", "reg"} {
		if seen[word] == "" {
			t.Errorf("nobody's first guess: %s", word)
		}
	}
}

// keepsContract is only compiled into tests.
func (r *Resource[V]) keepsContract(t *testing.T) {
	r.columnsAreSound(t)
	r.recordsAreInOrder(t)
	r.narrowTableKeepsThePlace(t)
	e := sampleEnv()
	keys := map[string]bool{}
	for _, v := range samples[V]() {
		r.cellsDoNotPanic(&v, e)
		key := r.Key(&v)
		if key == "" || keys[key] {
			t.Errorf("key %q is empty or not unique", key)
		}
		keys[key] = true
	}
	for _, target := range []Target{{}, {Scope: backup.In("111122223333", "eu-west-1")}, {Scope: backup.In("111122223333", "eu-west-1"), Arg: "p"}, {Scope: backup.In("111122223333", "")}} {
		for _, e := range []*Env{e, bareEnv()} {
			if r.Parts != nil {
				for _, p := range r.Parts(e, target) {
					if p.Feed == "" {
						t.Errorf("part without a feed for %+v", target)
					}
				}
			}
			if r.Derive != nil {
				r.Derive(e, target)
			}
			if r.Empty(e, target) == "" {
				t.Error("an empty list says nothing")
			}
		}
	}
}

func (r *Resource[V]) columnsAreSound(t *testing.T) {
	names := map[string]bool{problemField: true}
	for i := range r.Columns {
		c := &r.Columns[i]
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if name == "" || names[strings.ToLower(name)] {
				t.Errorf("column %q: the name %q is empty or not unique", c.Name, name)
			}
			names[strings.ToLower(name)] = true
		}
		if words := c.Kind == query.Text || c.Kind == query.Bool; words != (c.Text != nil) || words == (c.Int != nil) {
			t.Errorf("column %q: kind %d needs Text for words and Int for numbers", c.Name, c.Kind)
		}
		if c.Title != "" && c.Min <= 0 {
			t.Errorf("column %q of the table has no width", c.Name)
		}
	}
	for _, name := range r.Table {
		if c := r.column(name); c == nil || c.Title == "" {
			t.Errorf("the table names %q, which is no column with a title", name)
		}
	}
	for _, s := range r.Sort {
		if r.column(s.Column) == nil {
			t.Errorf("sorted by %q, which is no column", s.Column)
		}
	}
}

func (r *Resource[V]) recordsAreInOrder(t *testing.T) {
	want := strings.Fields(records[r.Name])
	var got []string
	for _, c := range r.recordColumns() {
		got = append(got, c.Name)
	}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("records have the fields\n%v\nwant these first:\n%v", got, want)
	}
}

// narrowTableKeepsThePlace draws the head of the table at 80 columns, with the arrow
// of its order.
func (r *Resource[V]) narrowTableKeepsThePlace(t *testing.T) {
	if !slices.Contains(r.Table, "account") && !slices.Contains(r.Table, "region") {
		return
	}
	l := &list[V]{s: &session{}, res: r, order: r.Sort}
	l.pickColumns()
	for _, width := range []int{80, 120, 200} {
		l.grid.SetSize(ui.Rect{W: width, H: 3})
		head, _, _ := strings.Cut(ansi.Strip(string(l.grid.Render(nil, ui.NewTheme("dark", true, false)))), "\n")
		for _, c := range l.columns {
			if (c.Name == "account" || c.Name == "region") && !strings.Contains(head, c.Title) {
				t.Errorf("at %d columns %s is not in the table: %s", width, c.Name, head)
			}
			if width == 200 && !strings.Contains(head, c.Title) {
				t.Errorf("at %d columns %s is not in the table: %s", width, c.Title, head)
			}
		}
	}
}

// cellsDoNotPanic asks everything that a descriptor can say of a row.
func (r *Resource[V]) cellsDoNotPanic(v *V, e *Env) {
	for i := range r.Columns {
		c := &r.Columns[i]
		c.appendCell(nil, v, e)
		c.appendExact(nil, v, e)
		if c.Tone != nil {
			c.Tone(v, e)
		}
		if c.Link != nil {
			c.Link(v, e)
		}
	}
	r.lines(v, e)
	r.crumb(v, e)
	r.idOf(v)
	if r.Problem != nil {
		r.Problem(v, e)
	}
	if r.Linger != nil {
		r.Linger(v)
	}
	if r.Thing != nil {
		r.Thing(v, e)
	}
	if r.Enter != nil {
		r.Enter(v, e)
	}
	if r.Scope != nil {
		r.Scope(v)
	}
	if r.URL != nil {
		r.URL(v, e)
	}
}
