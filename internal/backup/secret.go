package backup

import "encoding/json"

// Secret is a word that must reach AWS and nothing else: it prints, logs and
// marshals as a placeholder. The zero value is no secret.
type Secret struct{ word string }

// placeholder stands for a secret wherever one would be written.
const placeholder = "(secret)"

// NewSecret keeps word out of everything that is written.
func NewSecret(word string) Secret { return Secret{word} }

// Reveal returns the word. Only what sends a request to AWS may ask for it.
func (s Secret) Reveal() string { return s.word }

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s.word == "" }

// String returns a placeholder.
func (s Secret) String() string { return placeholder }

// GoString keeps %#v from printing the word.
func (s Secret) GoString() string { return placeholder }

// MarshalJSON writes the placeholder.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(placeholder) }
