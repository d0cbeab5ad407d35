package sim

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// residents is how many interpreters share the calls.
const residents = 2

// answersCalls runs the command's own code, loaded once: each line of its input is a
// call, each line of its output what the call printed. Starting the command takes four
// times as long as a call.
const answersCalls = `
import contextlib, io, json, os, sys
from awscli.clidriver import create_clidriver
for line in sys.stdin:
    call = json.loads(line)
    os.environ.update(call["env"])
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = create_clidriver().main(call["args"])
        except SystemExit as e:
            code = e.code
    print(json.dumps({"code": code or 0, "out": out.getvalue(), "err": err.getvalue()}), flush=True)
`

// A resident is a process that answers one call after the other.
type resident struct {
	cmd *exec.Cmd
	in  io.Writer
	out *bufio.Reader
}

// reside starts the interpreter that a script names in its first line, nil where the
// command is no script of Python, or not one that can be loaded like that.
func reside(t *testing.T, script string, env []string) chan *resident {
	t.Helper()
	head, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	interpreter, ok := strings.CutPrefix(string(line), "#!")
	if !ok || !strings.Contains(interpreter, "python") || strings.Contains(interpreter, " ") {
		return nil
	}
	probe := exec.CommandContext(t.Context(), interpreter, "-c", "import awscli.clidriver; awscli.clidriver.create_clidriver")
	if probe.Env = env; probe.Run() != nil {
		return nil
	}
	pool := make(chan *resident, residents)
	for range residents {
		cmd := exec.CommandContext(t.Context(), interpreter, "-c", answersCalls)
		cmd.Env = env
		in, err1 := cmd.StdinPipe()
		out, err2 := cmd.StdoutPipe()
		if err := errors.Join(err1, err2, cmd.Start()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = errors.Join(in.Close(), cmd.Wait()) })
		pool <- &resident{cmd, in, bufio.NewReader(out)}
	}
	return pool
}

// call is `aws ARGS` with more in its environment: what it prints, and its complaint
// as an error. A call that outlives its context ends the process.
func (r *resident) call(ctx context.Context, env map[string]string, args []string) ([]byte, error) {
	defer context.AfterFunc(ctx, func() { _ = r.cmd.Process.Kill() })()
	ask, err := json.Marshal(map[string]any{"env": env, "args": args})
	if err != nil {
		return nil, err
	}
	if _, err := r.in.Write(append(ask, '\n')); err != nil {
		return nil, err
	}
	line, err := r.out.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	var printed struct {
		Code     int
		Out, Err string
	}
	if err := json.Unmarshal(line, &printed); err != nil {
		return nil, fmt.Errorf("%s: %w", line, err)
	}
	if printed.Code != 0 {
		return nil, fmt.Errorf("exit status %d: %s", printed.Code, strings.TrimSpace(printed.Err))
	}
	return []byte(printed.Out), nil
}
