package sim

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A trailEvent is one call as CloudTrail records it in an account and Region.
type trailEvent struct {
	at        int64
	scope     *scope
	source    string // "kms.amazonaws.com"
	name      string // "PutKeyPolicy"
	by        string // ARN of who called; "" = a service of AWS
	service   string // that called
	resources []trailResource
	params    map[string]any
	reads     bool
	seed      uint64
}

type trailResource struct{ kind, name string }

// trailKept is how long events can be looked up, trailDelay how long they take to be
// there ("AWS CloudTrail User Guide: typically within an average of about 5 minutes").
const (
	trailKept   = 90 * day
	trailDelay  = 90 * second
	trailPeriod = 6 * minute // between two routine calls of a scope
)

// trail yields the events of a scope in [from, to], newest first.
func (s *scope) trail(from, to, now int64) iter.Seq[trailEvent] {
	from, to = max(from, now-trailKept, s.w.birth), min(to, now-trailDelay)
	broke := s.w.incidentEvents(s, now)
	return func(yield func(trailEvent) bool) {
		for n := to / trailPeriod; n*trailPeriod+trailPeriod > from; n-- {
			e := s.routine(uint64(n))
			for len(broke) > 0 && broke[0].at >= e.at {
				if b := broke[0]; b.at >= from && b.at <= to && !yield(b) {
					return
				}
				broke = broke[1:]
			}
			if e.at >= from && e.at <= to && !yield(e) {
				return
			}
		}
		for _, b := range broke {
			if b.at >= from && b.at <= to && !yield(b) {
				return
			}
		}
	}
}

// incidentEvents are the calls behind incidents that were recorded in a scope.
func (w *worldState) incidentEvents(s *scope, now int64) (all []trailEvent) {
	for _, b := range w.incidents.all.load() {
		if b.at != s || b.Kind == QuotaReached {
			continue
		}
		all = append(all, b.event(true))
		if to := b.to.Load(); to > b.call && to <= now {
			all = append(all, b.event(false))
		}
	}
	slices.SortStableFunc(all, func(a, b trailEvent) int { return cmp.Compare(b.at, a.at) })
	return all
}

// routine is the n-th of the calls that go on all the time.
func (s *scope) routine(n uint64) trailEvent {
	h := hash(s.seed, n, 82)
	e := trailEvent{
		at: int64(n)*trailPeriod + int64(h%uint64(trailPeriod)), scope: s, seed: h, reads: true, by: s.worker(s.role),
		source: "kms.amazonaws.com",
	}
	key := s.vault(int(h >> 8 % uint64(len(s.vaults)))).key
	if key == "" {
		key = s.keyARN(sharedKeys)
	}
	ofKey := []trailResource{{keyThing, key}}
	switch x := h >> 24 % 1000; {
	case x < 420:
		e.name, e.resources, e.params = "GenerateDataKey", ofKey, map[string]any{"keyId": key, "keySpec": "AES_256"}
	case x < 620:
		e.name, e.resources, e.params = "Decrypt", ofKey, map[string]any{"encryptionAlgorithm": "SYMMETRIC_DEFAULT"}
	case x < 760:
		e.name, e.source, e.by, e.service = "AssumeRole", "sts.amazonaws.com", "", backupService
		e.resources = []trailResource{{"AWS::IAM::Role", s.role}}
		e.params = map[string]any{"roleArn": s.role, "roleSessionName": "AWSBackup-AWSBackupDefaultServiceRole"}
	case x < 880:
		e.name, e.resources, e.reads = "CreateGrant", ofKey, false
		e.params = map[string]any{"keyId": key, "operations": []string{"Decrypt", "GenerateDataKeyWithoutPlaintext"}}
	case x < 990:
		e.name, e.source, e.by, e.service, e.reads = "BackupJobStarted", backupService, "", backupService, false
	case x < 994:
		e.name, e.resources, e.reads, e.by = "PutKeyPolicy", []trailResource{{keyThing, s.keyARN(sharedKeys + 1)}}, false, s.person("PlatformAdmin", h)
		e.params = map[string]any{"keyId": s.keyARN(sharedKeys + 1), "policyName": "default", "policy": s.keyPolicy()}
	case x < 997:
		e.name, e.source, e.reads, e.by = "UpdateAssumeRolePolicy", "iam.amazonaws.com", false, s.person("PlatformAdmin", h)
		e.resources = []trailResource{{"AWS::IAM::Role", "web-instance"}}
		e.params = map[string]any{"roleName": "web-instance", "policyDocument": trusting("ec2.amazonaws.com")}
	default:
		e.name, e.source, e.reads, e.by = "UpdateBackupPlan", backupService, false, s.person("BackupOperator", h)
		e.params = map[string]any{"backupPlanId": s.plans[0].id}
	}
	return e
}

// person is somebody in the session of a role.
func (s *scope) person(role string, h uint64) string {
	names := [...]string{"ops-1", "ops-2", "ci-deploy", "sec-automation"}
	return "arn:aws:sts::" + s.account.id + ":assumed-role/" + role + "/" + names[h>>56%uint64(len(names))]
}

func (e trailEvent) id() string { return uuid(hash(e.seed, uint64(e.at), 83)) }

// userName is what CloudTrail calls who called: of a role its session, of a service
// its name.
func (e trailEvent) userName() string {
	if e.by == "" {
		return e.service
	}
	return e.by[strings.LastIndexByte(e.by, '/')+1:]
}

func (e trailEvent) accessKey() string {
	if e.by == "" {
		return ""
	}
	return session{Account: e.scope.account.id, Role: e.by}.accessKey()
}

// whole is the event as CloudTrail keeps it: JSON, in its record format 1.09.
func (e trailEvent) whole() string {
	who := map[string]any{"type": "AWSService", "invokedBy": e.service}
	from := e.service
	if e.by != "" {
		who = map[string]any{
			"type": "AssumedRole", "principalId": userID(e.by), "arn": e.by, "accountId": e.scope.account.id, "accessKeyId": e.accessKey(),
		}
		from = "203.0.113." + strconv.FormatUint(1+e.seed%254, 10) // of the block for documentation (RFC 5737)
		if strings.Contains(e.by, "/AWSBackup-") {
			from, who["invokedBy"] = backupService, backupService
		}
	}
	type resource struct {
		AccountID string `json:"accountId"`
		Type      string `json:"type"`
		ARN       string `json:"ARN"`
	}
	var of []resource
	for _, r := range e.resources {
		if strings.HasPrefix(r.name, "arn:") {
			of = append(of, resource{e.scope.account.id, r.kind, r.name})
		}
	}
	raw, err := json.Marshal(struct {
		Version    string         `json:"eventVersion"`
		Who        map[string]any `json:"userIdentity"`
		At         string         `json:"eventTime"`
		Source     string         `json:"eventSource"`
		Name       string         `json:"eventName"`
		Region     string         `json:"awsRegion"`
		From       string         `json:"sourceIPAddress"`
		Agent      string         `json:"userAgent"`
		Params     map[string]any `json:"requestParameters"`
		Answer     any            `json:"responseElements"`
		Request    string         `json:"requestID"`
		ID         string         `json:"eventID"`
		Reads      bool           `json:"readOnly"`
		Of         []resource     `json:"resources,omitempty"`
		Type       string         `json:"eventType"`
		Management bool           `json:"managementEvent"`
		Account    string         `json:"recipientAccountId"`
		Category   string         `json:"eventCategory"`
	}{
		"1.09", who, utc(e.at).Format(time.RFC3339), e.source, e.name, e.scope.region, from, from, e.params, nil,
		uuid(hash(e.seed, 84)), e.id(), e.reads, of, map[bool]string{true: "AwsServiceEvent", false: "AwsApiCall"}[e.by == "" && e.source == backupService], true,
		e.scope.account.id, "Management",
	})
	if err != nil {
		panic(err) // texts and numbers only
	}
	return string(raw)
}
