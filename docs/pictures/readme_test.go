package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/ui"
	"github.com/bkpui/bkpui/internal/views"
)

// tables are the parts of README.md that are made from the code, by the name in
// their markers.
var tables = map[string]func() string{"keys": keyTables, "views": viewTable, "fields": fieldTable}

func TestTablesOfTheReadmeAreFresh(t *testing.T) {
	path := filepath.Join(root, "README.md")
	text := readFile(t, path)
	fresh := text
	for name, draw := range tables {
		begin, end := fmt.Sprintf("<!-- %s: go run ./docs/pictures -->\n", name), fmt.Sprintf("<!-- end of %s -->", name)
		head, rest, ok := strings.Cut(fresh, begin)
		_, tail, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Errorf("README.md has no place for %s: %q … %q", name, begin, end)
			continue
		}
		fresh = head + begin + "\n" + strings.TrimSpace(draw()) + "\n\n" + end + tail
	}
	if fresh == text {
		return
	}
	if !*update {
		t.Fatal("README.md has tables that the code has outgrown: go run ./docs/pictures")
	}
	if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
		t.Fatal(err)
	}
}

// keyTables lists the keys of each kind of place. Moving is the same everywhere, and
// the views have a table of their own.
func keyTables() string {
	var b strings.Builder
	for _, set := range views.Keys() {
		binds := slices.DeleteFunc(slices.Clone(set.Bindings), func(k ui.Binding) bool {
			return k.Group == "Views" || k.Group == "Move" && set.Place != "In a table"
		})
		for i := range binds {
			binds[i].Group = set.Place
		}
		b.WriteString(ui.Markdown([][]ui.Binding{binds}))
	}
	return b.String()
}

func viewTable() string {
	var b strings.Builder
	b.WriteString("| key | view | other names | shows |\n|---|---|---|---|\n")
	for _, v := range views.Catalog() {
		info := v.Info()
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", code(info.Number), info.Name, code(info.Aliases...), info.Tip)
	}
	return b.String()
}

// fieldTable lists the fields of the records of each view; views with the same
// fields share a line.
func fieldTable() string {
	var lines []string
	names := map[string][]string{}
	for _, v := range views.Catalog() {
		info := v.Info()
		if !info.Records {
			continue
		}
		var fields, others []string
		for _, f := range info.Fields {
			if f.Record {
				fields = append(fields, f.Name)
				others = append(others, f.Aliases...)
			} else {
				others = append(append(others, f.Name), f.Aliases...)
			}
		}
		line := strings.Join(fields, ", ") + " | " + strings.Join(others, ", ")
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
		names[line] = append(names[line], info.Name)
	}
	var b strings.Builder
	b.WriteString("| view | fields of records | filters and order also know |\n|---|---|---|\n")
	for _, line := range lines {
		fmt.Fprintf(&b, "| %s | %s |\n", code(names[line]...), line)
	}
	return b.String()
}

func code(words ...string) string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w != "" {
			out = append(out, "`"+w+"`")
		}
	}
	return strings.Join(out, " ")
}

func TestReadmeNamesEveryFlag(t *testing.T) {
	readme := readFile(t, filepath.Join(root, "README.md"))
	flag := regexp.MustCompile(`(?:Var|VarP|Float64)\((?:&[\w.]+, )?"([a-z-]+)"|\{"([a-z-]+)", sim\.`)
	n := 0
	for _, path := range sources(t, "cmd/bkpui") {
		for _, m := range flag.FindAllStringSubmatch(readFile(t, path), -1) {
			n++
			if name := "--" + m[1] + m[2]; !strings.Contains(readme, "`"+name) {
				t.Errorf("README.md does not name %s of %s", name, filepath.Base(path))
			}
		}
	}
	if n < 40 {
		t.Fatalf("found %d flags in the code: the search is broken", n)
	}
}

// TestReadOnlyPolicyAllowsExactlyWhatIsCalled compares the policy in README.md with
// the reads of internal/aws. What changes something is not in it.
func TestReadOnlyPolicyAllowsExactlyWhatIsCalled(t *testing.T) {
	reads, _ := calls(t)
	// Called by the SDK's provider of credentials, and by the handlers of Cloud Control API.
	want := append(append(reads, "sts:AssumeRole"), handled(t)...)
	slices.Sort(want)
	want = slices.Compact(want)
	if got := allowed(t, "### A policy that suffices to read"); !slices.Equal(got, want) {
		t.Errorf("README.md allows\n%s\nand the code calls\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOperatorPolicyAllowsExactlyWhatIsSent does the same with what changes something.
func TestOperatorPolicyAllowsExactlyWhatIsSent(t *testing.T) {
	_, changes := calls(t)
	// What AWS asks besides the operation itself (AWS Backup Developer Guide: access control).
	want := append(changes, "iam:PassRole", "iam:CreateServiceLinkedRole", "backup:TagResource", "backup:CopyFromBackupVault", "backup:CopyIntoBackupVault")
	slices.Sort(want)
	if got := allowed(t, "### A policy that suffices to operate"); !slices.Equal(got, want) {
		t.Errorf("README.md allows\n%s\nand the code sends\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// calls are the operations that internal/aws calls, as IAM spells them: those that
// read, and those that change something.
func calls(t *testing.T) (reads, changes []string) {
	t.Helper()
	services := map[string][]string{
		"organizations": {"ListAccounts", "DescribeOrganization"}, "account": {"ListRegions"}, "sts": {"GetCallerIdentity", "DecodeAuthorizationMessage"}, "cloudtrail": {"LookupEvents"},
		"iam":            {"ListRoles", "GetRole", "ListAttachedRolePolicies", "ListRolePolicies", "SimulatePrincipalPolicy"},
		"kms":            {"ListAliases", "DescribeKey", "GetKeyPolicy"},
		"cloudformation": {"ListResources", "GetResource"}, // as IAM calls Cloud Control API
	}
	call := regexp.MustCompile(`\bapi\.([A-Z]\w+)`)
	toEC2 := regexp.MustCompile(`\bec2List\(l, "(\w+)"`) // through a client of our own
	read := regexp.MustCompile(`^(List|Get|Describe|Simulate|Decode|Lookup)`)
	for _, path := range sources(t, "internal/aws") {
		for _, m := range toEC2.FindAllStringSubmatch(readFile(t, path), -1) {
			reads = append(reads, "ec2:"+m[1])
		}
		for _, m := range call.FindAllStringSubmatch(readFile(t, path), -1) {
			if m[1] == "ErrorCode" || m[1] == "ErrorMessage" {
				continue // of an error
			}
			service := "backup"
			for s, operations := range services {
				if slices.Contains(operations, m[1]) {
					service = s
				}
			}
			if action := service + ":" + m[1]; read.MatchString(m[1]) {
				reads = append(reads, action)
			} else if changes = append(changes, action); filepath.Base(path) != "send.go" {
				t.Errorf("%s calls %s, which is no read", filepath.Base(path), action)
			}
		}
	}
	slices.Sort(reads)
	slices.Sort(changes)
	return slices.Compact(reads), slices.Compact(changes)
}

// handled are the permissions that the handlers of Cloud Control API need.
func handled(t *testing.T) (actions []string) {
	t.Helper()
	text := readFile(t, filepath.Join(root, "internal/aws/lookup_control.go"))
	for _, m := range regexp.MustCompile(`"([a-z][a-z0-9]*:[A-Z][\w*]+)"`).FindAllStringSubmatch(text, -1) {
		actions = append(actions, m[1])
	}
	return actions
}

// allowed are the actions of the policies in a section of README.md, sorted. Each policy is
// JSON, and each action one that IAM takes.
func allowed(t *testing.T, title string) (actions []string) {
	t.Helper()
	_, rest, found := strings.Cut(readFile(t, filepath.Join(root, "README.md")), title)
	if !found {
		t.Fatalf("README.md has no section %q", title)
	}
	section, _, _ := strings.Cut(rest, "\n### ")
	action := regexp.MustCompile(`^[a-z][a-z0-9-]*:[A-Z]\w*\*?$`)
	for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(section, -1) {
		var policy struct {
			Statement []struct{ Action any }
		}
		if err := json.Unmarshal([]byte(block[1]), &policy); err != nil {
			t.Fatalf("%s: a policy is no JSON: %v", title, err)
		}
		for _, s := range policy.Statement {
			some, many := s.Action.([]any)
			if !many {
				some = []any{s.Action}
			}
			for _, a := range some {
				name := fmt.Sprint(a)
				if !action.MatchString(name) {
					t.Errorf("%s: IAM knows no action %q", title, name)
				}
				actions = append(actions, name)
			}
		}
	}
	slices.Sort(actions)
	return slices.Compact(actions)
}

func TestReadmeShowsPicturesThatAreThere(t *testing.T) {
	readme := readFile(t, filepath.Join(root, "README.md"))
	for _, p := range pictures {
		if !strings.Contains(readme, "docs/"+p.name+".svg") {
			t.Errorf("README.md does not show %s", p.name)
		}
	}
	for _, m := range regexp.MustCompile(`docs/[\w-]+\.svg`).FindAllString(readme, -1) {
		if doc := readFile(t, filepath.Join(root, m)); wellFormed([]byte(doc)) != nil || !bytes.HasPrefix([]byte(doc), []byte("<svg")) {
			t.Errorf("%s is no picture", m)
		}
	}
}

func TestReadmeNamesEveryDirectDependency(t *testing.T) {
	readme := readFile(t, filepath.Join(root, "README.md"))
	mod, _, _ := strings.Cut(readFile(t, filepath.Join(root, "go.mod")), "\n)")
	direct := regexp.MustCompile(`(?m)^\t(\S+) (v\S+)$`).FindAllStringSubmatch(mod, -1)
	if len(direct) < 10 {
		t.Fatalf("found %d direct dependencies: the search is broken", len(direct))
	}
	for _, m := range direct {
		if row := fmt.Sprintf("| `%s` | %s |", m[1], m[2]); !strings.Contains(readme, row) {
			t.Errorf("README.md has no row %s", row)
		}
	}
	if n := strings.Count(readme, "` | v"); n != len(direct) {
		t.Errorf("README.md has %d dependencies, go.mod has %d", n, len(direct))
	}
}

// TestArchitectureNamesTestsThatExist keeps each invariant tied to what pins it.
func TestArchitectureNamesTestsThatExist(t *testing.T) {
	have := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)`).FindAllStringSubmatch(readFile(t, path), -1) {
			have[m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b(?:Test|Fuzz|Benchmark)[A-Z]\w+`).FindAllString(readFile(t, filepath.Join(root, "ARCHITECTURE.md")), -1)
	if len(named) < 10 {
		t.Fatalf("ARCHITECTURE.md names %d tests", len(named))
	}
	for _, name := range named {
		if !have[name] {
			t.Errorf("ARCHITECTURE.md names %s, which is not there", name)
		}
	}
}

// sources are the files of a room, tests left out.
func sources(t *testing.T, room string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, room, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, "_test.go") })
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
