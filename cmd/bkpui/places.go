package main

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// environment is the environment of a run.
type environment map[string]string

func readEnvironment(list []string) environment {
	env := environment{}
	for _, kv := range list {
		for i := 1; i < len(kv); i++ { // from 1: Windows has names that begin with =
			if kv[i] == '=' {
				env[kv[:i]] = kv[i+1:]
				break
			}
		}
	}
	return env
}

// places are the files of bkpui.
type places struct {
	Config string // config.yaml
	State  string // the folder of what is kept
	Log    string
	Crash  string // where the stack of a crash goes
}

func findPlaces(env environment) places {
	config := filepath.Join(base(env["XDG_CONFIG_HOME"], xdg.ConfigHome), "bkpui")
	state := filepath.Join(base(env["XDG_STATE_HOME"], xdg.StateHome), "bkpui")
	return places{
		Config: filepath.Join(config, "config.yaml"),
		State:  state,
		Log:    filepath.Join(state, "bkpui.log"),
		Crash:  filepath.Join(state, "crash.log"),
	}
}

// base returns the given folder if it is absolute: the XDG base directory
// specification has relative ones ignored.
func base(given, fallback string) string {
	if filepath.IsAbs(given) {
		return given
	}
	return fallback
}
