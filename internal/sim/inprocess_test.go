package sim_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestInProcessHandsOutWhatTheHandlerWrote(t *testing.T) {
	h := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		rw.Header().Set("X-Was", r.Method+" "+r.Host+r.RequestURI+" "+string(body))
		rw.WriteHeader(http.StatusTeapot)
		_, _ = rw.Write([]byte("short and stout"))
	})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://pot/a%2Fb?c=d", strings.NewReader("tea"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := (&http.Client{Transport: sim.InProcess{Handler: h}}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusTeapot || string(body) != "short and stout" || res.Header.Get("X-Was") != "PUT pot/a%2Fb?c=d tea" {
		t.Errorf("%v %s %q %q", err, res.Status, body, res.Header)
	}
}
