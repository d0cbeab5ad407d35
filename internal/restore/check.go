package restore

import "context"

// Outcome is what a check came to.
type Outcome uint8

// The outcomes. The zero value is CannotTell, so that what nobody filled in never
// passes for a proof.
const (
	CannotTell Outcome = iota // no evidence either way
	OK                        // proven by the evidence
	Warning                   // may be sent all the same, knowingly
	Blocks                    // AWS would refuse it, or it would fail
)

// String returns "can't tell", "ok", "warning" or "blocks".
func (o Outcome) String() string {
	switch o {
	case OK:
		return "ok"
	case Warning:
		return "warning"
	case Blocks:
		return "blocks"
	case CannotTell:
	}
	return "can't tell"
}

// Finding is one line of a check. It claims what its evidence proves and no more.
type Finding struct {
	Check    string // what was looked at: "key", "role: trust"
	Outcome  Outcome
	Evidence string // what was seen
	Remedy   string // what to do about it; "" where there is nothing to do
	Source   string // what proves it: the call ("kms:GetKeyPolicy"), or a fact that needs none
	Job      string // ID of the job that it is about; "" = of none
}

// Check is one thing to make sure of before a request is sent. It changes nothing.
type Check struct {
	Name    string
	Applies func(Plan) bool // nil = always
	// Run asks what it has to and says what it found. It ends with ctx, and says
	// CannotTell of what it got no answer to.
	Run func(ctx context.Context, l Lookup, p Plan) []Finding
}

// Tally counts findings by outcome.
type Tally struct{ OK, Warnings, Blocks, CannotTell int }

// Count returns how many findings came to what.
func Count(found []Finding) (t Tally) {
	for _, f := range found {
		switch f.Outcome {
		case OK:
			t.OK++
		case Warning:
			t.Warnings++
		case Blocks:
			t.Blocks++
		case CannotTell:
			t.CannotTell++
		}
	}
	return t
}

// Sources of findings that need no look-up.
const (
	fromRequest = "the request"
	fromPlan    = "what is known here"
	fromDocs    = "AWS Backup Developer Guide"
)
