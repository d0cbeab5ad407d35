package sim

import (
	"encoding/json"
	"net/http"
	"strings"
)

const kmsMost = 100 // rows of a page of ListAliases

// A kmsInput is the input of the operations served.
type kmsInput struct {
	KeyID      string `json:"KeyId"`
	PolicyName string
	Limit      *int
	Marker     string
}

// kmsOperations are the operations served: AWS KMS API 2014-11-01.
func (w *World) kmsOperations() map[string]handler {
	all := map[string]handler{}
	for name, answer := range map[string]func(*World, *scope, Caller, kmsInput) (map[string]any, *apiError){
		"ListAliases": (*World).listAliases, "DescribeKey": (*World).describeKey, "GetKeyPolicy": (*World).getKeyPolicy,
	} {
		all[name] = func(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
			var in kmsInput
			if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
				return refuse("SerializationException", "Start of structure or map found where not expected.")
			}
			out, e := answer(w, w.scope(c.Account, c.Region), c, in)
			if e == nil {
				writeJSON(rw, http.StatusOK, out)
			}
			return e
		}
	}
	return all
}

func (w *World) listAliases(s *scope, c Caller, in kmsInput) (map[string]any, *apiError) {
	limit := min(50, w.options.PageSize)
	if in.Limit != nil {
		if *in.Limit < 1 || *in.Limit > kmsMost {
			return nil, refuse("ValidationException", "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value less than or equal to %d", *in.Limit, kmsMost)
		}
		limit = min(*in.Limit, w.options.PageSize)
	}
	rows, truncated := []map[string]any{}, false
	for _, t := range s.thingsOf(aliasThing) {
		if t.id <= in.Marker || in.KeyID != "" && keyID(in.KeyID) != t.text("TargetKeyId") {
			continue
		}
		if len(rows) == limit {
			truncated = true
			break
		}
		rows = append(rows, map[string]any{
			"AliasName": t.id, "AliasArn": "arn:aws:kms:" + s.region + ":" + s.account.id + ":" + t.id,
			"TargetKeyId": t.text("TargetKeyId"), "CreationDate": float64(w.birth) / 1000,
		})
	}
	out := map[string]any{"Aliases": rows, "Truncated": truncated}
	if truncated {
		out["NextMarker"] = rows[limit-1]["AliasName"]
	}
	return out, nil
}

// named finds the key of a request: an ID, an ARN, an alias or its ARN.
func (w *World) named(s *scope, c Caller, id, action string) (*thing, *apiError) {
	arn := id
	switch {
	case id == "":
		return nil, refuse("ValidationException", "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null")
	case strings.HasPrefix(id, "arn:"):
		p := strings.SplitN(id, ":", 6)
		if len(p) < 6 {
			return nil, refuse("InvalidArnException", "Invalid keyId %s", id)
		}
		if p[3] != c.Region {
			return nil, refuse("NotFoundException", "Invalid arn %s", p[3])
		}
		if p[4] != c.Account {
			return nil, refuse("AccessDeniedException", "User: %s is not authorized to perform: %s on resource: %s because no resource-based policy allows the %[2]s action", c.Principal, action, id)
		}
		id = p[5]
	default:
		if !strings.HasPrefix(id, "alias/") {
			id = "key/" + id
		}
		arn = "arn:aws:kms:" + s.region + ":" + s.account.id + ":" + id
	}
	if strings.HasPrefix(id, "alias/") {
		alias := s.thing(aliasThing, id)
		if alias == nil {
			return nil, refuse("NotFoundException", "Alias %s is not found.", arn)
		}
		id = "key/" + alias.text("TargetKeyId")
	}
	if t := s.thing(keyThing, strings.TrimPrefix(id, "key/")); t != nil {
		return t, nil
	}
	return nil, refuse("NotFoundException", "Key '%s' does not exist", arn)
}

func (w *World) describeKey(s *scope, c Caller, in kmsInput) (map[string]any, *apiError) {
	t, e := w.named(s, c, in.KeyID, "kms:DescribeKey")
	if e != nil {
		return nil, e
	}
	state := t.text("KeyState")
	key := map[string]any{
		"AWSAccountId": s.account.id, "KeyId": t.id, "Arn": t.text("Arn"), "Enabled": state == "Enabled", "KeyState": state,
		"KeyManager": t.text("KeyManager"), "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeySpec": "SYMMETRIC_DEFAULT",
		"CustomerMasterKeySpec": "SYMMETRIC_DEFAULT", "EncryptionAlgorithms": []string{"SYMMETRIC_DEFAULT"}, "MultiRegion": false,
	}
	for name, property := range map[string]string{"CreationDate": "CreationDate", "DeletionDate": "DeletionDate"} {
		if ms, ok := t.properties()[property].(int64); ok {
			key[name] = float64(ms) / 1000
		}
	}
	return map[string]any{"KeyMetadata": key}, nil
}

func (w *World) getKeyPolicy(s *scope, c Caller, in kmsInput) (map[string]any, *apiError) {
	if strings.Contains(in.KeyID, "alias/") {
		return nil, refuse("NotFoundException", "Invalid keyId %s", in.KeyID)
	}
	t, e := w.named(s, c, in.KeyID, "kms:GetKeyPolicy")
	if e != nil {
		return nil, e
	}
	if in.PolicyName != "" && in.PolicyName != "default" {
		return nil, refuse("NotFoundException", "No such policy exists")
	}
	return map[string]any{"Policy": t.text("KeyPolicy"), "PolicyName": "default"}, nil
}
