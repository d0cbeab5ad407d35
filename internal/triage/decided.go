package triage

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// FromDecoded is the source of what sts:DecodeAuthorizationMessage told of a message.
const FromDecoded Source = "decoded message"

// Denial returns the decision as the words of a denial tell one. Which kind of policy
// denied is not in a decoded message (AWS STS API: DecodeAuthorizationMessage).
func (d *Decision) Denial() Denial {
	return Denial{Principal: d.Principal, Action: d.Action, Resource: d.Resource, Explicit: d.ExplicitDeny}
}

// words are those in which AWS writes the denial where it does not encode it.
func (d *Denial) words() string {
	text := "User: " + d.Principal + " is not authorized to perform: " + d.Action
	if d.Resource != "" {
		text += " on resource: " + d.Resource
	}
	if d.Explicit {
		text += " with an explicit deny"
	}
	return text
}

// OfDecision diagnoses a job whose message was decoded: by what was denied, so that
// meaning and remedy are those of the action. A decision that allows changes nothing.
func OfDecision(j *backup.Job, c Context, dec *Decision) Diagnosis {
	plain := OfJob(j, c)
	if dec.Allowed || dec.Action == "" {
		return plain
	}
	denial := dec.Denial()
	var r reading
	r.read(denial.words(), asked{true, j.Kind, j.Category.String(), j.Of.Get().Type.String()})
	if r.entry == nil {
		r.fall("category accessdenied")
	}
	r.take()
	for i := range r.facts {
		r.facts[i].From = FromDecoded
	}
	for i := range r.caught {
		r.caught[i].From = FromDecoded
	}
	r.facts.add("statement", dec.decider(), FromDecoded)
	d := r.diagnosis(&about{job: j, c: &c})
	all := facts(d.Facts)
	for _, f := range plain.Facts {
		if f.From == FromMessage {
			all.add(f.Name, f.Value, f.From)
		}
	}
	d.Facts, d.Denial, d.Shape = all, &denial, ""
	alone := d.ID == "denied" || d.ID == "forbidden" // whose own words are that AWS does not say what is known now, and how to find out
	if alone {
		d.Meaning, d.Also = fillFirst("AWS denied {action|an action} on {denied resource|a resource}.", all), nil
	}
	d.Meaning = strings.TrimSpace(d.Meaning + " " + dec.meaning())
	steps := fillAll(dec.remedy(alone), all)
	if !alone {
		steps = append(steps, d.Remedy...)
	}
	d.Remedy = steps
	return d
}

// decider names the statement that decided, "" where none did.
func (d *Decision) decider() string {
	for _, s := range d.Statements {
		if strings.EqualFold(s.Effect, "deny") == d.ExplicitDeny {
			return s.words()
		}
	}
	return ""
}

// words are the statement in one line.
func (s *Statement) words() string {
	line := strings.ToUpper(s.Effect) + " " + orElse(s.ID, "(without Sid)")
	if len(s.Actions) > 0 {
		line += " on " + strings.Join(s.Actions, ", ")
	}
	if len(s.Resources) > 0 {
		line += " of " + strings.Join(s.Resources, ", ")
	}
	return line
}

func (d *Decision) meaning() string {
	if d.ExplicitDeny {
		return "A statement of a policy says Deny."
	}
	return "No statement of any policy allows it."
}

// remedy are the steps that only a decoded message can tell; alone: there are no others.
func (d *Decision) remedy(alone bool) []string {
	var steps []string
	switch {
	case d.ExplicitDeny:
		which := "that says Deny of {action|the action}"
		if s := d.decider(); s != "" {
			which = "with the statement " + strings.NewReplacer("{", "(", "}", ")").Replace(s)
		}
		steps = append(steps, "Find the policy "+which+": ask its owner whether the Deny is on purpose, and to make an exception of {caller|the caller} if not")
		if alone {
			steps = append(steps, "It is one of {caller|the caller}, of {denied resource|the resource}, a permissions boundary, or a service control policy of the organisation")
		}
	case alone:
		steps = append(
			steps, "Let a policy of {caller|the caller} allow {action|the action} on {denied resource|the resource}",
			"Where one does: see whether a permissions boundary or a service control policy leaves {action|the action} out",
		)
	}
	return steps
}
