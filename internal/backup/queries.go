package backup

import (
	"net/url"
	"strconv"
)

// VaultQuery narrows ListBackupVaults.
type VaultQuery struct{ Shared bool } // vaults that other accounts share with this one

// PointQuery narrows a list of recovery points to what AWS filters on its side.
// One of Vault and Resource is set.
type PointQuery struct {
	Vault         string // ListRecoveryPointsByBackupVault
	Owner         string // account of a shared vault (backupVaultAccountId)
	Resource      string // with Vault: resourceArn; alone: ListRecoveryPointsByResource, which gives fewer fields
	Type          string
	Plan          string
	Parent        string // ARN of the composite recovery point
	CreatedAfter  Time
	CreatedBefore Time
}

// JobQuery narrows a list of jobs to what AWS filters on its side; not every kind
// takes every filter.
type JobQuery struct {
	Organization   bool // accountId=*: the jobs of every account of the organisation
	State          string
	Resource       string
	Type           string
	Vault          string // name; of copy jobs the ARN of the destination
	Parent         string
	Category       string
	Point          string // copy and scan jobs: the source
	CreatedAfter   Time
	CreatedBefore  Time
	CompletedAfter Time
}

// Encode returns the query as one canonical line, fit for the key of a list.
func (q PointQuery) Encode() string {
	v := values{}
	v.set("vault", q.Vault)
	v.set("owner", q.Owner)
	v.set("resource", q.Resource)
	v.set("type", q.Type)
	v.set("plan", q.Plan)
	v.set("parent", q.Parent)
	v.time("after", q.CreatedAfter)
	v.time("before", q.CreatedBefore)
	return url.Values(v).Encode()
}

// ParsePointQuery is the inverse of Encode.
func ParsePointQuery(s string) PointQuery {
	v := parse(s)
	return PointQuery{
		Vault: v.get("vault"), Owner: v.get("owner"), Resource: v.get("resource"), Type: v.get("type"),
		Plan: v.get("plan"), Parent: v.get("parent"), CreatedAfter: v.getTime("after"), CreatedBefore: v.getTime("before"),
	}
}

// Encode returns the query as one canonical line, fit for the key of a list.
func (q JobQuery) Encode() string {
	v := values{}
	if q.Organization {
		v.set("org", "1")
	}
	v.set("state", q.State)
	v.set("resource", q.Resource)
	v.set("type", q.Type)
	v.set("vault", q.Vault)
	v.set("parent", q.Parent)
	v.set("category", q.Category)
	v.set("point", q.Point)
	v.time("after", q.CreatedAfter)
	v.time("before", q.CreatedBefore)
	v.time("completed", q.CompletedAfter)
	return url.Values(v).Encode()
}

// ParseJobQuery is the inverse of Encode.
func ParseJobQuery(s string) JobQuery {
	v := parse(s)
	return JobQuery{
		Organization: v.get("org") != "", State: v.get("state"), Resource: v.get("resource"), Type: v.get("type"),
		Vault: v.get("vault"), Parent: v.get("parent"), Category: v.get("category"), Point: v.get("point"),
		CreatedAfter: v.getTime("after"), CreatedBefore: v.getTime("before"), CompletedAfter: v.getTime("completed"),
	}
}

type values url.Values

func (v values) set(key, s string) {
	if s != "" {
		url.Values(v).Set(key, s)
	}
}

func (v values) time(key string, t Time) {
	if t != 0 {
		v.set(key, strconv.FormatInt(int64(t), 10))
	}
}

func (v values) get(key string) string { return url.Values(v).Get(key) }

func (v values) getTime(key string) Time {
	n, err := strconv.ParseInt(v.get(key), 10, 64)
	if err != nil {
		return 0
	}
	return Time(n)
}

func parse(s string) values {
	v, err := url.ParseQuery(s)
	if err != nil {
		return values{}
	}
	return values(v)
}
