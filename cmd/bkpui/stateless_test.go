//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAConsoleWithoutAStateFolderStartsAndSaysSo has a file where the folder would be.
func TestAConsoleWithoutAStateFolderStartsAndSaysSo(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	state := filepath.Join(home, "state")
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(home, "aws")
	if err := os.WriteFile(config, []byte("[default]\nregion = us-east-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	u := sitAtHome(t, "run", []string{
		"HOME=" + home, "XDG_STATE_HOME=" + state, "XDG_CONFIG_HOME=" + home, "AWS_CONFIG_FILE=" + config, "AWS_SHARED_CREDENTIALS_FILE=" + config,
		"AWS_EC2_METADATA_DISABLED=true", "AWS_ENDPOINT_URL=http://127.0.0.1:9",
	})
	u.sees("READ-ONLY")
	u.sees("no log, no drafts")
	u.types(":q\r")
	if got := u.ends(); got != exitDone {
		t.Errorf("exit status %d; on the terminal: %q", got, u.screen())
	}
	if strings.Contains(u.screen(), "the journal can't be read") {
		t.Error("a journal that was never written is said to be unreadable")
	}
}
