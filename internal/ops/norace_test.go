//go:build !race

package ops

// rounds is how often four consoles are killed.
const rounds = 50
