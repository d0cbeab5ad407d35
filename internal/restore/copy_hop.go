package restore

import (
	"context"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// vaultName is an ARN of a vault taken apart.
type vaultName struct{ partition, region, account, name string }

// parseVault takes the ARN of a vault apart, ok false for anything else. Names of
// vaults may hold slashes.
func parseVault(arn string) (v vaultName, ok bool) {
	p, ok := backup.SplitARN(arn)
	name, isVault := strings.CutPrefix(p.Resource, "backup-vault:")
	ok = ok && isVault && p.Service == "backup" && name != "" && p.Region != "" && len(p.Account) == 12
	return vaultName{p.Partition, p.Region, p.Account, name}, ok
}

func (v vaultName) scope() backup.Scope { return backup.In(v.account, v.region) }

// hop is a move of a point to another vault.
type hop struct {
	from, to vaultName
	f        features
	known    bool // the type is of the matrix
	kind     string
}

// hop returns the move that a copy makes, ok false where the destination is no vault.
func (p Plan) hop() (h hop, ok bool) {
	r, _ := p.copying()
	if r == nil {
		return h, false
	}
	h.to, ok = parseVault(r.DestinationBackupVaultArn)
	h.from, _ = parseVault(p.Point.VaultARN)
	h.from.account, h.from.region, h.from.name = p.account(), p.region(), r.SourceBackupVaultName
	if h.from.partition == "" {
		arn, _ := backup.SplitARN(p.Point.ARN)
		h.from.partition = arn.Partition
	}
	h.kind = p.Point.Type
	h.f, h.known = featuresOf(p.Point, p.Metadata)
	return h, ok
}

func (h hop) accounts() bool { return h.from.account != h.to.account }
func (h hop) regions() bool  { return h.from.region != h.to.region }

// crosses reports whether the request copies to another account.
func crosses(p Plan) bool { h, ok := p.hop(); return ok && h.accounts() }

// hopCheck says whether points of the type can be copied that way at all (AWS Backup
// Developer Guide, "Feature availability by resource" and "Creating backup copies").
func hopCheck() Check {
	return Check{Name: "hop", Applies: isCopy, Run: func(_ context.Context, _ Lookup, p Plan) []Finding {
		h, ok := p.hop()
		if !ok {
			return []Finding{blocks("", fromRequest, "arn:PARTITION:backup:REGION:ACCOUNT:backup-vault:NAME", "the destination is no ARN of a vault")}
		}
		return []Finding{h.judge(p)}
	}}
}

func (h hop) judge(p Plan) Finding {
	switch why, what := h.exception(), h.f.name; {
	case h.from.partition != h.to.partition:
		return blocks("", fromDocs, "choose a vault of partition "+h.from.partition, "no copy leaves its partition: %s, %s", h.from.partition, h.to.partition)
	case h.from == h.to:
		return warns("", fromRequest, "choose another vault", "source and destination are the same vault")
	case !h.known:
		return doubts("", fromDocs, "try it with one point", "whether %s can be copied is not known here", h.kind)
	case !h.f.copies():
		return blocks("", fromDocs, h.instead(), "%s cannot be copied at all, not even within its Region", what)
	case h.regions() && h.f.xRegion == unsupported:
		return blocks("", fromDocs, "choose a vault of "+h.from.region, "%s cannot be copied to another Region", what)
	case h.accounts() && h.f.xAccount == unsupported:
		return blocks("", fromDocs, "choose a vault of account "+h.from.account, "%s cannot be copied to another account", what)
	case why != "":
		return blocks("", fromDocs, "choose a vault elsewhere", "%s", why)
	case h.regions() && h.accounts() && database(h.kind):
		f := proven("", fromDocs, "%s goes to another Region and account in one copy since 2025-10-23", what)
		f.Remedy = "should AWS say \"Feature is not supported\": " + TwoHops(p)
		return f
	}
	return proven("", fromDocs, "%s can be copied %s", h.f.name, h.words())
}

// instead is what can be done with what is not copied at all: a backup on demand goes to vaults
// of the resource's own account and Region alone (AWS Backup API, "StartBackupJob").
func (h hop) instead() string {
	if h.regions() || h.accounts() {
		return "nothing brings it to another Region or account; a new backup (B) can go to another vault of " + h.from.account + "/" + h.from.region
	}
	return "make a new backup of the resource in that vault (B)"
}

// words says how far the copy goes.
func (h hop) words() string {
	switch {
	case h.regions() && h.accounts():
		return "to another Region and account at once"
	case h.regions():
		return "to another Region"
	case h.accounts():
		return "to another account"
	}
	return "to another vault of its Region"
}

// exception is where AWS leaves a type out that it copies elsewhere, "" where not.
func (h hop) exception() string {
	either := func(regions ...string) bool {
		return slices.Contains(regions, h.from.region) || slices.Contains(regions, h.to.region)
	}
	switch {
	case h.accounts() && (optInRegion(h.from) || optInRegion(h.to)) && slices.Contains([]string{"CloudFormation", "Neptune", "Timestream"}, h.kind):
		return h.f.name + " is not copied to another account from or to a Region that accounts have to opt in to"
	case h.regions() && h.kind == "FSx" && either("me-south-1", "me-central-1"):
		return "FSx is not copied from or to me-south-1 and me-central-1"
	case h.f.name == "FSx for ONTAP" && (either("ap-southeast-6") || h.from.partition == "aws-cn"):
		return "FSx for ONTAP is not copied in New Zealand and China"
	}
	return ""
}

// database reports whether the type went to another Region and account in two hops
// only, until 2025-10-23.
func database(kind string) bool {
	return kind == "RDS" || kind == "Aurora" || kind == "DocumentDB" || kind == "Neptune"
}

// optInRegion reports whether accounts have to enable the Region: all of the
// partition aws that came after March 2019 (AWS Account Management, "Regions").
func optInRegion(v vaultName) bool {
	return v.partition == "aws" && !slices.Contains([]string{
		"ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
		"eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
	}, v.region)
}
