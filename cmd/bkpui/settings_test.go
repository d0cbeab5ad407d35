package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
)

func TestFlagsGoOverEnvironmentOverContextOverDefaults(t *testing.T) {
	conf := &config{
		Contexts: map[string]fleet{
			"prod": {Org: true, Profiles: []string{"mgmt"}, Regions: []string{"eu-west-1"}, ReadRole: "Reader"},
			"dev":  {Profiles: []string{"dev"}},
		},
		Defaults: defaults{Context: "prod", Refresh: 7 * time.Second, Theme: "light"},
	}
	prod := conf.Contexts["prod"]
	without := func(change func(*fleet)) fleet {
		f := prod
		change(&f)
		return f
	}
	for name, c := range map[string]struct {
		args    []string
		env     environment
		context string
		fleet   fleet
		refresh time.Duration
		theme   string
	}{
		"defaults of the file": {nil, nil, "prod", prod, 7 * time.Second, "light"},
		"a variable over the file": {
			nil, environment{"BKPUI_THEME": "dark", "BKPUI_REFRESH": "9s"}, "prod", prod, 9 * time.Second, "dark",
		},
		"a flag over a variable": {
			[]string{"--theme=contrast"}, environment{"BKPUI_THEME": "dark"}, "prod", prod, 7 * time.Second, "contrast",
		},
		"AWS_PROFILE over the default context": {
			nil, environment{"AWS_PROFILE": "me"}, "prod", without(func(f *fleet) { f.Profiles = nil }), 7 * time.Second, "light",
		},
		"AWS_REGION over the default context": {
			nil, environment{"AWS_REGION": "us-east-1"}, "prod", without(func(f *fleet) { f.Regions = nil }), 7 * time.Second, "light",
		},
		"a named context over AWS_PROFILE": {
			[]string{"--context=prod"}, environment{"AWS_PROFILE": "me", "AWS_REGION": "us-east-1"}, "prod", prod, 7 * time.Second, "light",
		},
		"a variable names the context": {nil, environment{"BKPUI_CONTEXT": "dev"}, "dev", conf.Contexts["dev"], 7 * time.Second, "light"},
		"a flag within a named context": {
			[]string{"--context=prod", "--region=us-east-1, us-west-2"},
			nil, "prod",
			without(func(f *fleet) { f.Regions = []string{"us-east-1", "us-west-2"} }), 7 * time.Second, "light",
		},
		"other profiles are another fleet than the default one": {
			[]string{"--profile=a,b,a"}, nil, "", fleet{Profiles: []string{"a", "b"}}, 7 * time.Second, "light",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var f flags
			set := pflag.NewFlagSet("", pflag.ContinueOnError)
			f.add(set)
			if err := set.Parse(c.args); err != nil {
				t.Fatal(err)
			}
			got, err := resolve(&f, set, c.env, conf)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.fleet, got.Fleet); d != "" {
				t.Error(d)
			}
			if got.Context != c.context || got.Refresh != c.refresh || got.Theme != c.theme {
				t.Errorf("context %q, refresh %v, theme %q", got.Context, got.Refresh, got.Theme)
			}
		})
	}
}

func TestRegionsAreCheckedByTheirShape(t *testing.T) {
	for _, r := range append([]string{"all", "us-gov-west-1", "eusc-de-east-1", "eu-west-9", "us-iso-east-1", "us-isob-east-1"}, regions...) {
		if err := checkRegion(r); err != nil {
			t.Errorf("%s: %v", r, err)
		}
	}
	for _, r := range []string{"", "eu", "eu-west", "us-eest-1", "EU-WEST-1", "eu-west-1a", "eu-west-1\n", "../x"} {
		if checkRegion(r) == nil {
			t.Errorf("%q passes", r)
		}
	}
}
