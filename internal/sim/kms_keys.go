package sim

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// The keys of a scope that differ from the others, by the numbers of keyARN.
const (
	sharedKeys  = 100 // the five keys of resources start here
	disabledKey = 950
	doomedKey   = 951 // pending deletion
	closedKey   = 952 // its policy denies AWS Backup's default role
	managedKey  = 999 // AWS's own, of AWS Backup
)

// A keyThing is a KMS key among things: its identifier is the last part of its ARN.
const keyThing, aliasThing = "AWS::KMS::Key", "AWS::KMS::Alias"

func keyID(arn string) string { return arn[strings.LastIndexByte(arn, '/')+1:] }

func (s *scope) addKeys() {
	seen := map[string]bool{"": true, s.keyARN(managedKey): true}
	for _, v := range s.vaults {
		if s.w.scopeOf(v.key) == s && !seen[v.key] {
			seen[v.key] = true
			s.addKey(v.key, "backup/"+strings.ReplaceAll(v.name, "/", "-"), nil)
		}
	}
	for _, home := range s.homes {
		for n := range uint64(5) {
			s.addKey(home.keyARN(sharedKeys+n), "data/"+home.prefix+"-"+string(rune('a'+n)), nil)
		}
	}
	s.addKey(s.keyARN(disabledKey), "old-archive", map[string]any{"KeyState": "Disabled"})
	s.addKey(s.keyARN(doomedKey), "retired", map[string]any{"KeyState": "PendingDeletion", "DeletionDate": s.w.start + 9*day})
	s.addKey(s.keyARN(closedKey), "finance-only", map[string]any{"KeyPolicy": denying(s.keyPolicy(), s.role)})
	s.addTonightKey()
	for i, name := range managedKeys {
		s.addKey(s.keyARN(managedKey+uint64(i)), "aws/"+name, map[string]any{"KeyManager": "AWS", "KeyPolicy": s.managedPolicy(name)})
	}
}

// managedKeys are the keys that AWS made for its services, by what follows aws/ in
// their aliases; the first is AWS Backup's own.
var managedKeys = []string{"backup", "dynamodb", "ebs", "elasticfilesystem", "rds", "s3"}

// managedPolicy is the policy of such a key: whoever of the account uses the service may
// use the key through it, and the account may look at it (AWS KMS Developer Guide, "AWS
// managed keys").
func (s *scope) managedPolicy(name string) string {
	via := map[string]string{"ebs": "ec2"}[name]
	return `{"Version":"2012-10-17","Id":"auto-` + name + `-1","Statement":[` +
		`{"Sid":"Allow access through the service for all principals in the account that are authorized to use it","Effect":"Allow","Principal":{"AWS":"*"},` +
		`"Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:CreateGrant","kms:DescribeKey"],"Resource":"*","Condition":{"StringEquals":{` +
		`"kms:CallerAccount":"` + s.account.id + `","kms:ViaService":"` + throughService(cmp.Or(via, name), s.region) + `"}}},` +
		`{"Sid":"Allow direct access to key metadata to the account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::` + s.account.id + `:root"},` +
		`"Action":["kms:Describe*","kms:Get*","kms:List*","kms:RevokeGrant"],"Resource":"*"}]}`
}

// throughService is kms:ViaService of a service in a Region.
func throughService(service, region string) string { return service + "." + region + ".amazonaws.com" }

// keyService is the service through which AWS Backup uses keys for a type, "" where this
// world does not say.
func keyService(kind string) string {
	switch kind {
	case "EBS", "EC2":
		return "ec2"
	case "RDS", "Aurora", "DocumentDB", "Neptune":
		return "rds"
	case "EFS":
		return "elasticfilesystem"
	case "DynamoDB":
		return "dynamodb"
	case "S3":
		return "s3"
	}
	return ""
}

// ofService is a key of a vault as points have it that their service encrypts: in a vault
// with AWS Backup's own key they are under the service's own.
func (s *scope) ofService(key, kind string) string {
	own := map[string]string{"ec2": "ebs", "rds": "rds", "dynamodb": "dynamodb"}[keyService(kind)]
	if i := slices.Index(managedKeys, own); i > 0 && key == s.keyARN(managedKey) {
		return s.keyARN(managedKey + uint64(i))
	}
	return key
}

// addKey adds an enabled key of the customer with an alias, except for what with says.
func (s *scope) addKey(arn, alias string, with map[string]any) {
	props := map[string]any{
		"Arn": arn, "KeyId": keyID(arn), "KeyState": "Enabled", "KeyManager": "CUSTOMER", "KeyPolicy": s.keyPolicy(),
		"CreationDate": s.w.birth - 300*day,
	}
	for name, value := range with {
		props[name] = value
	}
	s.add(keyThing, keyID(arn), props)
	s.add(aliasThing, "alias/"+alias, map[string]any{"AliasName": "alias/" + alias, "TargetKeyId": keyID(arn)})
}

// keyPolicy is what most keys have: it leaves the account's IAM policies to decide,
// and names the role of AWS Backup.
func (s *scope) keyPolicy() string {
	root := "arn:aws:iam::" + s.account.id + ":root"
	return `{"Version":"2012-10-17","Id":"key-default-1","Statement":[` +
		`{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"` + root + `"},"Action":"kms:*","Resource":"*"},` +
		`{"Sid":"Use by AWS Backup","Effect":"Allow","Principal":{"AWS":"` + s.role + `"},"Action":["kms:Decrypt","kms:DescribeKey","kms:Encrypt",` +
		`"kms:GenerateDataKey*","kms:ReEncrypt*"],"Resource":"*"},` +
		`{"Sid":"Grants for AWS services","Effect":"Allow","Principal":{"AWS":"` + s.role + `"},"Action":"kms:CreateGrant","Resource":"*",` +
		`"Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}}]}`
}

// denying is a key policy with one more statement: nothing for that role.
func denying(policy, role string, actions ...string) string {
	if len(actions) == 0 {
		actions = []string{"kms:Decrypt", "kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"}
	}
	statement, err := json.Marshal(map[string]any{
		"Sid": "Never for this role", "Effect": "Deny", "Principal": map[string]string{"AWS": role},
		"Action": actions, "Resource": "*",
	})
	if err != nil {
		panic(err) // strings only
	}
	return strings.TrimSuffix(policy, "]}") + "," + string(statement) + "]}"
}

// key finds a KMS key by its ARN, wherever in the organisation it is; nil when there
// is none.
func (w *worldState) key(arn string) *thing {
	if s := w.scopeOf(arn); s != nil {
		if t := s.thing(keyThing, keyID(arn)); t != nil && t.text("Arn") == arn {
			return t
		}
	}
	return nil
}

// scopeOf is the scope that an ARN names; nil when it is none of the organisation's.
func (w *worldState) scopeOf(arn string) *scope {
	if p := strings.SplitN(arn, ":", 6); len(p) == 6 {
		return w.scope(p[4], p[3])
	}
	return nil
}

// keyUsable says whether a role can use a key to restore or copy: it is enabled, and
// its policy allows the role or leaves that to the account, through one of the services,
// and does not deny it.
func (w *worldState) keyUsable(arn, role string, services ...string) bool {
	return w.keyAllows("kms:Decrypt", arn, role, services...)
}

// keyWrites says whether a role can encrypt under a key what a restore makes. S3 takes no
// grants, and encrypts nothing again.
func (w *worldState) keyWrites(arn, role, service string) bool {
	needed := []string{"kms:GenerateDataKey", "kms:CreateGrant", "kms:ReEncryptFrom", "kms:ReEncryptTo"}
	if service == "s3" {
		needed = needed[:1]
	}
	return !slices.ContainsFunc(needed, func(action string) bool { return !w.keyAllows(action, arn, role, service) })
}

func (w *worldState) keyAllows(action, arn, role string, services ...string) bool {
	t := w.key(arn)
	if t == nil || t.text("KeyState") != "Enabled" {
		return false
	}
	policy, ok := parsePolicy(t.text("KeyPolicy"))
	q := query{principals: []string{role, rootOf(role)}, action: action, resource: arn, context: map[string][]string{
		"kms:CallerAccount": {callerAccount(role)}, "kms:GrantIsForAWSResource": {"true"},
	}}
	for _, service := range services {
		q.context["kms:ViaService"] = append(q.context["kms:ViaService"], throughService(service, w.scopeOf(arn).region))
	}
	if t.text("KeyManager") == "AWS" && slices.Contains(services, "") {
		return true // through the service that it is of, for all that is known
	}
	return ok && policy.decide(q) == allowed
}

// rootOf is the ARN that stands for the whole account of another ARN.
func rootOf(arn string) string {
	p := strings.SplitN(arn, ":", 6)
	if len(p) < 6 {
		return ""
	}
	return "arn:" + p[1] + ":iam::" + p[4] + ":root"
}

func callerAccount(arn string) string {
	if p := strings.SplitN(arn, ":", 6); len(p) == 6 {
		return p[4]
	}
	return ""
}

// SetKeyState changes the state of a KMS key: "Disabled", "PendingDeletion", …
// false when there is no such key. Safe for concurrent use, as all changes to the
// inventory are.
func (w *World) SetKeyState(arn, state string) bool {
	with := map[string]any{"KeyState": state}
	if state == "PendingDeletion" {
		with["DeletionDate"] = w.start + 30*day
	}
	return w.changeKey(arn, with)
}

// DisableKey disables a KMS key.
func (w *World) DisableKey(arn string) bool { return w.SetKeyState(arn, "Disabled") }

// DenyInKeyPolicy adds a statement to a key's policy that denies these actions to a role, all
// uses of the key where none is named.
func (w *World) DenyInKeyPolicy(arn, role string, actions ...string) bool {
	t := w.key(arn)
	return t != nil && w.changeKey(arn, map[string]any{"KeyPolicy": denying(t.text("KeyPolicy"), role, actions...)})
}

func (w *World) changeKey(arn string, with map[string]any) bool {
	return w.key(arn) != nil && w.scopeOf(arn).change(keyThing, keyID(arn), with)
}
