package state

// timetable is a heap of tasks that wait, the next one first.
type timetable struct {
	tasks []*task
	first func(a, b *task) bool
}

func soonest(a, b *task) bool { return a.next.due.Before(b.next.due) }

func foremost(a, b *task) bool { return a.rank < b.rank }

func (t *timetable) Len() int { return len(t.tasks) }

func (t *timetable) Less(i, j int) bool { return t.first(t.tasks[i], t.tasks[j]) }

func (t *timetable) Swap(i, j int) {
	t.tasks[i], t.tasks[j] = t.tasks[j], t.tasks[i]
	t.tasks[i].place, t.tasks[j].place = i, j
}

// Push is for package heap.
func (t *timetable) Push(x any) {
	k := x.(*task)
	k.in, k.place = t, len(t.tasks)
	t.tasks = append(t.tasks, k)
}

// Pop is for package heap.
func (t *timetable) Pop() any {
	last := len(t.tasks) - 1
	k := t.tasks[last]
	t.tasks[last] = nil
	t.tasks = t.tasks[:last]
	k.in = nil
	return k
}
