package views

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets garbage lie for longer than a program may: many worlds are made here, and
// collecting them was a sixth of the work.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
