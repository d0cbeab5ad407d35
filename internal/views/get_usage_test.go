package views

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// TestARowOfTheConsoleIsNoneOfARecord: a filter for it would find nothing, and say nothing.
func TestARowOfTheConsoleIsNoneOfARecord(t *testing.T) {
	for _, o := range []GetOptions{{View: "jobs", Filter: "causeKey:kms"}, {View: "points", Filter: "type:ebs CAUSEKEY=x"}} {
		var usage *UsageError
		if err := Get(t.Context(), Backend{}, o, io.Discard, io.Discard); !errors.As(err, &usage) || !strings.Contains(err.Error(), "get failures") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
