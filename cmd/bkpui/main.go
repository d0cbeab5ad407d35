// Command bkpui is a terminal console for AWS Backup.
//
// This room holds flags, configuration, sub-commands and wiring: it makes one
// backend of the other rooms and runs its parts together. What is shown and how
// AWS is asked is decided elsewhere.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := notify(context.Background())
	status := run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the program: it returns the exit status. It ends soon after ctx does.
func run(ctx context.Context, args, env []string, out, errs io.Writer) int {
	a := &app{env: readEnvironment(env), in: os.Stdin, out: out, errs: errs}
	a.places = findPlaces(a.env)
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	err := a.execute(ctx, args)
	var sig signalError
	if err != nil && errors.As(context.Cause(ctx), &sig) {
		err = sig // whatever it broke off with
	}
	report(a.errs, err)
	return exitStatus(err)
}

// notify returns a context that ends with the first signal that asks the program
// to end, as its cause. A second one ends the program at once; a second SIGQUIT with the
// stacks, on a terminal that is clean again.
func notify(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) { // nohup
		signals = append(signals, syscall.SIGHUP)
	}
	came := make(chan os.Signal, 1)
	signal.Notify(came, signals...)
	go func() {
		select {
		case s := <-came:
			signal.Stop(came)
			cancel(signalError{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(came)
		cancel(nil)
	}
}
