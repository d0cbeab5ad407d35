package restore

import (
	"regexp"
	"slices"
	"strings"
)

// rawFields are what AWS requires of a type that has no guide (AWS Backup Developer Guide,
// "Restoring a backup"): they are asked for though the backup may not record them.
func rawFields(kind string) []Field {
	need := func(key, help string, bound Bound) Field {
		return Field{Key: key, Label: key, Section: "Target", Kind: Text, Required: true, Help: help, Bound: bound, Doubt: intoWhatIsThere(key)}
	}
	fresh := func(key, help, unproven string, most int64, from func(f *Form) string) Field {
		fl := need(key, help, Anywhere)
		fl.New, fl.Max, fl.Unproven, fl.From = true, most, unproven, from
		fl.Fit, fl.Check = words("-", int(most)), isName(1, int(most), "-", false)
		return fl
	}
	switch kind {
	case "CloudFormation":
		return []Field{
			need("StackName", "the stack that the change set is of", Anywhere),
			fresh("ChangeSetName", "a new name: letters, digits and hyphens", "not checked: change sets of a stack cannot be listed here", 128,
				func(f *Form) string { return f.Value("StackName") }),
		}
	case "VirtualMachine":
		return machineFields(need, fresh)
	case "DSQL":
		config := need("regionalConfig", "JSON list of region, isDeletionProtectionEnabled and kmsKeyId", InRegion)
		config.Check, config.Required, config.Empty = regionsOf, false, "only without orchestration of several Regions"
		config.RequiredIf = func(f *Form) bool { return f.extra("useMultiRegionOrchestration") != "false" }
		return []Field{config}
	case "EKS":
		network := need("clusterVpcConfig", "JSON of subnetIds and securityGroupIds, of a new cluster", InAccount)
		network.Required, network.Empty = false, "that of the cluster that is there"
		network.RequiredIf = func(f *Form) bool { return f.extra("newCluster") == "true" }
		return []Field{need("clusterName", "the cluster that is written into, or a free name with newCluster true", InRegion), network}
	}
	return nil
}

// machineFields are what each place needs that a virtual machine can go to.
func machineFields(need func(string, string, Bound) Field, fresh func(string, string, string, int64, func(*Form) string) Field) []Field {
	to := need("RestoreTo", "where it goes: VMware, EC2Instance or EBS", Anywhere)
	to.Kind, to.Options, to.Open = Pick, []string{"VMware", "EC2Instance", "EBS"}, true
	name := fresh("VMName", "a name that the hypervisor does not have", "not checked: virtual machines of a hypervisor cannot be listed here", 80, nil)
	name.Fit, name.Check = words(" _.-", 80), isName(1, 80, " _.-", false)
	vmware := []Field{
		need("HypervisorArn", "the hypervisor; it must be online", InAccount), name, need("VMPath", "the folder that it goes into", Anywhere),
		need("ComputeResourceName", "the host or cluster that runs it", Anywhere), need("VMDatastore", "where its disks go", Anywhere),
	}
	fields := []Field{to}
	for _, fl := range vmware {
		fl.Required, fl.RequiredIf, fl.Empty = false, when("RestoreTo", "VMware"), "it is not sent"
		fl.Shown = func(f *Form) bool { return !slices.Contains([]string{"EC2Instance", "EBS"}, f.Value("RestoreTo")) }
		fields = append(fields, fl)
	}
	for _, fl := range []struct{ key, to, help string }{
		{"InstanceType", "EC2Instance", "of the instance"},
		{"SubnetId", "EC2Instance", "where the instance stands"},
		{"SecurityGroupIds", "EC2Instance", "JSON list of the groups of the instance"},
		{"AvailabilityZone", "EBS", "where the volume stands"},
	} {
		one := need(fl.key, fl.help, InAccount)
		one.Shown = when("RestoreTo", fl.to)
		fields = append(fields, one)
	}
	return fields
}

// extra is the value of a key that no field of the Spec has, in any case.
func (f *Form) extra(key string) string {
	for _, fl := range f.fields {
		if fl.extra && strings.EqualFold(fl.Key, key) {
			v, _ := f.value(fl)
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// regionsOf checks that a cluster of DSQL is made where the request goes.
func regionsOf(f *Form, v string) string {
	if text := jsonOf('[')(f, v); text != "" {
		return text
	}
	list, _ := decode(v).([]any)
	for _, item := range list {
		o, _ := item.(map[string]any)
		if region, _ := o["region"].(string); region == f.in.Region.String() {
			return ""
		}
	}
	return "it names no cluster in " + f.in.Region.String() + ", where the request goes"
}

// bind hangs a value that no guide knows on its place, where it says itself that it has one:
// an ARN of another Region or account, or the ID of what a network or a volume is made of.
func (f *Form) bind(fl *Field) {
	if !f.spec.Unguided || f.Elsewhere() == "" {
		return
	}
	value := f.original[fl.Key]
	for _, m := range placedIn.FindAllStringSubmatch(value, -1) {
		if m[3] != "" || m[1] != "" && m[1] != f.in.Region.String() || isAccount(m[2]) && m[2] != f.in.Account.String() {
			fl.Bound = InAccount
		}
	}
	if region := zoneRegion(value); region != "" && region != f.in.Region.String() {
		fl.Bound = InAccount
	}
}

// placedIn finds what belongs to an account or a Region: ARNs, and IDs of networks and the like.
var placedIn = regexp.MustCompile(`arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]*):([0-9]*):|\b((?:subnet|sg|vpc|eni|vol|i|fs)-[0-9a-f]{8,17})\b`)
