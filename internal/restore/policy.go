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
	Principal string // ARN of an IAM role or user, of a role's session or of an account's root; or a service: "backup.amazonaws.com"
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
	switch {
	case r.Principal == "":
		return unclear, "who will ask is not known"
	case len(document) > policyLimit:
		return unclear, "the policy is too large to be read"
	}
	statements, ok := parsePolicy(document)
	if !ok {
		return unclear, "the policy is not understood"
	}
	who := principalOf(r.Principal)
	var deny, grant, account truth
	var doubt, by string
	for i := range statements {
		s := &statements[i]
		rest, direct, whole := s.applies(r), s.names(who), s.namesAccount(who)
		if match := rest.and(direct.or(whole)); match != no && s.effect != "Allow" {
			if match == yes {
				return denied, s.name(i) + " denies it"
			}
			deny, doubt = maybe, s.name(i)+" may deny it"
		}
		if s.effect != "Deny" {
			if match := rest.and(direct.or(whole)); match > grant.or(account) || (rest.and(direct) > grant) {
				by = s.name(i)
			}
			grant, account = grant.or(rest.and(direct)), account.or(rest.and(whole))
		}
	}
	switch most := max(grant, account); {
	case most == no:
		return notAllowed, "no statement allows it"
	case deny == maybe:
		return unclear, doubt
	case most == maybe:
		return unclear, by + " may allow it, on conditions that are not known here"
	case grant == yes:
		return allowed, by + " allows it"
	default:
		return delegated, by + " leaves it to the IAM policies of the account"
	}
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
