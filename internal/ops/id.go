package ops

import (
	"crypto/rand"
	"fmt"
)

// NewID returns a random UUID (version 4), fit to name an op or a draft.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program where there is no randomness
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// NewToken returns an idempotency token for one body: an edited body needs a new
// one, since AWS uses a token up even when it refuses the body.
func NewToken() string { return NewID() }

// isID reports whether s is of the shape that NewID makes, and so safe in the name
// of a file.
func isID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}
