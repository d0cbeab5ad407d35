package ops

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestWhatMustBeTyped(t *testing.T) {
	until := backup.Time(1893456000000) // 2030-01-01
	locked := &Binding{Vault: "clean-dr", Until: until}
	type demanded struct {
		phrase string
		danger Danger
		says   string
	}
	for _, tc := range []struct {
		name      string
		kind      Kind
		n         int
		at        Circumstances
		open      demanded
		protected string // the phrase in a protected context
	}{
		{"restore to something new", Restore, 1, Circumstances{Account: "payments", New: true}, demanded{"yes", Adds, "something new"}, "payments"},
		{"restore into what exists", Restore, 1, Circumstances{Account: "payments", Into: "fs-1 home", Sure: true}, demanded{"fs-1 home", Destroys, "writes into fs-1 home, which exists"}, "fs-1 home"},
		{"restore into what may exist", Restore, 1, Circumstances{Account: "payments", Into: "web-stack"}, demanded{"web-stack", Destroys, "may write into web-stack"}, "web-stack"},
		{"restore, nobody knows into what", Restore, 1, Circumstances{Account: "payments"}, demanded{"orders-db", Destroys, "nothing here can tell whether it makes something new"}, "orders-db"},
		{"restore into what was not looked up", Restore, 1, Circumstances{Account: "payments", Into: "shop", Sure: true, Unseen: true}, demanded{"shop", Destroys, "whether that exists is not known"}, "shop"},
		{"restore into what exists and is not named", Restore, 1, Circumstances{Account: "payments", Sure: true}, demanded{"orders-db", Destroys, "may write into what exists"}, "orders-db"},
		{"copy", Copy, 1, Circumstances{Account: "vaulted"}, demanded{"yes", Adds, "a recovery point"}, "vaulted"},
		{"copy, account without a name", Copy, 1, Circumstances{}, demanded{"yes", Adds, ""}, "111122223333"},
		{"copy into a locked vault", Copy, 1, Circumstances{Account: "vaulted", Binding: locked}, demanded{"clean-dr", Binds, "can't be deleted by anyone before 2030-01-01"}, "clean-dr"},
		{"copy for ever", Copy, 1, Circumstances{Binding: &Binding{Vault: "clean-dr"}}, demanded{"clean-dr", Binds, "can't be deleted by anyone ever"}, "clean-dr"},
		{"copy under a governance lock, kept for ever", Copy, 1, Circumstances{Binding: &Binding{Vault: "gov", Removable: true}}, demanded{"gov", Binds, "makes what can't be deleted while the lock of gov stands"}, "gov"},
		{"copy under a governance lock", Copy, 1, Circumstances{Binding: &Binding{Vault: "gov", Removable: true, Until: until}}, demanded{"gov", Binds, "can't be deleted before 2030-01-01 while the lock of gov stands"}, "gov"},
		{"back up", BackUp, 1, Circumstances{Account: "payments"}, demanded{"yes", Adds, ""}, "payments"},
		{"back up into a locked vault", BackUp, 1, Circumstances{Binding: locked}, demanded{"clean-dr", Binds, "2030-01-01"}, "clean-dr"},
		{"stop", Stop, 1, Circumstances{}, demanded{"orders-db", Destroys, "stops the backup of orders-db"}, "orders-db"},
		{"delete", Delete, 1, Circumstances{Place: "daily"}, demanded{"orders-db", Destroys, "deletes orders-db"}, "orders-db"},
		{"lengthen", SetLifecycle, 1, Circumstances{Account: "payments"}, demanded{"yes", Alters, "retention of orders-db"}, "payments"},
		{"shorten", SetLifecycle, 1, Circumstances{Shorten: true}, demanded{"orders-db", Destroys, "shortens the retention of orders-db"}, "orders-db"},
		{"lengthen under a lock", SetLifecycle, 1, Circumstances{Binding: locked}, demanded{"orders-db", Binds, "by anyone before 2030-01-01"}, "orders-db"},
		{"disassociate what stays", Disassociate, 1, Circumstances{Stays: true}, demanded{"orders-db", Destroys, "stops orders-db: nothing is added"}, "orders-db"},
		{"disassociate", Disassociate, 1, Circumstances{}, demanded{"orders-db", Destroys, "forget orders-db"}, "orders-db"},
		{"detach", DetachChild, 1, Circumstances{}, demanded{"orders-db", Destroys, "for good"}, "orders-db"},
		{"validate", Validate, 1, Circumstances{Account: "payments"}, demanded{"yes", Alters, "can't be changed"}, "payments"},
		{"an unknown kind", "explode", 1, Circumstances{}, demanded{"orders-db", Destroys, ""}, "orders-db"},
		{"many deleted", Delete, 79, Circumstances{Place: "clean-dr"}, demanded{"79 clean-dr", Destroys, "79 at once: it deletes them"}, "79 clean-dr"},
		{"many copied", Copy, 2, Circumstances{Account: "vaulted"}, demanded{"2 vaulted", Adds, "2 at once"}, "2 vaulted"},
		{"many bound", Copy, 3, Circumstances{Place: "clean-dr", Binding: locked}, demanded{"3 clean-dr", Binds, "by anyone before 2030-01-01"}, "3 clean-dr"},
		{"many of no place", Stop, 2, Circumstances{}, demanded{"2 stop", Destroys, ""}, "2 stop"},
		{"nothing", Delete, 0, Circumstances{}, demanded{"", Adds, "nothing to do"}, ""},
	} {
		op := Op{Kind: tc.kind, Scope: home}
		for range tc.n {
			op.Items = append(op.Items, Item{Name: "orders-db", Thing: backup.Thing{ID: snapshot}})
		}
		d := demand(op, tc.at, false)
		if d.Phrase != tc.open.phrase || d.Danger != tc.open.danger || !strings.Contains(d.Why, tc.open.says) {
			t.Errorf("%s: %+v", tc.name, d)
		}
		if p := demand(op, tc.at, true); p.Phrase != tc.protected || p.Danger != d.Danger {
			t.Errorf("%s, protected: %+v", tc.name, p)
		}
		if tc.n == 0 && d.Takes("") {
			t.Errorf("%s: the empty text confirms", tc.name)
		}
	}
}

func TestANameThatCannotBeTypedIsAskedForByItsID(t *testing.T) {
	for name, want := range map[string]string{
		"orders db":              "orders db",
		"größe 漢字":               "größe 漢字",
		"cinqjk":                 "cinqjk",
		"":                       "snap-0a",
		" orders":                "snap-0a",
		"orders ":                "snap-0a",
		"a  b":                   "snap-0a",
		"a\x1b[31mb":             "snap-0a",
		"a\u202eb":               "snap-0a", // right-to-left override
		"a\u200bb":               "snap-0a", // zero width
		"e\u0301":                "snap-0a", // combining accent
		"a\u00a0b":               "snap-0a", // no-break space
		strings.Repeat("x", 129): "snap-0a",
	} {
		op := Op{Kind: Delete, Scope: home, Items: []Item{{Name: name, Thing: backup.Thing{ID: snapshot}}}}
		d := demand(op, Circumstances{}, false)
		if d.Phrase != want || !d.Takes(want) {
			t.Errorf("%q: %q", name, d.Phrase)
		}
	}
}

func TestOfAnIDNobodyCanTypeItsEndIsAskedFor(t *testing.T) {
	for id, want := range map[string]string{
		"arn:aws:backup:eu-west-1:111122223333:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45":           "488B0D45",
		"arn:aws:backup:eu-west-1:111122223333:recovery-point:composite:0f2a7c1e-52d4-4b8e-9d7a-6a1b2c3d4e5f": "2c3d4e5f",
		snapshot: "snap-0a",
	} {
		op := Op{Kind: Delete, Scope: home, Items: []Item{{Thing: backup.Thing{Kind: backup.PointThing, ID: id}}}}
		d := demand(op, Circumstances{}, false)
		if d.Phrase != want || !d.Takes(want) {
			t.Errorf("%s: %+v", id, d)
		}
		if said := strings.Contains(d.Why, "the last 8 characters of its ID"); said != (id != snapshot) {
			t.Errorf("%s: %q", id, d.Why)
		}
		if !strings.Contains(d.Why, backup.ShortARN(id)) {
			t.Errorf("%s: which one is not said: %q", id, d.Why)
		}
	}
}
