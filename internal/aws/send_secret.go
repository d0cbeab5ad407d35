package aws

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// quoted is a secret as it stands between the quotes of a JSON string.
func quoted(word string) string {
	raw, err := json.Marshal(word)
	if err != nil {
		return "" // a string always has a JSON form
	}
	return string(raw[1 : len(raw)-1])
}

// errDiscreet stands for a cause whose words hold a secret.
var errDiscreet = errors.New("AWS's words, which hold a secret")

// discreet takes the secrets of a restore out of its error: AWS may repeat what it
// refuses, and errors are written down.
func discreet(err error, change backup.Change) error {
	r, ok := change.(*backup.StartRestoreJob)
	var e *backup.Error
	if !ok || !errors.As(err, &e) {
		return err
	}
	for _, secret := range r.SecretWords() {
		for _, word := range []string{quoted(secret), secret} {
			if word == "" || !strings.Contains(e.Message, word) {
				continue
			}
			if e.Err = errDiscreet; len(word) < 4 { // taken out, so short a word would show where it was
				e.Message = errDiscreet.Error()
				continue
			}
			e.Message = strings.ReplaceAll(e.Message, word, backup.NewSecret(word).String())
		}
	}
	return e
}
