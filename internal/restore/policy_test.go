package restore

import (
	"encoding/json"
	"strings"
	"testing"
)

const (
	homeAccount = "111122223333"
	farAccount  = "444455556666"
	roleARN     = "arn:aws:iam::111122223333:role/service-role/Restorer"
	keyARN      = "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888"
)

// decrypts is what the role asks a key for.
func decrypts() request {
	return request{Principal: roleARN, Action: "kms:Decrypt", Resource: keyARN, Context: map[string]string{
		"kms:viaservice": "ec2.eu-west-1.amazonaws.com", "kms:calleraccount": homeAccount, "aws:principalarn": roleARN,
		"aws:securetransport": "true",
	}}
}

// statements wraps statements into a policy.
func statements(s ...string) string {
	return `{"Version":"2012-10-17","Id":"key","Statement":[` + strings.Join(s, ",") + `]}`
}

// says is one statement.
func says(effect, principal, action, more string) string {
	return `{"Effect":"` + effect + `","Principal":` + principal + `,"Action":` + action + `,"Resource":"*"` + more + `}`
}

const (
	theRole    = `{"AWS":"` + roleARN + `"}`
	theAccount = `{"AWS":"arn:aws:iam::` + homeAccount + `:root"}`
	everybody  = `{"AWS":"*"}`
)

func TestKeyPoliciesAreEvaluatedAndNeverAllowOnDoubt(t *testing.T) {
	allow := says("Allow", theRole, `"kms:*"`, "")
	when := func(condition string) string {
		return statements(says("Allow", theRole, `"kms:*"`, `,"Condition":`+condition))
	}
	denyWhen := func(condition string) string {
		return statements(allow, says("Deny", everybody, `"*"`, `,"Condition":`+condition))
	}
	for name, c := range map[string]struct {
		policy string
		want   decision
	}{
		"the role is named":                 {statements(allow), allowed},
		"one statement, no list":            {`{"Statement":` + allow + `}`, allowed},
		"the role among others":             {statements(says("Allow", `{"AWS":["arn:aws:iam::111122223333:user/x","`+roleARN+`"]}`, `["kms:Encrypt","kms:Decrypt"]`, "")), allowed},
		"everybody":                         {statements(says("Allow", `"*"`, `"*"`, "")), allowed},
		"the account leaves it to IAM":      {statements(says("Allow", theAccount, `"kms:*"`, "")), delegated},
		"the account by its number":         {statements(says("Allow", `{"AWS":"111122223333"}`, `"kms:*"`, "")), delegated},
		"role and account":                  {statements(says("Allow", theAccount, `"kms:*"`, ""), allow), allowed},
		"another account":                   {statements(says("Allow", `{"AWS":"arn:aws:iam::444455556666:root"}`, `"kms:*"`, "")), notAllowed},
		"another role":                      {statements(says("Allow", `{"AWS":"arn:aws:iam::111122223333:role/Other"}`, `"kms:*"`, "")), notAllowed},
		"a role of the name elsewhere":      {statements(says("Allow", `{"AWS":"arn:aws:iam::444455556666:role/service-role/Restorer"}`, `"kms:*"`, "")), notAllowed},
		"the name under another path":       {statements(says("Allow", `{"AWS":"arn:aws:iam::111122223333:role/Restorer"}`, `"kms:*"`, "")), unclear},
		"a unique ID, of a role made anew":  {statements(says("Allow", `{"AWS":"AROAEXAMPLEEXAMPLE"}`, `"kms:*"`, "")), unclear},
		"a pattern as principal":            {statements(says("Allow", `{"AWS":"arn:aws:iam::111122223333:role/*"}`, `"kms:*"`, "")), unclear},
		"one session of the role":           {statements(says("Allow", `{"AWS":"arn:aws:sts::111122223333:assumed-role/Restorer/x"}`, `"kms:*"`, "")), unclear},
		"a session of another role":         {statements(says("Allow", `{"AWS":"arn:aws:sts::111122223333:assumed-role/Other/x"}`, `"kms:*"`, "")), notAllowed},
		"a federated user":                  {statements(says("Allow", `{"AWS":"arn:aws:sts::111122223333:federated-user/x"}`, `"kms:*"`, "")), notAllowed},
		"some other thing of the account":   {statements(says("Allow", `{"AWS":"arn:aws:sts::111122223333:self"}`, `"kms:*"`, "")), unclear},
		"a service":                         {statements(says("Allow", `{"Service":"backup.amazonaws.com"}`, `"kms:*"`, "")), notAllowed},
		"a kind of principal nobody knows":  {statements(says("Allow", `{"Club":"x"}`, `"kms:*"`, "")), unclear},
		"another action":                    {statements(says("Allow", theRole, `["kms:Encrypt","kms:Describe*"]`, "")), notAllowed},
		"an action by pattern and case":     {statements(says("Allow", theRole, `"KMS:D?cry*"`, "")), allowed},
		"all but another action":            {statements(`{"Effect":"Allow","Principal":` + theRole + `,"NotAction":"kms:Put*","Resource":"*"}`), allowed},
		"all but this action":               {statements(`{"Effect":"Allow","Principal":` + theRole + `,"NotAction":"kms:De*","Resource":"*"}`), notAllowed},
		"action and all but it":             {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*","NotAction":"kms:De*","Resource":"*"}`), unclear},
		"this key by ARN":                   {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*","Resource":"` + keyARN + `"}`), allowed},
		"another key by ARN":                {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*","Resource":"` + keyARN + `0"}`), notAllowed},
		"all but another key":               {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*","NotResource":"` + keyARN + `0"}`), allowed},
		"a resource with a variable":        {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*","Resource":"${aws:x}"}`), unclear},
		"no resource":                       {statements(`{"Effect":"Allow","Principal":` + theRole + `,"Action":"*"}`), unclear},
		"everybody but another":             {statements(`{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/Other"},"Action":"*","Resource":"*"}`), unclear},
		"an explicit deny wins":             {statements(allow, says("Deny", everybody, `"kms:Decrypt"`, "")), denied},
		"a deny of the account":             {statements(allow, says("Deny", theAccount, `"kms:*"`, "")), denied},
		"a deny of another":                 {statements(allow, says("Deny", `{"AWS":"arn:aws:iam::111122223333:role/Other"}`, `"*"`, "")), allowed},
		"a deny of a unique ID":             {statements(allow, says("Deny", `{"AWS":"AROAEXAMPLEEXAMPLE"}`, `"*"`, "")), unclear},
		"a deny of all but another":         {statements(allow, `{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/Other"},"Action":"*","Resource":"*"}`), denied},
		"a deny of all but the role":        {statements(allow, `{"Effect":"Deny","NotPrincipal":`+theRole+`,"Action":"*","Resource":"*"}`), unclear},
		"a deny of all but the account":     {statements(allow, `{"Effect":"Deny","NotPrincipal":`+theAccount+`,"Action":"*","Resource":"*"}`), unclear},
		"a deny that does not apply":        {denyWhen(`{"Bool":{"aws:SecureTransport":"false"}}`), allowed},
		"a deny that applies":               {denyWhen(`{"StringNotLike":{"kms:ViaService":"s3.*"}}`), denied},
		"a deny on what is not known":       {denyWhen(`{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}`), unclear},
		"a deny where nothing allows":       {statements(says("Deny", everybody, `"*"`, `,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`)), notAllowed},
		"a condition that holds":            {when(`{"StringEquals":{"kms:ViaService":["rds.eu-west-1.amazonaws.com","ec2.eu-west-1.amazonaws.com"],"KMS:CallerAccount":"111122223333"}}`), allowed},
		"a condition with a pattern":        {when(`{"StringLike":{"kms:ViaService":"ec2.*.amazonaws.com"}}`), allowed},
		"a condition that fails":            {when(`{"StringEquals":{"kms:ViaService":"rds.eu-west-1.amazonaws.com"}}`), notAllowed},
		"conditions of which one fails":     {when(`{"StringEquals":{"kms:CallerAccount":"111122223333"},"StringLike":{"kms:ViaService":"s3.*"}}`), notAllowed},
		"a condition by case":               {when(`{"StringEqualsIgnoreCase":{"kms:ViaService":"EC2.eu-west-1.amazonaws.com"}}`), allowed},
		"a condition against":               {when(`{"StringNotEqualsIgnoreCase":{"kms:ViaService":["S3.eu-west-1.amazonaws.com","x"]}}`), allowed},
		"a condition against it":            {when(`{"StringNotEquals":{"kms:ViaService":["x","ec2.eu-west-1.amazonaws.com"]}}`), notAllowed},
		"a condition on the role":           {when(`{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/service-role/*"}}`), allowed},
		"a condition on another role":       {when(`{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::*:role/service-role/*"}}`), notAllowed},
		"a condition on no ARN":             {when(`{"ArnLike":{"aws:PrincipalArn":"*"}}`), unclear},
		"a condition if the key is there":   {when(`{"StringEqualsIfExists":{"kms:CallerAccount":"111122223333"}}`), allowed},
		"a key that is not known, if there": {when(`{"StringEqualsIfExists":{"aws:SourceVpc":"vpc-1"}}`), unclear},
		"a key that is not known":           {when(`{"StringEquals":{"kms:EncryptionContext:aws:ebs:id":"vol-1"}}`), unclear},
		"an operator that is not known":     {when(`{"NumericLessThan":{"kms:CallerAccount":"9"}}`), unclear},
		"an operator over sets":             {when(`{"ForAllValues:StringEquals":{"kms:CallerAccount":"111122223333"}}`), unclear},
		"a key that is there":               {when(`{"Null":{"kms:ViaService":false}}`), allowed},
		"a key that is not to be there":     {when(`{"Null":{"kms:ViaService":"true"}}`), notAllowed},
		"a key that is there, oddly":        {when(`{"Null":{"kms:ViaService":"perhaps"}}`), unclear},
		"an operator that there is not":     {when(`{"NullIfExists":{"kms:ViaService":"false"}}`), unclear},
		"a value with a variable":           {when(`{"StringEquals":{"kms:ViaService":"${aws:x}"}}`), unclear},
		"a condition that is none":          {when(`["StringEquals"]`), unclear},
		"a condition without keys":          {when(`{"StringEquals":"x"}`), unclear},
		"a condition on an object":          {when(`{"StringEquals":{"kms:ViaService":{}}}`), unclear},
		"a statement of another make":       {statements(allow, `{"Effect":"Allow","Who":"x"}`), unclear},
		"a statement that is none":          {statements(allow, `7`), unclear},
		"an effect in other letters":        {statements(`{"Effect":"allow","Principal":"*","Action":"*","Resource":"*"}`), unclear},
		"a name twice":                      {statements(`{"Effect":"Deny","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`), unclear},
		"an empty list of principals":       {statements(says("Allow", `{"AWS":[]}`, `"*"`, "")), unclear},
		"principals as a list":              {statements(says("Allow", `["*"]`, `"*"`, "")), unclear},
		"a principal that is only a word":   {statements(says("Allow", `"me"`, `"*"`, "")), unclear},
		"a principal that is a number":      {statements(says("Allow", `{"AWS":{}}`, `"*"`, "")), unclear},
		"no statements":                     {`{"Statement":[]}`, unclear},
		"an element that nobody knows":      {`{"Statement":[` + allow + `],"Extra":1}`, unclear},
		"no JSON":                           {`{"Statement":[`, unclear},
		"more than one document":            {statements(allow) + statements(allow), unclear},
		"nothing":                           {``, unclear},
		"too much":                          {statements(allow) + strings.Repeat(" ", policyLimit), unclear},
		"hostile nesting":                   {strings.Repeat(`{"Statement":`, 100000), unclear},
	} {
		if got, why := evaluate(c.policy, decrypts()); got != c.want || why == "" {
			t.Errorf("%s: %d (%s), want %d", name, got, why, c.want)
		}
	}
}

func TestSessionsUsersAndAccountsAreMatched(t *testing.T) {
	const session = "arn:aws:sts::111122223333:assumed-role/Restorer/bkpui-x"
	for name, c := range map[string]struct {
		asks, principal string
		want            decision
	}{
		"a session is its role":         {session, theRole, allowed},
		"a session itself":              {session, `{"AWS":"` + session + `"}`, allowed},
		"another session of the role":   {session, `{"AWS":"` + session + `y"}`, notAllowed},
		"a session's account":           {session, theAccount, delegated},
		"a user":                        {"arn:aws:iam::111122223333:user/a", `{"AWS":"arn:aws:iam::111122223333:user/a"}`, allowed},
		"another user":                  {"arn:aws:iam::111122223333:user/a", `{"AWS":"arn:aws:iam::111122223333:user/b"}`, notAllowed},
		"the account itself":            {"arn:aws:iam::111122223333:root", theAccount, allowed},
		"the account itself, by number": {"arn:aws:iam::111122223333:root", `{"AWS":"111122223333"}`, allowed},
		"a service":                     {"backup.amazonaws.com", `{"Service":["ec2.amazonaws.com","backup.amazonaws.com"]}`, allowed},
		"another service":               {"backup.amazonaws.com", `{"Service":"ec2.amazonaws.com"}`, notAllowed},
		"a service is not everybody":    {"backup.amazonaws.com", everybody, unclear},
		"a service is no account":       {"backup.amazonaws.com", theAccount, notAllowed},
		"somebody is a role, perhaps":   {"", theRole, unclear},
		"somebody of the account":       {"", theAccount, unclear},
		"somebody is among everybody":   {"", everybody, allowed},
		"somebody is no service":        {"", `{"Service":"backup.amazonaws.com"}`, notAllowed},
	} {
		r := decrypts()
		r.Principal = c.asks
		if got, why := evaluate(statements(says("Allow", c.principal, `"*"`, "")), r); got != c.want {
			t.Errorf("%s: %d (%s), want %d", name, got, why, c.want)
		}
	}
}

func TestADenyOfSomebodyWhoIsNotKnownMayBeADeny(t *testing.T) {
	r := decrypts()
	r.Principal = ""
	for name, c := range map[string]struct {
		statement string
		want      truth
	}{
		"of everybody":      {says("Deny", `"*"`, `"kms:*"`, ""), yes},
		"of a role":         {says("Deny", theRole, `"kms:*"`, ""), maybe},
		"of all but a role": {`{"Effect":"Deny","NotPrincipal":` + theRole + `,"Action":"*","Resource":"*"}`, maybe},
		"of another action": {says("Deny", theRole, `"kms:Put*"`, ""), no},
		"that it may be":    {`{"Effect":"?"}`, maybe},
		"that is none":      {says("Allow", theRole, `"*"`, ""), no},
	} {
		if got, why := denies(statements(c.statement), r); got != c.want || why == "" {
			t.Errorf("%s: %d (%s), want %d", name, got, why, c.want)
		}
	}
	if got, _ := denies("{", r); got != maybe {
		t.Errorf("no policy: %d", got)
	}
}

func TestGlobMatchesWholeWords(t *testing.T) {
	for _, c := range []struct {
		pattern, word string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"a*c", "abc", true},
		{"a*c", "abcd", false},
		{"a?c", "ac", false},
		{"*b*", "abc", true},
		{"a**", "a", true},
		{"*aab", "aaaaab", true},
		{"?", "", false},
	} {
		if glob(c.pattern, c.word) != c.want {
			t.Errorf("glob(%q, %q) is not %v", c.pattern, c.word, c.want)
		}
	}
}

// FuzzPolicy holds that no document panics, and that a Deny added to one never makes
// it allow more.
func FuzzPolicy(f *testing.F) {
	for _, s := range []string{
		statements(says("Allow", theRole, `"kms:*"`, "")), statements(says("Allow", theAccount, `"kms:*"`, "")),
		statements(says("Allow", everybody, `"kms:D*"`, `,"Condition":{"StringEquals":{"kms:ViaService":"ec2.eu-west-1.amazonaws.com"}}`)),
		statements(says("Deny", `"*"`, `"*"`, `,"Condition":{"Null":{"x":"true"}}`), `{"NotPrincipal":{"AWS":"1"},"Effect":"Deny","NotAction":["a"],"NotResource":"*"}`),
		`{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}`, `[]`, `{"Statement":7}`,
	} {
		f.Add(s, `{"Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"}`)
		f.Add(s, `{"Effect":"Deny","Principal":{"AWS":"AROA"},"Action":"*","Resource":"*"}`)
	}
	f.Fuzz(func(t *testing.T, document, deny string) {
		before, why := evaluate(document, decrypts())
		if why == "" {
			t.Fatal("a decision without a reason")
		}
		var top map[string]json.RawMessage
		var fields struct{ Effect string }
		if json.Unmarshal([]byte(document), &top) != nil || json.Unmarshal([]byte(deny), &fields) != nil || fields.Effect != "Deny" {
			return
		}
		var list []json.RawMessage
		if json.Unmarshal(top["Statement"], &list) != nil {
			if len(top["Statement"]) == 0 {
				return
			}
			list = []json.RawMessage{top["Statement"]}
		}
		top["Statement"], _ = json.Marshal(append(list, json.RawMessage(deny)))
		more, err := json.Marshal(top)
		if err != nil || len(object1(document)) != len(top) {
			return
		}
		if after, _ := evaluate(string(more), decrypts()); after >= delegated && after > before {
			t.Errorf("%s\nallowed %d, with %s %d", document, before, deny, after)
		}
	})
}

// object1 reads an object as evaluate does, nil where it would not.
func object1(document string) map[string]json.RawMessage {
	o, _ := object([]byte(document))
	return o
}
