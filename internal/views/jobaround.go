package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// jobContext is what the lists know of a job beyond its row, as a cause of failures has it. For
// one job the lists of its places are looked through; a map of all vaults would cost more.
func jobContext(j *backup.Job, e *Env) triage.Context { return jobAround(j, e).Context(j) }

func jobAround(j *backup.Job, e *Env) *triage.Around {
	return &triage.Around{
		Vault: func(at backup.VaultRef) *backup.Vault {
			in := backup.Scope{Account: at.Account, Region: at.Region}
			of := func(p state.Part) bool { return p.Scope == jobScope(j) || p.Scope == in }
			for _, v := range state.Select[backup.Vault](e.Snap, of, "vaults").All() {
				if ref := v.In.Get(); ref.Account == at.Account && ref.Region == at.Region && ref.Name == at.Name {
					return v
				}
			}
			return nil
		},
		Unseen: e.unseen,
		Rule: func(in backup.Scope, plan, rule backup.Text) *backup.Rule {
			of := func(p state.Part) bool { return p.Scope == in && p.Arg == plan.String() }
			for _, r := range state.Select[backup.Rule](e.Snap, of, "rules").All() {
				if r.ID == rule {
					return r
				}
			}
			return nil
		},
		Restore: func(j *backup.Job) (*backup.RestoreKey, bool) {
			for _, k := range state.Select[backup.RestoreKey](e.Snap, func(p state.Part) bool { return p.Scope == jobScope(j) }, "restore-keys").All() {
				if k.Job == j.ID {
					return k, false
				}
			}
			seeking, _ := e.seeks(restoreKeyPart(j))
			return nil, seeking
		},
		Key: func(in backup.Scope, id string) string {
			want := keyID{in.Account.String(), in.Region.String(), id}
			for _, v := range state.Select[backup.Vault](e.Snap, func(p state.Part) bool { return p.Scope == in }, "vaults").All() {
				if key := v.Key.String(); keyIDOf(key) == want {
					return key
				}
			}
			return ""
		},
	}
}

// aboutJob are the lists that tell what jobContext asks for, of a job that has a problem, but for the key of a
// restore; see keyPart.
func aboutJob(j *backup.Job) []state.Part {
	if !j.Problem() {
		return nil
	}
	in := jobScope(j)
	parts := []state.Part{vaultsPart(in)}
	if to := backup.VaultOfARN(j.DestARN.String()); !to.Name.Empty() && (to.Account != in.Account || to.Region != in.Region) {
		parts = append(parts, vaultsPart(backup.Scope{Account: to.Account, Region: to.Region}))
	}
	if by := j.By.Get(); !by.PlanID.Empty() {
		parts = append(parts, state.Part{Feed: "rules", Scope: in, Arg: by.PlanID.String()})
	}
	return parts
}
