package aws_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answers(r *http.Request, status int, h http.Header, body string) *http.Response {
	if h == nil {
		h = http.Header{}
	}
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	return &http.Response{
		StatusCode: status, Header: h, Request: r, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
}

const whoami = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
	`<Arn>arn:aws:iam::111122223333:user/ops</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

// endpoint is a client of an endpoint that answers calls to AWS Backup by f,
// which is told how many there were.
func endpoint(t *testing.T, f func(r *http.Request, n int) (*http.Response, error), change func(*aws.Options)) *aws.Client {
	t.Helper()
	var n atomic.Int32
	return endpointFor(t, roundTripper(func(r *http.Request) (*http.Response, error) { return f(r, int(n.Add(1))) }), change)
}

func endpointFor(t testing.TB, rt http.RoundTripper, changes ...func(*aws.Options)) *aws.Client {
	t.Helper()
	o := aws.Options{Isolated: true, Regions: []string{"eu-west-1"}, Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		if strings.HasPrefix(r.URL.Host, "sts.") {
			return answers(r, 200, http.Header{"Content-Type": {"text/xml"}}, whoami), nil
		}
		return rt.RoundTrip(r)
	})}
	for _, change := range changes {
		if change != nil {
			change(&o)
		}
	}
	c, err := aws.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var here = backup.In("111122223333", "eu-west-1")

func list(ctx context.Context, c *aws.Client) ([]backup.Vault, error) {
	return gather(c.Vaults(ctx, here, backup.VaultQuery{}))
}

const twoVaults = `{"BackupVaultList":[{"BackupVaultName":"a","NumberOfRecoveryPoints":1},{"BackupVaultName":"b"}]}`

func TestAnswersThatAreNotAWSs(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connect: connection refused")}
	page := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	for name, c := range map[string]struct {
		status int
		header http.Header
		body   string
		err    error
		kind   backup.Kind
		says   string
		calls  int
	}{
		"a sign-in page":       {200, page, "<html>please sign in</html>", nil, backup.Unreachable, "a web page (HTTP 200), not AWS", 4},
		"a page without type":  {200, nil, " \n<!DOCTYPE html><p>hi", nil, backup.Unreachable, "web page", 4},
		"a page of a gateway":  {502, page, "<html>bad gateway</html>", nil, backup.Unreachable, "HTTP 502", 12},
		"a page of no service": {404, page, "<html>not found</html>", nil, backup.Unsupported, "HTTP 404", 1},
		"a text of no service": {404, http.Header{"Content-Type": {"text/plain; charset=utf-8"}}, "404 page not found", nil, backup.Unsupported, "HTTP 404", 1},
		"a redirect":           {302, http.Header{"Location": {"https://login.example.com/"}}, "", nil, backup.Unreachable, "login.example.com", 1},
		"no body":              {200, nil, "", nil, backup.Unreachable, "empty answer", 12},
		"a cut body":           {200, nil, twoVaults[:60], nil, backup.Unreachable, "garbled", 12},
		"noise":                {200, nil, "{\x00\x01", nil, backup.Unreachable, "garbled", 12},
		"a refused connection": {0, nil, "", refused, backup.Unreachable, "backup.eu-west-1.amazonaws.com: dial tcp", 12},
		"no such host":         {0, nil, "", &net.DNSError{Name: "backup.eu-west-1.amazonaws.com", IsNotFound: true}, backup.Unreachable, "no such host backup.eu-west-1", 1},
		"an unknown operation": {404, http.Header{"X-Amzn-Errortype": {"UnknownOperationException"}}, "{}", nil, backup.Unsupported, "", 1},
		"a quota":              {400, http.Header{"X-Amzn-Errortype": {"LimitExceededException"}}, `{"Message":"too many"}`, nil, backup.Quota, "too many", 1},
		"throttling":           {400, http.Header{"X-Amzn-Errortype": {"ThrottlingException"}}, `{"message":"Rate exceeded"}`, nil, backup.Throttled, "Rate exceeded", 12},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				cl := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
					calls = n
					if c.err != nil {
						return nil, c.err
					}
					return answers(r, c.status, c.header.Clone(), c.body), nil
				}, nil)
				rows, err := list(t.Context(), cl)
				e := fails(t, err, c.kind, "")
				if len(rows) != 0 || !strings.Contains(e.Message, c.says) || calls != c.calls || e.Op != "backup:ListBackupVaults" || e.Scope != here {
					t.Errorf("%d rows, %d calls, want %d; %+v", len(rows), calls, c.calls, e)
				}
			})
		})
	}
}

func TestAWebPageAmongGoodAnswersLosesNoRow(t *testing.T) {
	page := http.Header{"Content-Type": {"text/html"}}
	for _, status := range []int{200, 502} {
		synctest.Test(t, func(t *testing.T) {
			c := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
				switch {
				case n == 1:
					return answers(r, 200, nil, `{"BackupVaultList":[{"BackupVaultName":"z"}],"NextToken":"more"}`), nil
				case n < 8:
					return answers(r, status, page.Clone(), "<html>one moment</html>"), nil
				}
				return answers(r, 200, nil, twoVaults), nil
			}, nil)
			if rows, err := list(t.Context(), c); len(rows) != 3 || err != nil {
				t.Errorf("HTTP %d: %d of 3 rows: %v", status, len(rows), err)
			}
		})
	}
}

func TestAHangEndsAfterAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}, nil)
		began := time.Now()
		_, err := list(t.Context(), c)
		e := fails(t, err, backup.Unreachable, "")
		if d := time.Since(began); d != time.Minute || !strings.Contains(e.Message, "backup.eu-west-1.amazonaws.com") {
			t.Errorf("after %s: %v", d, e)
		}
	})
}

func TestWaitingForOnesTurnIsNotTheCallsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			return answers(r, 200, nil, `{"BackupVaultName":"a"}`), nil
		}, nil)
		var wg sync.WaitGroup
		began := time.Now()
		for range 300 { // 5 a second are allowed
			wg.Go(func() {
				for d := range c.Describe(t.Context(), backup.Thing{Kind: backup.VaultThing, Scope: here, ID: "a"}) {
					if d.Op == "DescribeBackupVault" && d.Err != nil {
						t.Error(d.Err)
					}
				}
			})
		}
		wg.Wait()
		if d := time.Since(began); d < time.Minute {
			t.Errorf("300 calls in %s", d)
		}
	})
}

func TestACanceledCallEndsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}, nil)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		_, err := list(ctx, c)
		if fails(t, err, backup.Canceled, ""); time.Since(began) != time.Second {
			t.Errorf("after %s", time.Since(began))
		}
	})
}

func TestEveryAttemptIsRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls []backup.Call
		c := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			time.Sleep(7 * time.Millisecond)
			id := http.Header{"X-Amzn-Requestid": {"id-" + string(rune('0'+n))}}
			switch n {
			case 1:
				id.Set("X-Amzn-Errortype", "ThrottlingException")
				return answers(r, 400, id, `{}`), nil
			case 2:
				return nil, errors.New("read: connection reset by peer")
			}
			return answers(r, 200, id, twoVaults), nil
		}, func(o *aws.Options) { o.Record = func(c backup.Call) { calls = append(calls, c) } })
		all(t, c.Accounts(t.Context()))
		calls = nil
		rows, err := list(t.Context(), c)
		if err != nil || len(rows) != 2 || len(calls) != 3 {
			t.Fatalf("%d rows, %v; calls %+v", len(rows), err, calls)
		}
		for i, want := range []backup.Call{
			{Attempt: 1, Status: 400, Error: backup.Intern("ThrottlingException"), Bytes: 2, RequestID: "id-1"},
			{Attempt: 2, Error: backup.Intern("read: connection reset by peer")},
			{Attempt: 3, Status: 200, Bytes: int64(len(twoVaults)), RequestID: "id-3"},
		} {
			got := calls[i]
			if got.Took != 7000 || got.At == 0 {
				t.Errorf("attempt %d took %d µs at %d", i+1, got.Took, got.At)
			}
			want.Op, want.Account, want.Region, want.At, want.Took = backup.Intern("backup:ListBackupVaults"), here.Account, here.Region, got.At, got.Took
			if got != want {
				t.Errorf("attempt %d: %+v, want %+v", i+1, got, want)
			}
		}
	})
}

func TestAPageTokenThatExpiredSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			if n == 1 {
				return answers(r, 200, nil, `{"BackupVaultList":[{"BackupVaultName":"a"}],"NextToken":"t"}`), nil
			}
			return answers(r, 400, http.Header{"X-Amzn-Errortype": {"InvalidParameterValueException"}}, `{"Message":"Provided token has expired."}`), nil
		}, nil)
		rows, err := list(t.Context(), c)
		if fails(t, err, backup.TokenExpired, ""); len(rows) != 1 {
			t.Errorf("%d rows", len(rows))
		}
	})
}

func TestEmptyPagesDoNotEndAListAndARepeatedTokenDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			switch n {
			case 1:
				return answers(r, 200, nil, `{"NextToken":"1"}`), nil
			case 2:
				return answers(r, 200, nil, `{"BackupVaultList":[],"NextToken":"2"}`), nil
			case 3:
				return answers(r, 200, nil, `{"BackupVaultList":[{"BackupVaultName":"a"}],"NextToken":""}`), nil
			}
			return answers(r, 200, nil, `{"NextToken":"same"}`), nil
		}, nil)
		if rows, err := list(t.Context(), c); err != nil || len(rows) != 1 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		_, err := list(t.Context(), c)
		fails(t, err, backup.TokenExpired, "")
	})
}

func TestARegionThatIsNotEnabledIsToldFromBadCredentials(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			return answers(r, 403, http.Header{"X-Amzn-Errortype": {"UnrecognizedClientException"}}, `{"message":"The security token included in the request is invalid."}`), nil
		}, nil)
		_, err := list(t.Context(), c) // the identity has proved itself to STS
		fails(t, err, backup.RegionOff, "enable the Region")
	})
}

func TestDescribeKeepsTheBodyByteForByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const body = `{ "BackupVaultName":"a", "BackupVaultArn": "arn:aws:backup:eu-west-1:111122223333:backup-vault:a", "New":[1, 2.50] }`
		c := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			switch {
			case n == 1:
				return answers(r, 500, nil, `{"message":"again"}`), nil
			case strings.HasSuffix(r.URL.Path, "/backup-vaults/a"):
				return answers(r, 200, nil, body), nil
			case strings.Contains(r.URL.Path, "/tags/"):
				return answers(r, 200, nil, `{"Tags":{"k":"v"}}`), nil
			}
			return answers(r, 400, http.Header{"X-Amzn-Errortype": {"ResourceNotFoundException"}}, `{"Message":"no policy"}`), nil
		}, nil)
		got := map[string]backup.Document{}
		for d := range c.Describe(t.Context(), backup.Thing{Kind: backup.VaultThing, Scope: here, ID: "a"}) {
			got[d.Op] = d
		}
		if d := got["DescribeBackupVault"]; string(d.JSON) != body || d.Err != nil {
			t.Errorf("describe: %s, %v", d.JSON, d.Err)
		}
		if d := got["ListTags"]; string(d.JSON) != `{"Tags":{"k":"v"}}` {
			t.Errorf("tags: %s, %v", d.JSON, d.Err)
		}
		for _, op := range []string{"GetBackupVaultAccessPolicy", "GetBackupVaultNotifications"} {
			if d := got[op]; backup.KindOf(d.Err) != backup.NotFound || d.JSON != nil {
				t.Errorf("%s: %s, %v", op, d.JSON, d.Err)
			}
		}
	})
}

func TestAnEndlessMessageIsCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := strings.Repeat("é", 1<<20)
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			return answers(r, 200, nil, `{"BackupJobs":[{"BackupJobId":"j","StatusMessage":"`+long+`"}]}`), nil
		}, nil)
		rows := all(t, c.Jobs(t.Context(), here, backup.BackupJob, backup.JobQuery{}))
		m := rows[0].Message.String()
		if len(m) > 65<<10 || !strings.Contains(m, "cut: 2097152 bytes in all") || strings.ContainsRune(m, '\ufffd') {
			t.Errorf("%d bytes, end %q", len(m), m[len(m)-40:])
		}
	})
}
