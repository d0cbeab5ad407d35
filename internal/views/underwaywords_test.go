package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
)

func TestNothingIsCalledSentOrAnsweredThatWasNot(t *testing.T) {
	t.Parallel()
	refused := &backup.Error{Kind: backup.Unreachable, Message: "connection reset"}
	for want, r := range map[string]ops.Result{
		"not sent yet: getting the credentials":                {Item: 1, Sent: true},
		"being sent, AWS has not answered yet":                 {Item: 1, Sent: true, Out: true},
		"no answer came; what came of it is looked for":        {Item: 1, Sent: true, Out: true, Outcome: ops.Unsure, Err: refused},
		"AWS has answered; what came of it is looked for":      {Item: 1, Sent: true, Out: true, Outcome: ops.Accepted},
		"AWS's answer does not say whether it took it; what c": {Item: 1, Sent: true, Out: true, Outcome: ops.Unsure, Err: &backup.Error{Kind: backup.InternalError}},
	} {
		u := &underway{results: []ops.Result{r}}
		if got := u.come(); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if _, _, words := itemWords(ops.Restore, &ops.Result{Err: refused}, false); !strings.HasPrefix(words, "not sent: ") || !strings.Contains(words, "connection reset") {
		t.Errorf("%q", words)
	}
}

func TestTheTimeThatIsLeftIsNeverNegative(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, u := &Env{Zone: time.UTC}, &underway{op: ops.Op{Kind: ops.Restore}}
		results := []ops.Result{{Item: 1, Sent: true, Outcome: ops.Unsure, Until: time.Now().Add(30 * time.Second)}}
		if got := u.waits(e, results); !strings.Contains(got, "at most") {
			t.Errorf("%q", got)
		}
		time.Sleep(43 * time.Second)
		if got := u.waits(e, results); strings.Contains(got, "-") || !strings.Contains(got, "is over") {
			t.Errorf("%q", got)
		}
	})
}
