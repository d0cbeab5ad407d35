package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/views"
)

// complete gives the shell the values of those flags that cmd has.
func (a *app) complete(cmd *cobra.Command) {
	completeFrom(cmd, "theme", themes)
	completeFrom(cmd, "log-level", logLevels)
	completeFrom(cmd, "region", append(slices.Clone(regions), allRegions))
	completeWith(cmd, "command", views.Names)
	completeWith(cmd, "profile", aws.Profiles)
	completeWith(cmd, "context", func() []string {
		var names []string
		if c, err := loadConfig(a.places.Config); err == nil {
			for name := range c.Contexts {
				names = append(names, name)
			}
		}
		return names
	})
	completeWith(cmd, "account", func() []string { return nil })
	completeWith(cmd, "role-name", func() []string { return nil })
}

func completeFrom(cmd *cobra.Command, flag string, values []string) {
	completeWith(cmd, flag, func() []string { return values })
}

func completeWith(cmd *cobra.Command, flag string, values func() []string) {
	if cmd.Flags().Lookup(flag) == nil {
		return
	}
	err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		return lastOfList(word, values()), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the same flag a second time
	}
}

// lastOfList completes the last value of a list like a,b without giving one
// twice.
func lastOfList(word string, values []string) []string {
	i := strings.LastIndexByte(word, ',') + 1
	given := strings.Split(word[:i], ",")
	var out []string
	for _, v := range slices.Sorted(slices.Values(values)) {
		if strings.HasPrefix(v, word[i:]) && !slices.Contains(given, v) {
			out = append(out, word[:i]+v)
		}
	}
	return out
}
