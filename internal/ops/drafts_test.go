package ops

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

func newDraft(name string) Draft {
	return Draft{
		ID: NewID(), Kind: Restore, Name: name, Rev: 1,
		Thing:  backup.Thing{Kind: backup.PointThing, Scope: home, Owner: "444455556666", Vault: "daily", ID: snapshot},
		Values: map[string]string{"volumeName": name, "note": "größe\n\x1b[2J"}, Set: []string{"volumeName"}, From: map[string]string{"note": "safe default"},
	}
}

func newDrafts(t *testing.T) *Drafts {
	return NewDrafts(filepath.Join(t.TempDir(), "bkpui", "drafts"), "ada", "bastion")
}

func save(t *testing.T, d *Drafts, draft Draft) {
	t.Helper()
	if err := d.Save(draft); err != nil {
		t.Fatal(err)
	}
}

func TestADraftComesBackAsItWasSaved(t *testing.T) {
	d := newDrafts(t)
	if list, bad := d.List(); len(list) != 0 || len(bad) != 0 {
		t.Errorf("before the first: %v %v", list, bad)
	}
	draft := newDraft("orders-db")
	save(t, d, draft)
	list, bad := d.List()
	if len(list) != 1 || len(bad) != 0 {
		t.Fatalf("%v %v", list, bad)
	}
	if age := time.Since(list[0].Saved.Time()); age < 0 || age > time.Minute {
		t.Errorf("saved %s ago", age)
	}
	draft.User, draft.Host, draft.Saved = "ada", "bastion", list[0].Saved
	if diff := cmp.Diff(draft, list[0], cmp.Comparer(func(a, b backup.Text) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	for path, want := range map[string]os.FileMode{d.path(draft.ID): 0o600, d.dir: 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestDraftsAreListedNewestFirstAndDeleted(t *testing.T) {
	d := newDrafts(t)
	a, b := newDraft("a"), newDraft("b")
	save(t, d, a)
	save(t, d, b)
	old, err := os.ReadFile(d.path(a.ID)) // a of yesterday
	if err != nil {
		t.Fatal(err)
	}
	var f map[string]any
	if err := json.Unmarshal(old, &f); err != nil {
		t.Fatal(err)
	}
	f["saved"] = "2020-01-01T00:00:00Z"
	if old, err = json.Marshal(f); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.path(a.ID), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if list, _ := d.List(); len(list) != 2 || list[0].ID != b.ID || list[1].ID != a.ID {
		t.Errorf("%+v", list)
	}
	for range 2 {
		if err := d.Delete(b.ID); err != nil {
			t.Fatal(err)
		}
	}
	b.Rev = 9
	save(t, d, b) // a field that was still being saved
	if list, _ := d.List(); len(list) != 1 || list[0].ID != a.ID {
		t.Errorf("after the delete: %+v", list)
	}
}

func TestAnOlderStateOfADraftNeverReplacesANewerOne(t *testing.T) {
	d := newDrafts(t)
	draft := newDraft("orders-db")
	var all sync.WaitGroup
	for rev := range 20 {
		one := draft
		one.Rev = uint64(rev)
		one.Values = map[string]string{"rev": strings.Repeat("x", rev)}
		all.Go(func() {
			if err := d.Save(one); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	list, bad := d.List()
	if len(list) != 1 || len(bad) != 0 || list[0].Rev != 19 || len(list[0].Values["rev"]) != 19 {
		t.Errorf("%+v %v", list, bad)
	}
}

func TestADraftHoldsNoSecret(t *testing.T) {
	d := newDrafts(t)
	draft := newDraft("orders-db")
	draft.Values["password"] = "correct horse"
	draft.Values["UserCred"] = "correct horse that no form knew"
	draft.Values["GuestConfig"] = `{"ApiKey":"correct horse that no form knew"}`
	draft.Values["nested"] = `{"password":"correct horse"}`
	draft.Secrets = []backup.Secret{backup.NewSecret("correct horse"), {}}
	save(t, d, draft)
	b, err := os.ReadFile(d.path(draft.ID))
	if err != nil || strings.Contains(string(b), "correct horse") || !strings.Contains(string(b), "orders-db") {
		t.Errorf("%v: %s", err, b)
	}
	if draft.Values["password"] == "" {
		t.Error("the form lost its value")
	}
}

func TestADamagedDraftIsToldAndSkipped(t *testing.T) {
	d := newDrafts(t)
	save(t, d, newDraft("good"))
	broken := map[string]string{
		NewID(): "", NewID(): "{", NewID(): `{"version":1}`, NewID(): `{"version":2,"id":"x"}`,
		NewID(): `{"version":1,"id":"` + NewID() + `","kind":"restore"}`, // of another file
		NewID(): strings.Repeat(" ", largestDraft+1),
	}
	for id, text := range broken {
		if err := os.WriteFile(d.path(id), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(d.path(NewID()), 0o700); err != nil {
		t.Fatal(err)
	}
	leftover, strange := filepath.Join(d.dir, "x.json"+unfinished+"1"), filepath.Join(d.dir, "notes.txt")
	for _, path := range []string{leftover, strange} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		long := time.Now().Add(-48 * time.Hour)
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	list, bad := d.List()
	if len(list) != 1 || list[0].Name != "good" || len(bad) != len(broken)+1 {
		t.Errorf("%d drafts, %d bad: %v", len(list), len(bad), bad)
	}
	for _, err := range bad {
		var de *DraftError
		if !errors.As(err, &de) || de.Path == "" {
			t.Errorf("%v", err)
		}
	}
	if _, err := os.Stat(leftover); !os.IsNotExist(err) {
		t.Error("what a dead writer left is still there")
	}
	if _, err := os.Stat(strange); err != nil {
		t.Error("a file that is not ours is gone")
	}
}

func TestADraftCannotLeaveItsFolder(t *testing.T) {
	d := newDrafts(t)
	for _, id := range []string{"", "../x", "/etc/passwd", strings.Repeat("a", 36), "../../../../../../../../tmp/aaaaaaaaaa"} {
		if err := d.Save(Draft{ID: id, Kind: Restore}); err == nil {
			t.Errorf("saved %q", id)
		}
		if err := d.Delete(id); err == nil {
			t.Errorf("deleted %q", id)
		}
	}
}

func TestIDsAreRandomUUIDs(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := NewID()
		if !isID(id) || id[14] != '4' || !strings.ContainsRune("89ab", rune(id[19])) || seen[id] {
			t.Fatalf("%q", id)
		}
		seen[id] = true
	}
}

// FuzzDraft: whatever a file holds, reading it does not panic, and what can be read
// can be saved and read again.
func FuzzDraft(f *testing.F) {
	draft := newDraft("orders-db")
	b, err := draft.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"version":1,"id":"` + draft.ID + `","kind":"copy","thing":{"job":9}}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, b []byte) {
		draft, err := parseDraft(b)
		if err != nil {
			return
		}
		again, err := draft.encode()
		if err != nil {
			t.Fatal(err)
		}
		if same, err := parseDraft(again); err != nil || same.ID != draft.ID || same.Thing != draft.Thing || same.Rev != draft.Rev {
			t.Fatalf("%+v became %+v, %v", draft, same, err)
		}
	})
}
