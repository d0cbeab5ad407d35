package triage

import (
	"strings"
	"testing"
)

// TestWhatAWSLeavesOpenIsNotSure: of "does not exist or …" the entry knows half.
func TestWhatAWSLeavesOpenIsNotSure(t *testing.T) {
	for text, open := range map[string]string{
		"The volume 'vol-0123456789abcdef0' does not exist or is not in available state. Try again.": "or is not in available state",
		"Backup vault prod does not exist or access is denied":                                       "or access is denied",
		"Backup vault prod does not exist, or you may not see it":                                    "or you may not see it",
		"Backup vault prod does not exist":                                                           "",
		"Backup vault prod does not exist. Or so it seems":                                           "",
	} {
		d := OfMessage(text)
		also := strings.Join(d.Also, "\n")
		if open != "" && (d.Confidence != Medium || !strings.Contains(also, "“… "+open+"”")) || open == "" && (d.Confidence != High || strings.Contains(also, "leaves open")) {
			t.Errorf("%s, %q: %s", d.Confidence, also, text)
		}
	}
}

// TestTheColoursOfALogAreNoWords.
func TestTheColoursOfALogAreNoWords(t *testing.T) {
	const words = "KMS key is either disabled or pending deletion or access to KMS key is denied"
	for _, text := range []string{"\x1b[31m" + words + "\x1b[0m", "\x1b[1;31mERROR\x1b[0m: " + words, "\x1b" + words, words + "\x1b["} {
		if d := OfMessage(text); d.ID != "kms_key_unusable" {
			t.Errorf("%q of %q", d.ID, text)
		}
	}
	if got := clean("a\x1b[2Jb\x1b]0;c"); got != "a b ]0;c" {
		t.Errorf("%q", got)
	}
}
