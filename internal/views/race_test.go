//go:build race

package views

// fewer is for what only takes longer with the race detector, without showing it more.
func fewer(n int) int { return n / 10 }
