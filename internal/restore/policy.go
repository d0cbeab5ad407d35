package restore

import "fmt"

// decision is what a resource policy (of a KMS key, a vault, a role's trust) says
// of one request (IAM User Guide, "Policy evaluation logic").
type decision uint8

// The decisions. The zero value is unclear: something in the policy is not
// understood, or hangs on what is not known before the request is made.
const (
	unclear    decision = iota
	denied              // a statement denies it: nothing else can allow it
	notAllowed          // no statement allows it
	delegated           // allowed to the principal's account: its identity policies decide
	allowed             // allowed to the principal itself
)

// request is what a policy is asked about. Only what is certain belongs in it: a
// condition on a key that Context lacks makes the answer unclear.
type request struct {
	Principal string // ARN of an IAM role or user, of a role's session or of an account's root; a service: "backup.amazonaws.com"; or "", an IAM identity that is not known
	Action    string
	Resource  string            // ARN; "" = the policy has no resources
	Context   map[string]string // condition keys in lower case
}

// policyLimit is the size above which a document is not read. AWS's own limits are
// below 64 kB.
const policyLimit = 1 << 20

// evaluate decides by the policy alone, and says which statement decided. It never
// allows on doubt: what it does not understand of a statement may deny and does not allow.
func evaluate(document string, r request) (decision, string) {
	w, trouble := weigh(document, r)
	switch most := w.grant.or(w.account); {
	case trouble != "":
		return unclear, trouble
	case w.deny == yes:
		return denied, w.denier + " denies it"
	case most == no:
		return notAllowed, "no statement allows it"
	case w.deny == maybe:
		return unclear, w.denier + " may deny it"
	case most == maybe:
		return unclear, w.grantor + " may allow it, on conditions that are not known here"
	case w.grant == yes:
		return allowed, w.grantor + " allows it"
	default:
		return delegated, w.grantor + " leaves it to the IAM policies of the account"
	}
}

// denies reports whether the policy denies the request, whatever else allows it: all
// that matters where the policies of the caller are enough.
func denies(document string, r request) (truth, string) {
	w, trouble := weigh(document, r)
	switch {
	case trouble != "":
		return maybe, trouble
	case w.deny == yes:
		return yes, w.denier + " denies it"
	case w.deny == maybe:
		return maybe, w.denier + " may deny it"
	}
	return no, "no statement denies it"
}

// weight is what all statements together say.
type weight struct {
	deny, grant, account truth // account: to the principal's account
	denier, grantor      string
}

// weigh goes through the statements. trouble is why nothing can be said at all.
func weigh(document string, r request) (w weight, trouble string) {
	if len(document) > policyLimit {
		return w, "the policy is too large to be read"
	}
	statements, ok := parsePolicy(document)
	if !ok {
		return w, "the policy is not understood"
	}
	who := principalOf(r.Principal)
	for i := range statements {
		s := &statements[i]
		rest := s.applies(r)
		grant, account := rest.and(s.names(who)), rest.and(s.namesAccount(who))
		if match := grant.or(account); s.effect != "Allow" && match > w.deny {
			w.deny, w.denier = match, s.name(i)
		}
		if s.effect != "Deny" {
			if grant > w.grant || account > w.grant.or(w.account) {
				w.grantor = s.name(i)
			}
			w.grant, w.account = w.grant.or(grant), w.account.or(account)
		}
	}
	return w, ""
}

// truth is an answer that may be open.
type truth uint8

const (
	no truth = iota
	maybe
	yes
)

func (t truth) and(u truth) truth { return min(t, u) }
func (t truth) or(u truth) truth  { return max(t, u) }
func (t truth) not() truth        { return yes - t }

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// name is what a finding calls a statement.
func (s *statement) name(i int) string {
	if s.sid != "" {
		return fmt.Sprintf("statement %q", short(s.sid))
	}
	return fmt.Sprintf("statement %d", i+1)
}
