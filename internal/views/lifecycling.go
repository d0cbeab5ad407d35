package views

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// Fields of lifecycles.
const (
	keepDaysField = "delete after"
	coldDaysField = "cold after"
)

// lifecyclePoint opens the form that changes how long a recovery point is kept.
func lifecyclePoint(s *session, _ *Env, rows []*backup.RecoveryPoint) tea.Cmd {
	t := rowThing(rows[0])
	return s.change(func() { s.push(newWizard(s, newLifecycling(s, t), nil)) })
}

// seenPoint is a point with its vault, nil where that can't be read.
type seenPoint struct {
	point restore.Point
	vault *restore.Vault
}

// lookAt asks about a point and its vault.
func lookAt(t backup.Thing) func(context.Context, restore.Lookup) (any, error) {
	return func(ctx context.Context, l restore.Lookup) (any, error) {
		p, err := l.Point(ctx, t)
		if err != nil {
			return nil, err
		}
		seen := seenPoint{point: p}
		if v, err := l.Vault(ctx, t.Scope, p.VaultARN); err == nil {
			seen.vault = &v
		}
		return seen, nil
	}
}

// glanceAt asks about a point only to say whose it is: where it can't be described the
// checks say so.
func glanceAt(t backup.Thing) func(context.Context, restore.Lookup) (any, error) {
	return func(ctx context.Context, l restore.Lookup) (any, error) {
		p, err := l.Point(ctx, t)
		if err != nil {
			return seenPoint{}, ctx.Err()
		}
		return seenPoint{point: p}, nil
	}
}

func newLifecycling(s *session, t backup.Thing) *doing {
	name := backup.ShortARN(t.ID)
	return &doing{
		s: s, k: ops.SetLifecycle, of: t, name: "lifecycle of " + name, look: lookAt(t),
		asks: func(d *doing) []ui.Field {
			seen := knownOf[seenPoint](d)
			fields := lifecycleFields(d, seen.point, seen.vault, seen.point.Lifecycle)
			fields[0].Help = "the whole lifecycle is sent: a value left empty is taken away. " + fields[0].Help
			return fields
		},
		wrong: func(d *doing) string {
			if was := lifecycleWords(knownOf[seenPoint](d).point.Lifecycle); was == lifecycleWords(lifecycleTyped(d)) {
				return "nothing changes: it is " + was + " already"
			}
			return ""
		},
		change: func(d *doing) []ops.Item {
			c := &backup.UpdateRecoveryPointLifecycle{BackupVaultName: t.Vault, RecoveryPointArn: t.ID, Lifecycle: wholeLifecycle(restore.Archived(knownOf[seenPoint](d).point.Type, lifecycleTyped(d)))}
			return []ops.Item{{Change: c, Thing: t, Name: name}}
		},
		checks: func(d *doing) []restore.Check {
			l, now, vault := lifecycleTyped(d), s.env.Now, knownOf[seenPoint](d).vault
			return []restore.Check{guarded(t, "lifecycle", func(ctx context.Context, lk restore.Lookup, p restore.Point) []restore.Finding {
				if v, err := lk.Vault(ctx, t.Scope, p.VaultARN); err == nil {
					return restore.GuardLifecycle(p, &v, l, now)
				}
				return restore.GuardLifecycle(p, vault, l, now)
			}), restore.VaultPolicyCheck(t), restore.CallerCheck(&backup.UpdateRecoveryPointLifecycle{}, t)}
		},
		head: func(d *doing, e *Env) ui.Facts {
			p, l := knownOf[seenPoint](d).point, lifecycleTyped(d)
			size := "unknown: AWS does not report it for this type"
			if p.SizeKnown {
				size = ui.ExactSize(p.SizeBytes) + ", as AWS reports it"
			}
			return ui.Facts{
				{Label: "Changes", Value: "how long " + name + " is kept", Tone: ui.Strong},
				{Label: "in", Value: t.Vault + " in " + e.place(t.Scope)},
				{Label: "was", Value: lifecycleWords(p.Lifecycle)},
				{Label: "will be", Value: lifecycleWords(l), Tone: ui.Strong},
				{Label: "size", Value: size},
			}
		},
		stakes: func(d *doing, _ *Env) ops.Circumstances { return lifecycleStakes(d, t) },
	}
}

// lifecycleStakes: what is shortened, or lies in a vault that binds, is confirmed by name.
func lifecycleStakes(d *doing, t backup.Thing) ops.Circumstances {
	seen, l := knownOf[seenPoint](d), lifecycleTyped(d)
	was, is := seen.point.DeleteAt, restore.LifetimeOf(l, seen.point.Created)
	c := ops.Circumstances{Shorten: is.DeleteAt != 0 && (was == 0 || is.DeleteAt < was)}
	if seen.vault == nil {
		c.Shorten = true // what holds there is not known: the name is asked for
		return c
	}
	if b := restore.BindingOf(*seen.vault, is, d.s.env.Now); b.Binds {
		c.Binding = &ops.Binding{Vault: t.Vault, Until: b.Until}
	}
	return c
}

// lifecycleFields ask for both days, was until they are typed, in the words of a copy's.
func lifecycleFields(d *doing, p restore.Point, v *restore.Vault, was backup.Lifecycle) []ui.Field {
	typed := func(key string, was int32) string {
		if v, ok := d.typed[key]; ok {
			return v
		}
		return daysWord(was)
	}
	keep, cold := restore.LifecycleFields(p, v, typed(keepDaysField, was.DeleteAfterDays), typed(coldDaysField, was.MoveToColdStorageAfterDays), d.s.env.Now)
	field := func(key, label string, was int32, f restore.FieldState) ui.Field {
		return ui.Field{
			Key: key, Label: label, Section: "Lifecycle", Kind: ui.NumberField, Unit: "days", Original: daysWord(was),
			Problem: f.Problem, Warning: f.Warning, Empty: f.Empty, Help: f.Help, Note: f.Note,
		}
	}
	return []ui.Field{field(keepDaysField, "Delete after", was.DeleteAfterDays, keep), field(coldDaysField, "Cold after", was.MoveToColdStorageAfterDays, cold)}
}

func daysWord(n int32) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(int(n))
}

// lifecycleTyped is the lifecycle as the form stands.
func lifecycleTyped(d *doing) backup.Lifecycle {
	number := func(key string) int32 {
		n, err := strconv.ParseInt(d.value(key), 10, 32)
		if err != nil {
			return 0
		}
		return int32(n)
	}
	return backup.Lifecycle{DeleteAfterDays: number(keepDaysField), MoveToColdStorageAfterDays: number(coldDaysField)}
}

// wholeLifecycle says for ever in so many words: of values left out AWS says only that they
// may be taken away (AWS Backup API: Lifecycle, -1 in both).
func wholeLifecycle(l backup.Lifecycle) backup.Lifecycle {
	if l == (backup.Lifecycle{}) {
		return backup.Lifecycle{DeleteAfterDays: -1, MoveToColdStorageAfterDays: -1}
	}
	return l
}

func lifecycleWords(l backup.Lifecycle) string {
	words := "kept until it is deleted"
	if l.DeleteAfterDays > 0 {
		words = "deleted after " + counted2(int(l.DeleteAfterDays), "day", "days")
	}
	if l.MoveToColdStorageAfterDays > 0 {
		words = "cold after " + counted2(int(l.MoveToColdStorageAfterDays), "day", "days") + ", " + words
	}
	return words
}
