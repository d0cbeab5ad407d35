package sim

// A restoring is a request to restore while it is checked. Its rules read the
// metadata key by key; a key that none of them knows is refused. Keys are taken in any
// case: the documentation spells some in two ways, and what restore testing infers,
// which can be sent as it is, in a third.
type restoring struct {
	*call
	in   *restoreIn
	p    point
	kind string            // ResourceType
	meta map[string]string // the metadata by keys in lower case
	read map[string]bool   // those that a rule knows

	trouble string  // why the job will fail: the first that a service complains about
	remark  string  // what a COMPLETED job has to say
	makes   []thing // what the restore makes, by its services' names
	arn     string  // CreatedResourceArn
	key     string  // that it is encrypted with
}

// fails makes the job fail, unless something else has before.
func (r *restoring) fails(message string) {
	if r.trouble == "" {
		r.trouble = message
	}
}

// failsIf makes the job fail where something is wrong.
func (r *restoring) failsIf(wrong bool, message string) {
	if wrong {
		r.fails(message)
	}
}

// made says what the restore makes, and under which ARN it is known.
func (r *restoring) made(kind, id, arn string, props map[string]any) {
	r.makes, r.arn = append(r.makes, thing{kind: kind, id: id, props: props}), arn
}

// arnOf is an ARN of the account and Region.
func (r *restoring) arnOf(service, rest string) string {
	return "arn:aws:" + service + ":" + r.scope.region + ":" + r.scope.account.id + ":" + rest
}

// newID is the ID that a service gives to what it makes.
func (r *restoring) newID(prefix string) string {
	n := hash(r.scope.seed, uint64(r.now), uint64(len(r.scope.shelfOf(restores).made.jobs.load())), 65)
	return prefix + string(hex16([]byte{'0'}, n))
}
