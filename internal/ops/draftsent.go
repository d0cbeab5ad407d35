package ops

import "errors"

// DropSent deletes the drafts that were sent by a console that ended before it could do
// so: the journal has an intent of theirs since they were saved, which was not refused
// nor withheld. One that a live console has open is that one's.
func (d *Drafts) DropSent(j *Journal) error {
	drafts, _ := d.List()
	saved := map[string]Stamp{}
	for _, draft := range drafts {
		if draft.Open == nil {
			saved[draft.ID] = draft.Saved
		}
	}
	if len(saved) == 0 {
		return nil
	}
	sent := map[string]string{} // draft by op
	for r, err := range j.Records() {
		var damage *Damage
		switch at, kept := saved[r.Draft]; {
		case err != nil && !errors.As(err, &damage):
			return err
		case err != nil:
		case r.Phase == Intended && kept && r.Time >= at:
			sent[r.Op] = r.Draft
		case r.Phase == Ended && (r.Outcome == Refused || r.Outcome == Withheld):
			delete(sent, r.Op)
		}
	}
	var failed error
	for _, id := range sent {
		failed = errors.Join(failed, d.Delete(id))
	}
	return failed
}
