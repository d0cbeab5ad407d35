package sim

import (
	"maps"
	"time"
)

// afflicted is a thing as an incident leaves it: what KMS and IAM say of it follows.
func (w *worldState) afflicted(t *thing) *thing {
	all := w.incidents.all.load()
	if t == nil || len(all) == 0 || t.kind != keyThing && t.kind != roleThing {
		return t
	}
	now, arn := time.Now().UnixMilli(), t.text("Arn")
	for _, b := range all {
		if b.changes == nil || b.Resource != arn || !b.active(now) {
			continue
		}
		props := maps.Clone(t.properties())
		maps.Copy(props, b.changes)
		t = &thing{kind: t.kind, id: t.id, props: props, of: t.of}
	}
	return t
}

// limits are the bounds of a vault's lock, in days.
func (v *vault) limits(now int64) (locked bool, least, most int) {
	locked, least, most = v.locked, v.minDays, v.maxDays
	for _, b := range v.scope.w.incidents.all.load() {
		if b.vault == v && b.active(now) {
			locked, least = true, b.Days
		}
	}
	return locked, least, most
}
