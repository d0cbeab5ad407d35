package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/ui"
)

func TestActionsStayWholeWherePagesBreakTheirLines(t *testing.T) {
	const text = "Let arn:aws:iam::973975787771:role/service-role/AWSBackupDefaultServiceRole do kms:DescribeKey, kms:Decrypt and kms:GenerateDataKey* on 2026-11-27 of 注文データベース-primary"
	for room := 20; room <= 120; room++ {
		pieces := wrapped(text, room)
		for _, p := range pieces {
			if ui.Width(p) > room {
				t.Errorf("%q is wider than %d", p, room)
			}
		}
		if got := strings.Join(pieces, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Errorf("at %d it is %q", room, got)
		}
		for _, word := range []string{"kms:DescribeKey,", "kms:GenerateDataKey*", "2026-11-27"} {
			if !strings.Contains(strings.Join(pieces, "\n"), word) {
				t.Errorf("at %d %q is broken: %q", room, word, pieces)
			}
		}
	}
	const key = "enable arn:aws:kms:us-east-1:476975910427:key/89c184cd-5f33-4f73-bfa9-8adf2b500422 again"
	if got := wrapped(key, 50); strings.Join(got, "|") != "enable arn:aws:kms:us-east-1:476975910427:key/|89c184cd-5f33-4f73-bfa9-8adf2b500422 again" {
		t.Errorf("%q", got)
	}
	const stack = "arn:aws:cloudformation:eu-west-1:682493261271:stack/payments"
	if got := wrapped(stack, 40); strings.Join(got, "|") != "arn:aws:cloudformation:eu-west-1:|682493261271:stack/payments" {
		t.Errorf("%q", got)
	}
	if got := wrapped(strings.Repeat("x", 50), 20); len(got) != 3 || got[2] != strings.Repeat("x", 10) {
		t.Errorf("%q", got)
	}
	if got := wrapped("principal  arn", 10); strings.Join(got, "|") != "principal|arn" {
		t.Errorf("%q", got)
	}
}
