package triage

// Share calls do(part) for every part below n, side by side if it can, and returns when all
// have ended, or with an error when it left some out. A nil one does part after part: this
// room starts no goroutines.
type Share func(n int, do func(part int)) error

// partRows is how many rows are a part: enough to be worth what one costs, and few enough
// that others get their turn between two.
const partRows = 512

// parts calls do for stretches of n rows.
func (share Share) parts(n int, do func(from, to int)) error {
	part := func(i int) { do(i*partRows, min(n, (i+1)*partRows)) }
	count := (n + partRows - 1) / partRows
	if share != nil {
		return share(count, part)
	}
	for i := range count {
		part(i)
	}
	return nil
}

// Join adds what another Grouper of the same window has taken after all that g took. The
// other must not be used any more.
func (g *Grouper) Join(o *Grouper) {
	for at, n := range o.ended {
		g.ended[at] += n
	}
	for of, theirs := range o.good {
		ours := g.good[of]
		g.good[of] = good{max(ours.clean, theirs.clean), max(ours.done, theirs.done)}
	}
	for role, theirs := range o.roles {
		g.roles[role] = max(g.roles[role], theirs)
	}
	g.held = append(g.held, o.held...)
	for k, theirs := range o.rows {
		if ours := g.rows[k]; ours != nil {
			ours.join(theirs)
		} else {
			g.rows[k] = theirs
		}
	}
}
