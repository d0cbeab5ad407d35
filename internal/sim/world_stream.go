package sim

// A stream is what one cause brings about, again and again: a rule of a plan,
// people starting backups by hand, a copy action, restores. Its items are
// numbered by (wave, item), ordered in time, and nothing about them is kept:
// time, resource and outcome are computed from the numbers.
type stream struct {
	id     int
	seed   uint64
	kind   streamKind
	scope  *scope  // where its jobs run
	home   *scope  // whose resources it takes
	vault  *vault  // where its points land; of a restore or scan, where it reads
	plan   *plan   // nil when started by hand
	rule   *rule   // nil when started by hand
	source *stream // what a copy stream copies, what a restore or scan reads

	sched  schedule
	spread int64 // a wave's items are spread over this time
	delay  int64 // of a copy after the backup it copies
	since  int64 // nothing before
	random int   // items a wave of resources drawn by lot; 0 = every member once
	keep   int   // days, 0 = always
	cold   int   // days until cold storage, 0 = never
	whole  bool  // all its jobs are listed, also in a world of few
	window int   // exactly this many newest points exist, however old

	createdBy []byte // the member CreatedBy of jobs and points

	takes  func(*resource) bool
	member []int32 // resources of home, ascending; filled by home.load

	made *shelf // not computed: what requests brought about
}

type streamKind uint8

const (
	backups streamKind = iota
	continuous
	copies
	restores
	scans
)

// An item is one thing a stream brought about.
type item struct {
	s     *stream
	wave  int
	index int
	child int // 0 = itself, 1… = nested in it
	at    int64
	made  *job // that a request started; nil of what the seed gives
}

func (s *stream) members() []int32 {
	s.home.load()
	return s.member
}

func (s *stream) size() int {
	n := len(s.members())
	if s.random > 0 && n > 0 {
		return s.random
	}
	return n
}

const turn = 1013 // each wave takes its members in another order

func (s *stream) resource(wave, index int) *resource {
	m := s.members()
	pos := 0
	if s.random > 0 {
		pos = int(hash(s.seed, uint64(wave), uint64(index), 7) % uint64(len(m)))
	} else {
		pos = (index + wave*turn) % len(m)
	}
	return s.home.resources[m[pos]]
}

// indexOf is the item of a wave that takes the member at pos.
func (s *stream) indexOf(wave, pos int) int {
	n := len(s.member)
	return ((pos-wave*turn)%n + n) % n
}

// offset of an item within its wave; it grows with the index by more than the
// children's milliseconds.
func (s *stream) offset(wave, index, n int) int64 {
	step := max(s.spread/int64(n), 16)
	return int64(index)*step + int64(mix(s.seed+uint64(wave)*0x9e3779b9+uint64(index))%uint64(step-8))
}

func (s *stream) start(wave int) int64 { return s.sched.at(wave) + s.delay }

func (s *stream) time(wave, index int) int64 {
	return s.start(wave) + s.offset(wave, index, s.size())
}

// children is the number of things nested in an item.
func (s *stream) children(wave, index int) int {
	if s.window > 0 || s.kind == scans || s.kind == continuous {
		return 0
	}
	r := s.resource(wave, index)
	if s.kind == restores && r.kind.name != "EKS" {
		return 0
	}
	return r.kind.children
}

func (it item) resource() *resource {
	if it.made != nil {
		return it.made.resource
	}
	return it.s.resource(it.wave, it.index)
}

func (it item) place() place {
	return place{stream: it.s.id, wave: it.wave, item: it.index, child: it.child}
}

func (it item) code() uint64 { return it.place().code(it.s.scope.w.seed) }

// roll is a number drawn for the item and a purpose.
func (it item) roll(purpose uint64) uint64 {
	return hash(it.s.seed, uint64(it.wave), uint64(it.index)<<2|uint64(it.child), purpose<<8|uint64(it.s.kind))
}

// parent is the item that a nested one belongs to.
func (it item) parent() item {
	it.at -= int64(it.child)
	it.child = 0
	return it
}

func (it item) nested(child int) item {
	it.at += int64(child)
	it.child = child
	return it
}

// copied is the backup that a copy copies.
func (it item) copied() item {
	if it.made != nil {
		if it.child > 0 {
			return it.made.source.nested(it.child)
		}
		return it.made.source.item
	}
	from := it
	from.s = it.s.source
	from.at = from.s.time(it.wave, it.index) + int64(it.child)
	return from
}

// item finds what a code names; false when no stream brings it about.
func (w *World) item(code uint64) (item, bool) {
	p := placeOf(code, w.seed)
	if p.stream >= len(w.streams) {
		return w.startedItem(p)
	}
	s := w.streams[p.stream]
	if p.item >= s.size() || p.child > s.children(p.wave, p.item) {
		return item{}, false
	}
	it := item{s: s, wave: p.wave, index: p.item, child: p.child}
	it.at = s.time(p.wave, p.item) + int64(p.child)
	return it, it.at >= s.since
}
