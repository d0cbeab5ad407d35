package state

import (
	"context"
	"hash/maphash"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// AWS dates a recovery point back to the start of its job and shows it seconds later,
// so the search for new ones goes back pointOverlap. One that is still being made is
// followed for pointFollow; after that the next full pass settles it.
const (
	pointOverlap = time.Hour
	pointFollow  = 24 * time.Hour
)

// points reads the recovery points of a vault or of a resource; Arg is a PointQuery.
func points() Feed[backup.RecoveryPoint] {
	return compared(Feed[backup.RecoveryPoint]{
		Name: "points", Active: 15 * time.Second, Idle: time.Minute,
		Key: func(r *backup.RecoveryPoint) string { return r.ARN.String() },
		// A million keys would be a million strings of garbage: hash and compare in place.
		hash: func(r *backup.RecoveryPoint) uint64 {
			var b [192]byte
			return maphash.Bytes(seed, r.ARN.Append(b[:0]))
		},
		same: func(a, b *backup.RecoveryPoint) bool { return a.ARN == b.ARN },
		// The names of a page may share memory: a changed row keeps the name it had.
		adopt: func(next, old *backup.RecoveryPoint) { next.ARN = old.ARN },
		Busy: func(r *backup.RecoveryPoint) bool {
			return r.Status.String() == "CREATING" || r.Status.String() == "DELETING"
		},
		Fetch:  fetchPoints,
		Since:  pointsSince,
		Expect: expectPoints,
	})
}

func fetchPoints(ctx context.Context, src Source, p Part, since Since) iter.Seq2[Page[backup.RecoveryPoint], error] {
	q := backup.ParsePointQuery(p.Arg)
	q.CreatedAfter = max(q.CreatedAfter, since.Created)
	return pages(src.Points(ctx, p.Scope, q))
}

// pointsSince starts from the newest row by AWS's clock. Lists by resource have no
// filter by time.
func pointsSince(p Part, rows iter.Seq[*backup.RecoveryPoint], asOf backup.Time) (Since, bool) {
	if backup.ParsePointQuery(p.Arg).Vault == "" {
		return Since{}, false
	}
	var newest backup.Time
	for r := range rows {
		newest = max(newest, r.Created)
	}
	newest = watermark(newest, asOf)
	after := newest.Add(-pointOverlap)
	for r := range rows {
		if r.Created < after && r.Created > newest.Add(-pointFollow) && r.Status.String() == "CREATING" {
			after = r.Created.Add(-time.Second)
		}
	}
	return Since{Created: after}, true
}

// watermark returns the newest time by AWS's clock, or shortly before asOf by ours where
// there is none yet. A date in the future does not hide what comes.
func watermark(newest, asOf backup.Time) backup.Time {
	if newest == 0 {
		return asOf.Add(-time.Hour)
	}
	return min(newest, backup.TimeOf(time.Now()))
}

// expectPoints returns the vault's own count, which AWS calls approximate.
func expectPoints(s *Snapshot, p Part) int {
	q := backup.ParsePointQuery(p.Arg)
	if q != (backup.PointQuery{Vault: q.Vault, Owner: q.Owner}) {
		return 0
	}
	own := func(o Part) bool { return o.Scope == p.Scope }
	for _, v := range Select[backup.Vault](s, own, "vaults").All() {
		in := v.In.Get()
		if in.Name.String() == q.Vault && (q.Owner == "" || in.Account.String() == q.Owner) {
			return int(v.Points)
		}
	}
	return 0
}
