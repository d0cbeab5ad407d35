package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

func vaults() Opener {
	return &Resource[backup.Vault]{
		Name: "vaults", Aliases: []string{"v", "vault"}, Number: "4",
		Tip:     "Vaults of every type with lock, key and retention limits, shared ones too",
		Feeds:   []string{"vaults"},
		Parts:   vaultParts,
		Columns: vaultColumns(),
		Table:   []string{"name", "type", "points", "lock", "retention", "key", "account", "region"},
		Sort:    []SortBy{{Column: "place"}, {Column: "name"}},
		Key:     vaultKey,
		Problem: func(v *backup.Vault, e *Env) bool { return v.State.String() == "FAILED" || lockPending(v, e.Now) },
		ID:      func(v *backup.Vault) string { return v.ARN.String() },
		Crumb:   func(v *backup.Vault, _ *Env) string { return v.In.Get().Name.String() },
		Thing: func(v *backup.Vault, _ *Env) backup.Thing {
			t, _ := vaultPage(v.In.Get())
			return t.Thing
		},
		Enter: func(v *backup.Vault, _ *Env) (Target, bool) { return pointsOfVault(v.In.Get()) },
		Links: []Link[backup.Vault]{
			{"Recovery points", func(v *backup.Vault, _ *Env) (Target, bool) { return pointsOfVault(v.In.Get()) }},
			{"Backup jobs into it", vaultBackups},
			{"Copies into it", vaultCopies},
			{"Source vault", func(v *backup.Vault, _ *Env) (Target, bool) {
				return vaultPage(backup.VaultOfARN(v.SourceVault.String()))
			}},
			{"Account", toAccount(func(v *backup.Vault) backup.Text { return v.In.Get().Account })},
		},
		Scope: func(v *backup.Vault) backup.Scope { return v.In.Get().Reader() },
		URL:   func(v *backup.Vault, _ *Env) string { return vaultURL(v.In.Get()) },
		Notes: vaultNotes,
		Empty: func(e *Env, _ Target) string { return "no vaults" + inScopes(e) },
	}
}

// appendVaultAccount appends the owner, and who it is seen from where that is another:
// a shared vault is a row of each account that sees it.
func appendVaultAccount(b []byte, v *backup.Vault, e *Env) []byte {
	in := v.In.Get()
	b = append(b, e.AccountName(in.Account)...)
	if in.SeenFrom.Empty() {
		return b
	}
	return append(append(b, " via "...), e.AccountName(in.SeenFrom)...)
}

// appendAbout appends a vault's count of points, which AWS gives approximately.
func appendAbout(b []byte, v *backup.Vault, _ *Env) []byte {
	if v.Points > 0 {
		b = append(b, '~')
	}
	return ui.AppendCount(b, v.Points)
}

func vaultKey(v *backup.Vault) string {
	in := v.In.Get()
	return in.Account.String() + "/" + in.Region.String() + "/" + in.SeenFrom.String() + "/" + in.Name.String()
}

func vaultColumns() []Column[backup.Vault] {
	type vault = backup.Vault
	return []Column[vault]{
		accountColumn(func(v *vault) backup.Text { return v.In.Get().Account }).sized(9, 40, 6).shown(appendVaultAccount),
		regionColumn(func(v *vault) backup.Text { return v.In.Get().Region }),
		placeColumn(func(v *vault) backup.Scope { return v.In.Get().Reader() }),
		seenFromColumn(func(v *vault) backup.Text { return v.In.Get().SeenFrom }),
		textColumn("name", "NAME", func(v *vault) string { return v.In.Get().Name.String() }).also("vault").sized(14, 40, 4),
		arnColumn("arn", "", func(v *vault) string { return v.ARN.String() }),
		textColumn("type", "TYPE", func(v *vault) string { return v.In.Get().Type.String() }).sized(10, 17, 1).endless().shown(appendVaultType).toned(vaultTone),
		numberColumn("points", "POINTS", func(v *vault) int64 { return v.Points }).labelled("Points (about)").sized(10, 0, 0).shown(appendAbout),
		flagColumn("locked", "", func(v *vault) bool { return v.Locked }),
		textColumn("lockMode", "", lockMode),
		timeColumn("lockDate", "LOCK DATE", func(v *vault) backup.Time { return v.LockDate }).wide(),
		numberColumn("minRetentionDays", "", func(v *vault) int64 { return positive(v.MinRetention) }),
		numberColumn("maxRetentionDays", "", func(v *vault) int64 { return positive(v.MaxRetention) }),
		arnColumn("encryptionKeyArn", "KEY", func(v *vault) string { return v.Key.String() }).also("key").sized(12, 20, 1).dropped(8).shown(func(b []byte, v *vault, e *Env) []byte {
			return appendKey(b, v.Key.String(), v.KeyType.String(), e)
		}),
		timeColumn("created", "CREATED", func(v *vault) backup.Time { return v.Created }).wide(),

		textColumn("state", "STATE", func(v *vault) string { return v.State.String() }).wide(),
		textColumn("encryptionKeyType", "", func(v *vault) string { return v.KeyType.String() }),
		arnColumn("sourceVaultArn", "", func(v *vault) string { return v.SourceVault.String() }),
		{
			Name: "lock", Title: "LOCK", Min: 14, Max: 18, Flex: 2, NoRecord: true, NoPage: true,
			Text: appendLock, Tone: lockTone,
		},
		{
			Name: "retention", Title: "RETENTION", Min: 11, Drop: 5, NoRecord: true, NoPage: true,
			Text: func(b []byte, v *vault, e *Env) []byte {
				return appendRetention(b, int64(v.MinRetention), int64(v.MaxRetention), e)
			},
		},
	}
}

// Vault types as AWS spells them.
const (
	airGappedVault     = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
	restoreAccessVault = "RESTORE_ACCESS_BACKUP_VAULT"
)

// appendVaultType appends the state where it is not a good one, and the type in a word:
// of the two it is the state that a narrow column must not cut.
func appendVaultType(b []byte, v *backup.Vault, _ *Env) []byte {
	if s := v.State.String(); s != "" && s != "AVAILABLE" {
		b = append(append(b, s...), ' ')
	}
	switch typ := v.In.Get().Type.String(); typ {
	case "BACKUP_VAULT", "":
		b = append(b, "standard"...)
	case airGappedVault:
		b = append(b, "air-gapped"...)
	case restoreAccessVault:
		b = append(b, "restore access"...)
	default:
		b = append(b, typ...)
	}
	return b
}

func vaultTone(v *backup.Vault, _ *Env) ui.Tone {
	switch v.State.String() {
	case "FAILED":
		return ui.Bad
	case "CREATING":
		return ui.Busy
	}
	return ui.Plain
}

// vaultBackups leads to the backup jobs that write into the vault.
func vaultBackups(v *backup.Vault, e *Env) (Target, bool) {
	in := v.In.Get()
	if !in.SeenFrom.Empty() || in.Name.Empty() {
		return Target{}, false
	}
	return jobsIn(e, "bj", in.Reader(), in.Name.String(), exactly("vault", in.Name.String())), true
}

// vaultCopies leads to the copy jobs into the vault, wherever they come from.
func vaultCopies(v *backup.Vault, _ *Env) (Target, bool) {
	if v.ARN.Empty() {
		return Target{}, false
	}
	return Target{View: "cj", Title: v.In.Get().Name.String(), Filter: exactly("destinationVaultArn", v.ARN.String())}, true
}

func vaultNotes(v *backup.Vault, e *Env) []string {
	var notes []string
	switch {
	case lockPending(v, e.Now):
		notes = append(notes, "the lock becomes permanent at "+e.Clock(v.LockDate)+"; until then it can be changed or removed")
	case lockMode(v) == "compliance":
		notes = append(notes, "compliance lock: nobody, AWS included, can delete its recovery points before their retention ends")
	case lockMode(v) == "governance":
		notes = append(notes, "governance lock: whoever may remove the lock can delete recovery points after that")
	}
	if v.State.String() == "FAILED" {
		notes = append(notes, "AWS could not create this vault; a missing kms:CreateGrant is the usual reason")
	}
	return notes
}
