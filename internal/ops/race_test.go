//go:build race

package ops

// rounds is how often four consoles are killed. The race detector makes a console take
// five times as long to start, and sees nothing between processes.
const rounds = 15
