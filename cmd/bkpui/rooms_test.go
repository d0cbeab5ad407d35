package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/bkpui/bkpui/"

// rooms is which of our packages each may import. A new room is a line here.
var rooms = map[string][]string{
	"cmd/bkpui":        {"internal/backup", "internal/aws", "internal/sim", "internal/query", "internal/state", "internal/ops", "internal/triage", "internal/ui", "internal/views"},
	"docs/pictures":    {}, // its tests drive the whole program
	"internal/backup":  {},
	"internal/aws":     {"internal/backup"},
	"internal/sim":     {},
	"internal/query":   {},
	"internal/state":   {"internal/backup"},
	"internal/ops":     {"internal/backup"},
	"internal/restore": {"internal/backup"},
	"internal/triage":  {"internal/backup"},
	"internal/posture": {"internal/backup", "internal/state"},
	"internal/ui":      {"internal/query"},
	"internal/views": {
		"internal/backup", "internal/query", "internal/state", "internal/ops", "internal/restore", "internal/triage",
		"internal/posture", "internal/ui",
	},
}

// outside is which rooms alone may import modules of others.
var outside = map[string][]string{
	"github.com/aws/aws-sdk-go-v2": {"internal/aws"},
	"github.com/aws/smithy-go":     {"internal/aws"},
	"charm.land/bubbletea/":        {"internal/ui", "internal/views", "cmd/bkpui"},
	"charm.land/bubbles/":          {"internal/ui", "internal/views"},
	"charm.land/lipgloss/":         {"internal/ui", "internal/views"},
	"github.com/spf13/":            {"cmd/bkpui"},
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	packages := listPackages(t)
	if len(packages) < 8 {
		t.Fatalf("%d packages: the list is broken", len(packages))
	}
	for path, imports := range packages {
		room := roomOf(path)
		may, known := rooms[room]
		if !known {
			t.Errorf("%s is no room of the table", path)
			continue
		}
		for _, imported := range imports {
			if inner, ours := strings.CutPrefix(imported, module); ours {
				if to := roomOf(module + inner); to != room && !contains(may, to) {
					t.Errorf("%s imports %s", path, imported)
				}
				continue
			}
			for prefix, allowed := range outside {
				if strings.HasPrefix(imported, prefix) && !contains(allowed, room) {
					t.Errorf("%s imports %s, which is for %s", path, imported, strings.Join(allowed, ", "))
				}
			}
		}
	}
}

// roomOf returns the room that a package belongs to: packages within one are its own.
func roomOf(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, module), "/")
	return strings.Join(parts[:min(2, len(parts))], "/")
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// listPackages returns what each of our packages imports, test files left out.
func listPackages(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Imports", module+"...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, stderr.String())
	}
	packages := map[string][]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatal(err)
		case strings.HasPrefix(p.ImportPath, module):
			packages[p.ImportPath] = p.Imports
		}
	}
}
