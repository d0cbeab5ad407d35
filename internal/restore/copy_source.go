package restore

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

// copyPointCheck describes the source of a copy again.
func copyPointCheck() Check {
	return Check{Name: "point", Applies: isCopy, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		return described(ctx, l, p, copyFacts)
	}}
}

func copyFacts(p Plan) []Finding {
	found := []Finding{copyStatus(p.Point), copyStorage(p), copyExpiry(p)}
	if p.Point.Type == "EKS" && p.Point.Parent != "" {
		found = append(found, blocks("point: nesting", fromDocs, "copy the composite", "the state of a cluster cannot be copied on its own"))
	}
	if unencrypted(p.Point) {
		found = append(found, warns("point: encryption", describe, "encrypt the source, and back it up anew", "not encrypted, and the copy will not be either"))
	}
	if f, ok := pointScan(p.Point); ok && f.Outcome == Warning {
		found = append(found, f)
	}
	return found
}

// unencrypted reports whether a copy stays as open as its source.
func unencrypted(pt Point) bool {
	return !pt.Encrypted && (pt.Type == "Aurora" || pt.Type == "DocumentDB" || pt.Type == "Neptune")
}

func copyStatus(pt Point) Finding {
	const name = "point: status"
	switch {
	case pt.Status == "COMPLETED":
		return proven(name, describe, "COMPLETED")
	case continuous(pt):
		return blocks(name, describe, "back it up now, and copy that; or let a rule copy it", "%s: a continuous backup is not copied on demand", pt.Status)
	case pt.Status == "PARTIAL":
		return blocks(name, describe, "copy its members one by one", "PARTIAL: not all of its members were backed up")
	}
	return pointStatus(pt)
}

func copyStorage(p Plan) Finding {
	if cold(p.Point) {
		return blocks("point: storage", fromDocs, "choose a warm one", "it is cold: AWS copies warm data only")
	}
	return pointStorage(p)
}

// copyTime is how long the source should live on, so that a slow copy ends before it
// (AWS Backup Developer Guide: at least three days).
const copyTime = 3 * day

func copyExpiry(p Plan) Finding {
	const name = "point: expiry"
	at := p.Point.DeleteAt
	switch left := at.Sub(p.Now); {
	case at.IsZero():
		return proven(name, describe, "kept until it is deleted")
	case left <= 0:
		return warns(name, describe, "choose a newer one", "it was to be deleted at %s, and may be gone at any moment", moment(at))
	case left < copyTime:
		return warns(name, describe, "choose a newer one", "it may be deleted from %s on; AWS advises %s for a copy to end", moment(at), span(copyTime))
	}
	return proven(name, describe, "kept until %s", moment(at))
}

// BusyCheck says whether the copy or the backup will wait: one job works on a resource at a
// time. It is one of CopyChecks and BackupChecks.
func BusyCheck() Check {
	return Check{Name: RunningCheck().Name, Applies: func(p Plan) bool { return isCopy(p) || backsUp(p) }, Run: func(_ context.Context, _ Lookup, p Plan) []Finding {
		const source = "the lists of running jobs"
		vault, what := p.Point.VaultARN, "the backup"
		if r, ok := p.copying(); ok {
			vault, what = r.DestinationBackupVaultArn, "the copy"
		}
		var found []Finding
		for i := range p.Jobs.Running {
			j := &p.Jobs.Running[i]
			if j.Terminal() || j.Kind != backup.BackupJob && j.Kind != backup.CopyJob {
				continue
			}
			switch {
			case j.Kind == backup.CopyJob && j.PointARN.String() == p.Point.ARN && j.DestARN.String() == vault && isCopy(p):
				found = append(found, warns("", source, "wait for it", "%s copies this point to this vault since %s", j.ID, moment(began(j))).about(j.ID))
			case p.Point.ResourceARN != "" && j.Of.Get().ARN.String() == p.Point.ResourceARN:
				found = append(found, warns("", source, "nothing: "+what+" waits in CREATED until then", "%s job %s works on the resource since %s", j.Kind.String(), j.ID, moment(began(j))).about(j.ID))
			}
		}
		switch {
		case len(found) > 0:
			return found
		case p.Jobs.Whole:
			return []Finding{proven("", source, "no backup or copy of the resource is running")}
		}
		return []Finding{doubts("", source, "look at the jobs", "whether a backup or copy of the resource is running: the lists have not been read whole")}
	}}
}

// optionsCheck says whether a custom option group has its like where the copy of an
// RDS snapshot goes.
func optionsCheck() Check {
	return Check{
		Name: "option group",
		Applies: func(p Plan) bool {
			h, ok := p.hop()
			return ok && p.Point.Type == "RDS" && (h.regions() || h.accounts()) && customOptions(p) != ""
		},
		Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
			h, _ := p.hop()
			group := customOptions(p)
			_, err := l.Find(ctx, h.to.scope(), OptionGroups, group)
			switch {
			case err == nil:
				return []Finding{warns("", lookedFor(OptionGroups), "see that its options are the same", "a group %s is there too; persistent options must be equal", group)}
			case notFound(err):
				return []Finding{warns("", lookedFor(OptionGroups), "make an equal one there first", "%s has no option group %s; with persistent options the copy fails", h.to.scope().String(), group)}
			}
			return []Finding{unanswered("", lookedFor(OptionGroups), h.to.scope(), err)}
		},
	}
}

// customOptions is the option group of the source, "" for a default one.
func customOptions(p Plan) string {
	group := p.Metadata["OptionGroupName"]
	if len(group) > 8 && group[:8] == "default:" {
		return ""
	}
	return group
}
