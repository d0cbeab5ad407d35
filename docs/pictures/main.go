// Command pictures draws the pictures of the documentation: the real console on
// the simulated organisation, driven by keys, its cells as SVG. It also brings
// the tables of README.md up to date that are made from the code.
//
//	go run ./docs/pictures
//
// The work is done by the tests of this package, with -update: a test can stop the
// clock at a given moment (testing/synctest), so that the same code gives the same
// pictures.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	cmd := exec.CommandContext(ctx, "go", "test", "-count=1", "github.com/bkpui/bkpui/docs/pictures", "-update")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}
