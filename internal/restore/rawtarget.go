package restore

import (
	"cmp"
	"slices"
	"strings"
)

// rawRule tells what a restore of a type without a guide does where it goes.
type rawRule struct {
	names     []string // keys that name the target, the most telling first
	otherwise Effect
	key       string // whose value decides; "" = nothing but the type does
	values    map[string]Effect
	instead   string // how it makes something new, where it would write into what is there
}

// rawRules are the types of which AWS documents it (AWS Backup Developer Guide,
// "Restoring a backup"). A type that is not here is Unsure.
func rawRules() map[string]rawRule {
	return map[string]rawRule{
		"DSQL": {otherwise: MakesNew},
		"EKS": {
			names: []string{"clusterName"}, otherwise: WritesInto,
			key: "newCluster", values: map[string]Effect{"true": MakesNew, "false": WritesInto},
			instead: "newCluster true builds a new one, under a clusterName that is free",
		},
		"VirtualMachine": {
			names: []string{"VMName"}, key: "RestoreTo", values: map[string]Effect{"EC2Instance": MakesNew}, // a hypervisor takes names that it has, or not: AWS does not say
		},
		// a change set of a stack that is there, or of a new one: whoever executes it decides
		"CloudFormation": {names: []string{"StackName"}},
	}
}

// rawTarget reads from the metadata that will be sent what a restore of a type does
// where it goes. A deciding value that nobody documents makes it Unsure.
func rawTarget(kind string, metadata map[string]string) Target {
	keys, rule := cased(metadata), rawRules()[kind]
	value := func(key string) string { return metadata[keys[strings.ToLower(key)]] }
	t := Target{Effect: rule.otherwise}
	for _, key := range rule.names {
		if t.ID = value(key); t.ID != "" {
			break
		}
	}
	if decides := value(rule.key); decides != "" {
		t.Effect = rule.values[decides]
	}
	if t.Effect == WritesInto {
		t.Instead = rule.instead
	}
	return t
}

// intoWhatIsThere warns, at the keys that say so, of a restore without a guide that makes
// nothing new.
func intoWhatIsThere(key string) func(f *Form, value string) string {
	return func(f *Form, _ string) string {
		rule, t := rawRules()[f.spec.Type], f.Target()
		says := strings.EqualFold(key, rule.key) || slices.ContainsFunc(rule.names, func(name string) bool { return strings.EqualFold(name, key) })
		if !f.spec.Unguided || t.Effect != WritesInto || !says {
			return ""
		}
		return "it writes into " + cmp.Or(t.ID, "what is there") + ": " + t.Instead
	}
}
