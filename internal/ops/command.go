package ops

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Shell is whose hands a request goes through when it is sent by the aws command.
type Shell struct {
	Profile string // of the configuration file; "" = the default chain
	Role    string // ARN of the write role; "" = none is assumed
	Session string // the role's session name
}

// Command returns the request as text for bash or sh that works when pasted: with its
// idempotency token, so that it starts nothing that was started already; where there is
// a write role, in a subshell that assumes it first. Secrets are shell variables that
// must be set before; they reach the aws command through its standard input, where
// no list of processes shows them.
func (s Shell) Command(in backup.Scope, c backup.Change) string {
	w := wordsOf(c)
	var lines []string
	for _, v := range w.variables {
		lines = append(lines, `: "${`+v+`:?is not set: read -rs `+v+`, type it, and paste this again}"`)
	}
	if s.Role != "" {
		lines = append(lines, s.assume(in)...)
	}
	if len(w.variables) > 0 {
		lines = append(lines, jsonFunction)
	}
	lines = append(lines, s.call(in, w))
	if len(lines) == 1 {
		return lines[0] + "\n"
	}
	return "(\nset -e\n" + strings.Join(lines, "\n") + "\n)\n"
}

// assume is how the write role is taken on. Credentials in variables go before any
// profile.
func (s Shell) assume(in backup.Scope) []string {
	var call strings.Builder
	call.WriteString("credentials=$(aws sts assume-role")
	flag(&call, "region", in.Region.String())
	flag(&call, "profile", s.Profile)
	flag(&call, "role-arn", s.Role)
	flag(&call, "role-session-name", s.Session)
	call.WriteString(" \\\n  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)")
	return []string{
		call.String(),
		"read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<END\n$credentials\nEND",
		"export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
	}
}

// jsonFunction writes a word as it stands within a string of JSON.
const jsonFunction = `json() { printf %s "$1" | sed 's/[\\"]/\\&/g'; }`

func (s Shell) call(in backup.Scope, w words) string {
	var b strings.Builder
	if w.input != "" {
		b.WriteString("printf %s " + w.input + " |\n")
	}
	b.WriteString("aws backup " + w.operation)
	flag(&b, "region", in.Region.String())
	if s.Role == "" {
		flag(&b, "profile", s.Profile)
	}
	for _, f := range w.flags {
		b.WriteString(" \\\n  " + f)
	}
	return b.String()
}

// flag appends a flag, unless it is empty.
func flag(b *strings.Builder, name, value string) {
	if value != "" {
		b.WriteString(" --" + name + " " + quote(value))
	}
}

// quote returns a word as the shell reads it, quoted only where it must be.
func quote(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+,=", r)
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// ascii returns v as JSON in plain characters, so that neither the terminal it is pasted
// into nor the locale of the aws command can change it.
func ascii(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return "{}" // texts and numbers only: it can't be
	}
	var out strings.Builder
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		switch {
		case r > 0xffff:
			r -= 0x10000
			out.WriteString(escape(0xd800+r>>10) + escape(0xdc00+r&0x3ff))
		case r >= 0x7f:
			out.WriteString(escape(r))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func escape(r rune) string {
	hex := strconv.FormatInt(int64(r), 16)
	return `\u` + strings.Repeat("0", 4-len(hex)) + hex
}
