package sim

// AWS Backup runs one backup or copy of a resource at a time; later ones wait in
// CREATED.

// queue makes the job wait for what runs on its resource already. Only who holds
// overlay.order may call it.
func (j *job) queue() {
	o := &j.scope.w.overlay
	for j.after = o.queues[j.resource]; j.after != nil && j.after.run(0).endedAt(j.at); {
		j.after = j.after.after
	}
	j.since = j.scope.busyUntil(j.resource, j.at)
	if o.queues == nil {
		o.queues = map[*resource]*job{}
	}
	o.queues[j.resource] = j
}

// busyUntil is when the backup or copy of the resource ends that a plan started; 0
// when none runs.
func (s *scope) busyUntil(r *resource, now int64) (until int64) {
	recent := span{from: now - longestRun, to: now, arn: r.arn}
	for it := range items(s.backups, recent, now) {
		if run := it.backup(); it.resource() == r && it.child == 0 && !run.endedAt(now) {
			until = max(until, run.ended)
		}
	}
	for it := range items(s.copies, recent, now) {
		if run, ok := it.copyRun(); ok && it.resource() == r && it.child == 0 && !run.endedAt(now) {
			until = max(until, run.ended)
		}
	}
	return until
}
