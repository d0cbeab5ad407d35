package views

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// nestedColumn is a field of records alone whose value has fields of its own: JSON and
// YAML nest it, CSV has its JSON as text, a table leaves it out.
func nestedColumn[V any](name string, of func(*V) any) Column[V] {
	return Column[V]{
		Name: name, NoPage: true, Nested: true,
		Text: func(b []byte, v *V, _ *Env) []byte { return appendNested(b, of(v)) },
		Show: func(b []byte, _ *V, _ *Env) []byte { return b }, // said by other columns already
	}
}

// listed makes the column an array in JSON and YAML, whose values need no parting.
func (c Column[V]) listed(of func(*V) any) Column[V] {
	c.List = func(b []byte, v *V) []byte { return appendNested(b, of(v)) }
	return c
}

// appendNested appends v as JSON, nothing where it is empty.
func appendNested(b []byte, v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return b
	}
	text := bytes.TrimSpace(out.Bytes())
	if s := string(text); s == "null" || s == "[]" || s == "{}" {
		return b
	}
	return appendHarmless(b, text)
}

// appendHarmless escapes in JSON what a terminal could take for a command; outside of
// strings JSON has none of it.
func appendHarmless(b, text []byte) []byte {
	for _, r := range string(text) {
		if r == 0x7f || steersTerminal(r) {
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			continue
		}
		b = append(b, string(r)...)
	}
	return b
}

// jobRef is a job of a cause in records.
type jobRef struct {
	Account   string `json:"account"`
	Region    string `json:"region"`
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	State     string `json:"state"`
	Completed string `json:"completed,omitempty"` // RFC 3339
	Resource  string `json:"resourceArn,omitempty"`
	Role      string `json:"roleArn,omitempty"`
	Message   string `json:"message,omitempty"`
}

func jobRefs(c *triage.Cause) []jobRef {
	refs := make([]jobRef, len(c.Jobs))
	for i, j := range newestJobs(c.Jobs) { // lists answer in any order
		refs[i] = jobRef{
			j.Account.String(), j.Region.String(), j.Kind.String(), j.ID, j.State.String(), rfc3339(j.Completed), j.Of.Get().ARN.String(), j.Role.String(), j.Message.String(),
		}
	}
	return refs
}

// principalRef is a role that jobs of a cause ran as, in records.
type principalRef struct {
	Account string `json:"account"`
	Role    string `json:"roleArn"`
	Jobs    int    `json:"jobs"`
}

func principalRefs(c *triage.Cause) []principalRef {
	all := principals(c)
	refs := make([]principalRef, len(all))
	for i, p := range all {
		refs[i] = principalRef{p.account.String(), p.role.String(), p.jobs}
	}
	return refs
}

// recordedDiagnosis is that of a record: it says as the page does that its steps hold for more
// than the account whose things they name.
func recordedDiagnosis(f *failure) triage.Diagnosis {
	d := *f.of().Diagnosis()
	if words := asWell(f); words != "" {
		d.Also = append([]string{capital(words) + ": principals and accounts name all"}, d.Also...)
	}
	return d
}

// pointRefOf is a recovery point of a cause in records.
type pointRefOf struct {
	Account string `json:"account"`
	Region  string `json:"region"`
	Vault   string `json:"vault"`
	ARN     string `json:"arn"`
	Status  string `json:"status"`
}

func pointRefs(c *triage.Cause) []pointRefOf {
	refs := make([]pointRefOf, len(c.Points))
	for i, p := range c.Points {
		in := p.In.Get()
		refs[i] = pointRefOf{in.Account.String(), in.Region.String(), in.Name.String(), p.ARN.String(), p.Status.String()}
	}
	return refs
}

func rfc3339(t backup.Time) string {
	if t.IsZero() {
		return ""
	}
	return string(t.AppendRFC3339(nil))
}

func textsOf(list []backup.Text) []string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.String()
	}
	return words
}

func textsJoined(list []backup.Text) string { return strings.Join(textsOf(list), " ") }

func numbersJoined(list []int) string {
	var b []byte
	for i, n := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return string(b)
}
