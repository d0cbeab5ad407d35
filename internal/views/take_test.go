package views

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// osc52 is what a terminal is told to put into the clipboard.
func osc52(text string) string {
	return "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\a"
}

func TestClipCopiesWhatNamesTheRow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 30, small(), Options{}).after(10 * time.Second)
		copied := func(keys ...string) string {
			t.Helper()
			u.out.take()
			u.press(keys...).after(time.Second)
			_, rest, ok := strings.Cut(u.out.take(), "\x1b]52;c;")
			text, _, ends := strings.Cut(rest, "\a")
			b, err := base64.StdEncoding.DecodeString(text)
			if !ok || !ends || err != nil {
				t.Fatalf("no OSC 52 after %q (%v):\n%s", keys, err, u.text())
			}
			return string(b)
		}
		account := u.session().env.Fleet.Home.ID.String()
		u.opens("vaults name=prod-daily account:payments region:us-east-1")
		arn := "arn:aws:backup:us-east-1:" + account + ":backup-vault:prod-daily"
		u.out.take()
		u.press("c").sees("copied " + arn).after(time.Second)
		if out := u.out.take(); strings.Count(out, osc52(arn)) != 1 {
			t.Errorf("the terminal got %q", out)
		}
		if url := copied("o"); !strings.HasPrefix(url, "https://us-east-1.console.aws.amazon.com/backup/home?region=us-east-1#/backupvaults/details/prod-daily") {
			t.Errorf("the console's address is %s", url)
		}
		u.resize(80, 24).press("o").sees("the AWS console", "home?region=us-east-1#/", "pvaults/details/prod-daily").press("esc").resize(160, 30).after(time.Second)
		if got := copied("d", "c"); got != arn && got != "prod-daily" {
			t.Errorf("the page copies %q", got)
		}
		u.press("q").opens("vaults type:air account:payments").press("*")
		if n := len(strings.Split(copied("c"), "\n")); n < 2 {
			t.Errorf("%d of the marked ones were copied", n)
		}
		u.sees("IDs")
		u.opens("jobs state:failed kind:backup")
		if id := copied("c"); len(id) != 36 {
			t.Errorf("the ID of a job is %q", id)
		}
		if text := copied("y", "c"); !strings.Contains(text, `"BackupJobId"`) {
			t.Errorf("the JSON of a job is %q", text)
		}
	})
}

func TestSaveWritesNewFilesOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 30, small(), Options{}).after(10 * time.Second)
		u.opens("vaults type:air account:payments")
		rows := len(u.rows())
		read := func(name string) string {
			t.Helper()
			path := filepath.Join(dir, name)
			u.goes("save " + path).after(time.Second).sees(" saved to ")
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s is open to others: %v %v", name, info.Mode(), err)
			}
			return string(b)
		}
		if records, err := csv.NewReader(strings.NewReader(read("v.csv"))).ReadAll(); err != nil || len(records) != rows+1 || records[0][0] != "account" {
			t.Errorf("csv: %d records, %v", len(records), err)
		}
		var objects []map[string]any
		if err := json.Unmarshal([]byte(read("v.json")), &objects); err != nil || len(objects) != rows || objects[0]["name"] != "airgap" {
			t.Errorf("json: %v, %v", objects, err)
		}
		if n := strings.Count(read("v.jsonl"), "\n"); n != rows {
			t.Errorf("json lines: %d", n)
		}
		if n := strings.Count("\n"+read("v.yaml"), "\n- "); n != rows {
			t.Errorf("yaml: %d records", n)
		}
		if text := read("v.txt"); !strings.Contains(text, "airgap") {
			t.Errorf("table: %s", text)
		}

		// An existing file is left alone, and other wrong words say what to do.
		before, _ := os.ReadFile(filepath.Join(dir, "v.csv"))
		u.goes("save "+filepath.Join(dir, "v.csv")).after(time.Second).sees("not saved", "exists")
		if after, _ := os.ReadFile(filepath.Join(dir, "v.csv")); string(after) != string(before) {
			t.Error("an existing file was written")
		}
		u.goes("save").sees("name a file: :save points.csv")
		u.goes("save points").sees("the ending says the format")
		u.goes("save " + filepath.Join(dir, "no", "such.csv")).after(time.Second).sees("not saved")

		// Of marked rows only these.
		u.press("space")
		if n := strings.Count(read("marked.jsonl"), "\n"); n != 1 {
			t.Errorf("%d rows of one that is marked", n)
		}
		u.sees("1 marked row saved to ").press("*").goes("save " + filepath.Join(dir, "all.csv")).after(time.Second).sees("marked rows saved to ")
	})
}
