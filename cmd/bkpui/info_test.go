package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestInfoSaysTheWayOutWhereNoAnswerCame(t *testing.T) {
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	var errs strings.Builder
	a := &app{errs: &errs}
	acc := backup.Account{Trouble: backup.Canceled, Why: backup.Intern("operation error STS: GetCallerIdentity, request canceled")}
	if a.printAccount(ctx, nil, acc) {
		t.Error("an account that has not answered counts as readable")
	}
	if got := errs.String(); strings.Contains(got, "operation error") || !strings.Contains(got, "no answer") || !strings.Contains(got, "AWS_ENDPOINT_URL") {
		t.Errorf("it says %q", got)
	}
}
