package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const wholeConfig = `
contexts:
  prod:
    org: {profile: mgmt, exclude: ["222233334444", 012345678901]}
    readRole: BackupReader      # assumed for everything
    writeRole: team/BackupOperator
    externalId: x-1
    regions: [us-east-1, eu-west-1]
    protected: true
    reasonPattern: '^INC-\d+'
  two:
    profiles: [a, b]
    regions: all
defaults: {context: prod, refresh: 5s, theme: dark, ascii: true, readonly: true, logLevel: debug, armFor: 30m, disarmIdle: 10m, bell: false, title: false}
columns: {points: [created, age, type]}
`

func TestConfigIsReadWhole(t *testing.T) {
	got, err := parseConfig("config.yaml", []byte(wholeConfig))
	if err != nil {
		t.Fatal(err)
	}
	want := &config{
		Contexts: map[string]fleet{
			"prod": {
				Org: true, Profiles: []string{"mgmt"}, Exclude: []string{"222233334444", "012345678901"},
				ReadRole: "BackupReader", WriteRole: "team/BackupOperator", External: "x-1",
				Regions: []string{"us-east-1", "eu-west-1"}, Protected: true, Reason: `^INC-\d+`,
			},
			"two": {Profiles: []string{"a", "b"}, Regions: []string{"all"}},
		},
		Defaults: defaults{"prod", 5 * time.Second, "dark", true, true, "debug", 30 * time.Minute, 10 * time.Minute, true, true},
		Columns:  map[string][]string{"points": {"created", "age", "type"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEmptyConfigIsFine(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "---\n", "contexts:\ndefaults:\ncolumns:\n", "defaults: {theme: }\n", "defaults: {bell: true, title: true}\n"} {
		if _, err := parseConfig("config.yaml", []byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestConfigMistakesAreNamedWithLineAndColumn(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"contxts: {}\n", "config.yaml:1:1: unknown key \"contxts\"\n  did you mean contexts?"},
		{"defaults:\n  theme: drak\n", "2:10: unknown value \"drak\"\n  did you mean dark?"},
		{"defaults:\n  refresh: 5\n", "2:12: no duration"},
		{"defaults:\n  refresh: 2h\n", "2:12: duration out of range"},
		{"defaults:\n  context: prud\ncontexts: {prod: {}}\n", "2:12: no context \"prud\"\n  did you mean prod?"},
		{"defaults:\n  bell: loud\n", "2:9: neither true nor false\n  write true or false"},
		{"defaults:\n  bel: true\n", "2:3: unknown key \"bel\"\n  did you mean bell?"},
		{"defaults: {theme: dark, theme: light}\n", "theme"},
		{"defaults: [a]\n", "1:11: sequence where keys are expected"},
		{"defaults: dark\n", "1:11:"},
		{"contexts:\n  a:\n    regions: [us-east-1, eu-wst-1]\n", "3:26: no region: \"eu-wst-1\"\n  did you mean eu-west-1?"},
		{"contexts:\n  a:\n    regions: [all, us-east-1]\n", "all does not go with others"},
		{"contexts: {a: {org: {profile: p}}}\n", "add readRole"},
		{"contexts: {a: {accounts: [111]}}\n", "1:27: no account ID"},
		{"contexts: {a: {readRole: 'arn:aws:iam::111122223333:role/R'}}\n", "role ARN"},
		{"contexts: {a: {reasonPattern: '('}}\n", "regular expression"},
		{"contexts: {a: {protected: perhaps}}\n", "neither true nor false"},
		{"contexts: {a: {profiles: {x: y}}}\n", "one value is expected"},
		{"contexts: {a: {externalId: ''}}\n", "empty value"},
		{"contexts:\n\t- a\n", "config.yaml:2:1"},
		{"a: b: c\n", "config.yaml:1:"},
		{"columns: {}\n---\ncolumns: {}\n", "more than one document"},
		{"contexts: &x {a: *x}\n", "1:"},
	} {
		_, err := parseConfig("config.yaml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.says)
		}
		if exitStatus(err) != exitUsage {
			t.Errorf("%q: exit status %d", c.text, exitStatus(err))
		}
	}
}

func FuzzConfigNeverPanics(f *testing.F) {
	f.Add(wholeConfig)
	f.Add("contexts: &x {a: *x}\n? [a]\n: <<: *x")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseConfig("config.yaml", []byte(text))
		if (c == nil) == (err == nil) {
			t.Errorf("config %v, error %v", c, err)
		}
	})
}
