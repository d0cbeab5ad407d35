package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/sim"
)

func (a *app) simCommand() *cobra.Command {
	var w world
	var listen string
	cmd := &cobra.Command{
		Use:     "sim",
		Short:   "Serve the simulated organisation to any AWS client",
		Long:    "Serves a simulated organisation as AWS does (AWS Backup, STS, Organizations, Account) on a loopback address.",
		Example: "bkpui sim --listen 127.0.0.1:4599 --throttle 0.2 --errors 0.05 --latency 200ms",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := w.check(); err != nil {
				return err
			}
			if err := checkLoopback(listen); err != nil {
				return err
			}
			made, err := w.make()
			if err != nil {
				return err
			}
			return a.serve(cmd.Context(), listen, made)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:4599", "loopback address to listen on; port 0 picks a free one")
	w.add(cmd.Flags(), 0, 0, false)
	return cmd
}

// checkLoopback refuses addresses that others could reach: the simulator checks
// no signatures.
func checkLoopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usagef("such as 127.0.0.1:4599", "--listen: no address: %q", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return usagef("use 127.0.0.1, [::1] or localhost", "--listen: %q is not a loopback address", host)
	}
	return nil
}

// serve serves the world until ctx ends.
func (a *app) serve(ctx context.Context, address string, w *sim.World) error {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w; give another port with --listen, or 0 for a free one", err)
	}
	server := &http.Server{Handler: w, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	fmt.Fprintf(a.out, simHelp, l.Addr(), len(w.Accounts()), len(w.Regions()), w.Regions()[0], simRole)

	g := newGroup(ctx)
	g.run(func(context.Context) error { return server.Serve(l) })
	g.run(func(ctx context.Context) error {
		<-ctx.Done()
		return server.Close()
	})
	_, err = g.end(grace)
	if errors.Is(err, context.Canceled) || errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

const simHelp = `A simulated AWS organisation on http://%[1]s (%[2]d accounts, %[3]d regions); ctrl+c ends it.

In another shell:
  export AWS_ENDPOINT_URL=http://%[1]s AWS_REGION=%[4]s AWS_DEFAULT_REGION=%[4]s
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  bkpui --org --role-name %[5]s --region all
  bkpui get vaults --org --role-name %[5]s --region all
  aws backup list-backup-vaults
`
