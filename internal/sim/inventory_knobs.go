package sim

import "maps"

// What tests ask and change of the inventory. Types and identifiers are
// CloudFormation's, and IAM's things are in any Region. All are safe for concurrent
// use; false or nothing is the answer where the account, the Region or the thing is
// not there.

// Holds says whether there is a thing of a type by that identifier.
func (w *World) Holds(account, region, kind, id string) bool {
	s := w.inventoryOf(account, region, kind)
	return s != nil && s.holds(kind, id)
}

// Held are the identifiers of the things of a type, in order.
func (w *World) Held(account, region, kind string) (ids []string) {
	if s := w.inventoryOf(account, region, kind); s != nil {
		for _, t := range s.thingsOf(kind) {
			ids = append(ids, t.id)
		}
	}
	return ids
}

// Properties are those of one thing.
func (w *World) Properties(account, region, kind, id string) map[string]any {
	if s := w.inventoryOf(account, region, kind); s != nil {
		if t := s.thing(kind, id); t != nil {
			return maps.Clone(t.properties())
		}
	}
	return nil
}

// Create adds a thing unless its name is taken.
func (w *World) Create(account, region, kind, id string, props map[string]any) bool {
	s := w.inventoryOf(account, region, kind)
	return s != nil && s.create(kind, id, maps.Clone(props))
}

// Change lays properties over those of a thing.
func (w *World) Change(account, region, kind, id string, with map[string]any) bool {
	s := w.inventoryOf(account, region, kind)
	return s != nil && s.change(kind, id, with)
}

// Remove deletes a thing.
func (w *World) Remove(account, region, kind, id string) bool {
	s := w.inventoryOf(account, region, kind)
	return s != nil && s.remove(kind, id)
}

// KeyOf is the ARN of the KMS key behind an alias ("alias/finance-only"), "" when
// there is none.
func (w *World) KeyOf(account, region, alias string) string {
	if s := w.scope(account, region); s != nil {
		if t := s.thing(aliasThing, alias); t != nil {
			return "arn:aws:kms:" + region + ":" + account + ":key/" + t.text("TargetKeyId")
		}
	}
	return ""
}

// DefaultRole is the ARN of AWS Backup's default role in an account.
func (w *World) DefaultRole(account string) string {
	return "arn:aws:iam::" + account + ":role/service-role/AWSBackupDefaultServiceRole"
}

func (w *World) inventoryOf(account, region, kind string) *scope {
	if len(kind) > 8 && kind[:8] == "AWS::IAM" {
		region = w.regions[0]
	}
	return w.scope(account, region)
}
