package ops

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Draft is a form that is not sent yet, kept so that a lost connection loses nothing. It
// holds what was typed, not what AWS said: opening it again reads the point, the names
// and the checks anew.
type Draft struct {
	ID     string // NewID makes one
	Kind   Kind
	Thing  backup.Thing
	Name   string            // what the operator calls the thing
	Values map[string]string // of the fields, by key
	Set    []string          // keys of the fields that the operator has set; the others are defaults
	From   map[string]string // of those that nobody typed, by key: where the form had the value from
	Rev    uint64            // counts the changes: an older one never replaces a newer one
	Saved  Stamp             // by Drafts.Save
	User   string            // of the operating system; by Drafts.Save
	Host   string            // by Drafts.Save

	// Open is the live console, another than this, that has it open, nil where none has;
	// by Drafts.List.
	Open *Lease

	// Secrets are those of the form. They are not kept, and neither is a value that
	// holds one.
	Secrets []backup.Secret
}

// draftVersion is of the format. A draft of a later one is not read.
const draftVersion = 1

// draftFile is a draft as it is kept.
type draftFile struct {
	Version int               `json:"version"`
	ID      string            `json:"id"`
	Kind    Kind              `json:"kind"`
	Thing   thingFile         `json:"thing"`
	Name    string            `json:"name,omitempty"`
	Values  map[string]string `json:"values"`
	Set     []string          `json:"set"`
	From    map[string]string `json:"from,omitempty"`
	Rev     uint64            `json:"rev"`
	Saved   Stamp             `json:"saved"`
	User    string            `json:"user"`
	Host    string            `json:"host"`
}

type thingFile struct {
	Kind    backup.ThingKind `json:"kind"`
	Account string           `json:"account"`
	Region  string           `json:"region"`
	Owner   string           `json:"owner,omitempty"`
	Vault   string           `json:"vault,omitempty"`
	ID      string           `json:"id"`
	Plan    string           `json:"plan,omitempty"`
	Job     backup.JobKind   `json:"job,omitempty"`
}

// encode returns the draft as it is kept, without what holds a secret.
func (d *Draft) encode() ([]byte, error) {
	values := maps.Clone(d.Values)
	maps.DeleteFunc(values, func(key, value string) bool {
		return backup.SecretStands(key, value) || holdsSecret(value, d.Secrets)
	})
	t := d.Thing
	return json.MarshalIndent(draftFile{
		Version: draftVersion, ID: d.ID, Kind: d.Kind, Name: d.Name, Values: values, Set: d.Set, From: d.From, Rev: d.Rev,
		Saved: d.Saved, User: d.User, Host: d.Host,
		Thing: thingFile{t.Kind, t.Scope.Account.String(), t.Scope.Region.String(), t.Owner, t.Vault, t.ID, t.Plan, t.Job},
	}, "", "  ")
}

func holdsSecret(value string, secrets []backup.Secret) bool {
	for _, s := range secrets {
		if !s.Empty() && strings.Contains(value, s.Reveal()) {
			return true
		}
	}
	return false
}

// parseDraft reads a draft that was kept.
func parseDraft(b []byte) (Draft, error) {
	var f draftFile
	if err := json.Unmarshal(b, &f); err != nil {
		return Draft{}, err
	}
	switch {
	case f.Version > draftVersion:
		return Draft{}, fmt.Errorf("it was made by a later version of bkpui (format %d)", f.Version)
	case f.Version < 1 || !isID(f.ID):
		return Draft{}, errors.New("it is no draft")
	case operations[f.Kind] == "":
		return Draft{}, fmt.Errorf("it is a %q, which this version does not know", clip(string(f.Kind), 64))
	case f.Thing.Job > backup.ScanJob:
		return Draft{}, errors.New("it is of a job of an unknown kind")
	}
	t := f.Thing
	return Draft{
		ID: f.ID, Kind: f.Kind, Name: f.Name, Values: f.Values, Set: f.Set, From: f.From, Rev: f.Rev, Saved: f.Saved, User: f.User, Host: f.Host,
		Thing: backup.Thing{
			Kind: t.Kind, Scope: backup.In(t.Account, t.Region), Owner: t.Owner, Vault: t.Vault, ID: t.ID, Plan: t.Plan, Job: t.Job,
		},
	}, nil
}
