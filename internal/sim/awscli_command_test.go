package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

// An input is a request's members by their names in AWS's model: the SDK's
// fields and the command's --cli-input-json alike.
type input map[string]any

// commandLine is the aws command, aimed at a world on a loopback port.
type commandLine struct {
	path      string
	env       []string
	world     *World
	residents chan *resident // nil = a process for each call
}

func newCommandLine(t *testing.T, w *World) *commandLine {
	t.Helper()
	path, err := exec.LookPath("aws")
	if err != nil {
		t.Skip("the aws command is not on PATH: it was not compared with the SDK")
	}
	// A version manager's shim takes as long as the command itself: ask it once.
	if filepath.Base(filepath.Dir(path)) == "shims" {
		if real, err := exec.CommandContext(t.Context(), "pyenv", "which", "aws").Output(); err == nil {
			path = strings.TrimSpace(string(real))
		}
	}
	srv := httptest.NewServer(w)
	t.Cleanup(srv.Close)
	home := t.TempDir()
	file := filepath.Join(home, "config")
	if err := os.WriteFile(file, []byte("[default]\ncli_timestamp_format = iso8601\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := &commandLine{path: path, world: w, env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LC_ALL=C.UTF-8", "TZ=UTC", "NO_PROXY=127.0.0.1",
		"AWS_CONFIG_FILE=" + file, "AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(home, "credentials"),
		"AWS_ENDPOINT_URL=" + srv.URL, "AWS_EC2_METADATA_DISABLED=true", "AWS_MAX_ATTEMPTS=1", "AWS_PAGER=",
		"AWS_SECRET_ACCESS_KEY=test", "AWS_DEFAULT_OUTPUT=json",
	}}
	c.residents = reside(t, path, c.env)
	return c
}

// run is `aws ARGS` as the user of an account in a region: the JSON it prints,
// made plain.
func (c *commandLine) run(ctx context.Context, account, region string, args ...string) (map[string]any, error) {
	out, err := c.raw(ctx, account, region, args...)
	if err != nil {
		return nil, err
	}
	return plain(out).(map[string]any), nil
}

func (c *commandLine) raw(ctx context.Context, account, region string, args ...string) (map[string]any, error) {
	printed, err := c.printed(ctx, map[string]string{"AWS_ACCESS_KEY_ID": "AKIA" + account, "AWS_DEFAULT_REGION": region}, args)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	if len(printed) == 0 { // of an answer without a body
		return out, nil
	}
	if err := json.Unmarshal(printed, &out); err != nil {
		return nil, fmt.Errorf("aws %v printed %q: %w", args, printed, err)
	}
	return out, nil
}

// printed is what `aws ARGS` prints with more in its environment.
func (c *commandLine) printed(ctx context.Context, env map[string]string, args []string) ([]byte, error) {
	var r *resident
	if c.residents != nil {
		r = <-c.residents
		defer func() { c.residents <- r }()
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if r != nil {
		return r.call(ctx, env, args)
	}
	cmd := exec.CommandContext(ctx, c.path, args...)
	cmd.Env = slices.Clone(c.env)
	for name, value := range env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return stdout.Bytes(), nil
}

// backup is `aws backup OPERATION` with the same input that the SDK gets.
func (c *commandLine) backup(ctx context.Context, account, region, op string, in input) (map[string]any, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	args := []string{"backup", kebab(op), "--cli-input-json", string(raw)}
	if strings.HasPrefix(op, "List") {
		args = append(args, "--no-paginate")
	}
	return c.run(ctx, account, region, args...)
}

var capital = regexp.MustCompile(`[A-Z]`)

func kebab(op string) string {
	return strings.ToLower(strings.TrimPrefix(capital.ReplaceAllString(op, "-$0"), "-"))
}

// viaSDK makes the same call through the SDK's method of that name.
func viaSDK(ctx context.Context, w *World, account, region, op string, in input) (map[string]any, error) {
	method := reflect.ValueOf(client(w, account, region)).MethodByName(op)
	if !method.IsValid() {
		return nil, fmt.Errorf("the SDK has no %s", op)
	}
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	params := reflect.New(method.Type().In(1).Elem())
	if err := json.Unmarshal(raw, params.Interface()); err != nil {
		return nil, fmt.Errorf("input of %s: %w", op, err)
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(ctx), params})
	if err, _ := results[1].Interface().(error); err != nil {
		return nil, err
	}
	if raw, err = json.Marshal(results[0].Interface()); err != nil {
		return nil, err
	}
	out := map[string]any{}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, err
	}
	delete(out, "ResultMetadata")
	return plain(out).(map[string]any), nil
}

// plain brings what the two print to one form: absent and zero members are
// gone, times are milliseconds, tokens only there or not.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			if name == "NextToken" && member != nil {
				member = "a token"
			}
			if member = plain(member); member != nil {
				out[name] = member
			}
		}
		return out
	case []any:
		if len(v) == 0 {
			return nil
		}
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case string:
		if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return t.Round(time.Millisecond).UnixMilli()
		}
		if v == "" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

// compare makes one call in both ways until the world held still in between.
func (c *commandLine) compare(ctx context.Context, account, region, op string, in input) error {
	for range 5 {
		before, err := viaSDK(ctx, c.world, account, region, op, in)
		printed, failed := c.backup(ctx, account, region, op, in)
		after, _ := viaSDK(ctx, c.world, account, region, op, in)
		var api smithy.APIError
		switch {
		case errors.As(err, &api):
			want := fmt.Sprintf("An error occurred (%s) when calling the %s operation: %s", api.ErrorCode(), op, api.ErrorMessage())
			if failed == nil || !strings.Contains(failed.Error(), want) {
				return fmt.Errorf("%s %v: the command says %w, want %q", op, in, failed, want)
			}
			return nil
		case err != nil || failed != nil:
			return fmt.Errorf("%s %v: sdk %w, command %w", op, in, err, failed)
		case cmp.Equal(before, printed):
			return nil
		case cmp.Equal(before, after):
			return fmt.Errorf("%s %v (-sdk +command):\n%s", op, in, cmp.Diff(before, printed))
		}
	}
	return fmt.Errorf("%s %v: the world did not hold still", op, in)
}

type check func(context.Context) error

// atOnce runs the checks on a few processes at a time and reports all that
// failed.
func atOnce(t *testing.T, checks []check) {
	t.Helper()
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU() + 1)
	for _, check := range checks {
		g.Go(func() error {
			if err := check(t.Context()); err != nil {
				t.Error(err)
			}
			return nil
		})
	}
	_ = g.Wait() // errors are reported above
}
