package main

import (
	"bufio"
	"context"
	"errors"
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

var errDeclined = errors.New("no MFA code given")

// askConsole has the console ask.
func askConsole(asks chan<- views.AskMFA) asker {
	return func(ctx context.Context, c aws.Challenge) (string, error) {
		reply := make(chan string, 1)
		select {
		case asks <- views.AskMFA{Profile: c.Profile, Serial: c.Serial, Refused: c.Refused, Reply: reply}:
		case <-ctx.Done():
			return "", ctx.Err()
		}
		select {
		case code := <-reply:
			if code == "" {
				return "", errDeclined
			}
			return code, nil
		case <-ctx.Done():
			return "", ctx.Err()
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
		if err != nil {
			return "", err
		}
		return "", errDeclined
	}
}
