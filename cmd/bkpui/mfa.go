package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/views"
)

// asker answers questions of the credential chain.
type asker = func(context.Context, aws.Challenge) (string, error)

// askConsole has the console ask: the question stands there until l has the answer.
func askConsole(asks chan<- views.AskMFA, l *late) func(context.Context, aws.Challenge) {
	return func(ctx context.Context, c aws.Challenge) {
		try := func(ctx context.Context, code string) error { return l.client.Answer(ctx, c.Profile, code) }
		select {
		case asks <- views.AskMFA{Profile: c.Profile, Serial: c.Serial, Settled: c.Settled, Try: try}:
		case <-ctx.Done():
		}
	}
}

// askTerminal asks on the terminal of a command without a screen, nil when there
// is none.
func askTerminal(in *os.File, errs io.Writer) asker {
	if !term.IsTerminal(in.Fd()) {
		return nil
	}
	lines := bufio.NewReader(in)
	one := make(chan struct{}, 1) // one question at a time
	return func(ctx context.Context, c aws.Challenge) (string, error) {
		select {
		case one <- struct{}{}:
			defer func() { <-one }()
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if c.Refused != "" {
			fmt.Fprintf(errs, "the code was refused: %s\n", printable(c.Refused))
		}
		fmt.Fprintf(errs, "MFA code of profile %s (%s): ", printable(c.Profile), printable(c.Serial))
		line, err := lines.ReadString('\n')
		if code := strings.TrimSpace(line); code != "" {
			return code, nil
		}
		return "", err
	}
}
