package restore

import (
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestARawFormAsksForWhatAWSRequires opens forms without a guide on what AWS returns.
func TestARawFormAsksForWhatAWSRequires(t *testing.T) {
	const config = `[{"region":"eu-west-1","isDeletionProtectionEnabled":true}]`
	for name, c := range map[string]struct {
		kind     string
		metadata map[string]string
		set      map[string]string
		want     string // keys that are missing
	}{
		"a stack":                  {"CloudFormation", map[string]string{"StackName": "web"}, nil, ""},
		"a stack of no name":       {"CloudFormation", nil, map[string]string{"ChangeSetName": ""}, "StackName ChangeSetName"},
		"a machine":                {"VirtualMachine", map[string]string{"VMName": "vm"}, nil, "RestoreTo"},
		"a machine of VMware":      {"VirtualMachine", nil, map[string]string{"RestoreTo": "VMware", "VMName": "a"}, "HypervisorArn VMPath ComputeResourceName VMDatastore"},
		"a machine as an instance": {"VirtualMachine", map[string]string{"VMName": "vm"}, map[string]string{"RestoreTo": "EC2Instance"}, "InstanceType SubnetId SecurityGroupIds"},
		"a machine as a volume":    {"VirtualMachine", nil, map[string]string{"RestoreTo": "EBS"}, "AvailabilityZone"},
		"DSQL":                     {"DSQL", map[string]string{"regionalConfig": config}, nil, ""},
		"DSQL, of nothing":         {"DSQL", nil, nil, "regionalConfig"},
		"DSQL, of elsewhere":       {"DSQL", map[string]string{"regionalConfig": strings.Replace(config, "eu-", "us-", 1)}, nil, "regionalConfig"},
		"DSQL, without several":    {"DSQL", map[string]string{"usemultiregionorchestration": "false"}, nil, ""},
		"a cluster":                {"EKS", nil, nil, "clusterName"},
		"a new cluster":            {"EKS", map[string]string{"clusterName": "a", "newCluster": "true"}, nil, "clusterVpcConfig"},
		"a type that nobody knows": {"Mainframe", nil, nil, ""},
	} {
		f := formOf(t, "raw", pointOf(c.kind, "arn:aws:x:eu-west-1:111122223333:thing/a", "a"), c.metadata)
		for key, value := range c.set {
			f.Set(key, value)
		}
		var keys []string
		for _, p := range f.Problems() {
			keys = append(keys, p.Key)
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	f := formOf(t, "raw", pointOf("CloudFormation", "", ""), map[string]string{"StackName": "web"})
	if s := state(t, f, "ChangeSetName"); s.Value != "web-restored" || !s.New {
		t.Errorf("%+v", s)
	}
}

// TestARawFormCarriesNothingOfAnotherPlace opens forms on copies from us-east-1.
func TestARawFormCarriesNothingOfAnotherPlace(t *testing.T) {
	there := "arn:aws:backup-gateway:us-east-1:111122223333:hypervisor/h"
	here := strings.Replace(there, "us-east-1", "eu-west-1", 1)
	f := formOf(t, "raw", copiedFrom("us-east-1", pointOf("VirtualMachine", "arn:aws:backup-gateway:eu-west-1:111122223333:vm/v", "v")), map[string]string{
		"RestoreTo": "VMware", "HypervisorArn": there, "VMPath": "/a", "Other": there, "Local": here, "Net": `{"subnetIds":["subnet-0123456789"]}`, "Zone": "us-east-1a", "Words": "i-am here",
	})
	sent := f.metadata()
	for key, kept := range map[string]bool{"HypervisorArn": false, "VMPath": true, "Other": false, "Local": true, "Net": false, "Zone": false, "Words": true} {
		if (sent[key] != "") != kept {
			t.Errorf("%s is sent as %q", key, sent[key])
		}
		if s := state(t, f, key); !kept && !strings.Contains(s.Warning+s.Problem, "us-east-1 and means nothing here") {
			t.Errorf("%s: %q %q", key, s.Warning, s.Problem)
		}
	}
	d := formOf(t, "raw", copiedFrom("us-east-1", pointOf("DSQL", "arn:aws:dsql:eu-west-1:111122223333:cluster/a", "")), map[string]string{"regionalConfig": `[{"region":"us-east-1"}]`})
	if p := d.Problems(); len(p) != 1 || p[0].Key != "regionalConfig" {
		t.Errorf("%v", p)
	}
}

func TestAKeyOfS3RarelyBeginsWithASlash(t *testing.T) {
	f := formOf(t, "s3-items", bucketPoint(), bucketMetadata())
	f.Set("ItemsToRestore", "/logs/2026")
	if s := state(t, f, "ItemsToRestore"); s.Problem != "" || !strings.Contains(s.Warning, "/logs/2026") {
		t.Errorf("%q %q", s.Problem, s.Warning)
	}
	f.Set("ItemsToRestore", "logs/2026/")
	if s := state(t, f, "ItemsToRestore"); s.Warning != "" {
		t.Errorf("%q", s.Warning)
	}
}

func TestAPointInTimeSpeaksOfNoSnapshot(t *testing.T) {
	for _, s := range specs() {
		if !strings.HasSuffix(s.Name, "-pitr") || s.Of == "S3" {
			continue
		}
		words := []string{s.Tags.Always}
		for _, d := range s.Drops {
			words = append(words, d.Why)
		}
		for i := range s.Fields {
			words = append(words, s.Fields[i].Help, s.Fields[i].Empty)
		}
		if i := slices.IndexFunc(words, func(text string) bool { return strings.Contains(text, "the snapshot") }); i >= 0 {
			t.Errorf("%s: %q", s.Name, words[i])
		}
	}
}

func TestTheKeyOfAPointOfAnotherRegionIsNoneToChoose(t *testing.T) {
	p := keyPlan()
	p.Keys[0].ARN = strings.Replace(keyARN, "eu-west-1", "us-east-1", 1)
	if found := runs(t, keyCheck(), &answers{}, p); found[0].Outcome != Blocks || strings.Contains(found[0].Remedy, "choose a key") {
		t.Errorf("%+v", found)
	}
}

func TestALentPointThatIsNotListedCannotBeLookedForAgain(t *testing.T) {
	p := plan()
	p.Point.Thing.Owner = farAccount
	found := checkNewer(t.Context(), &answers{newer: func(backup.Thing) ([]backup.RecoveryPoint, error) {
		return nil, missing("backup:ListRecoveryPointsByBackupVault")
	}}, p)
	if found[0].Outcome != CannotTell || found[0].Remedy != "ask account "+farAccount {
		t.Errorf("%+v", found)
	}
}
