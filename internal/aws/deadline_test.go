package aws_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// slowBody takes its time to be read.
type slowBody struct {
	io.Reader
	once sync.Once
}

func (b *slowBody) Read(p []byte) (int, error) {
	b.once.Do(func() { time.Sleep(4 * time.Second) })
	return b.Reader.Read(p)
}

func (*slowBody) Close() error { return nil }

// TestAnswersThatWaitToBeDecodedAreNotLate: AWS has answered all of them in time, and 8 are decoded at once.
func TestAnswersThatWaitToBeDecodedAreNotLate(t *testing.T) {
	const calls = 200
	synctest.Test(t, func(t *testing.T) {
		var sent atomic.Int32
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			sent.Add(1)
			res := answers(r, 200, nil, twoVaults+strings.Repeat(" ", 70<<10))
			head := io.LimitReader(res.Body, 256) // is looked at before the answer waits
			res.Body = &struct {
				io.Reader
				io.Closer
			}{io.MultiReader(head, &slowBody{Reader: res.Body}), res.Body}
			return res, nil
		}, nil)
		began := time.Now()
		var wg sync.WaitGroup
		for range calls {
			wg.Go(func() {
				if rows, err := list(t.Context(), c); err != nil || len(rows) != 2 {
					t.Errorf("%d rows: %v", len(rows), err)
				}
			})
		}
		wg.Wait()
		if d := time.Since(began); sent.Load() != calls || d < 90*time.Second {
			t.Errorf("%d calls for %d in %s: too few waited, or some were sent again", sent.Load(), calls, d)
		}
	})
}
