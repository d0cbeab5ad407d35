package query

const (
	keyBytes = 7            // bytes of text in a key; its lowest byte says how many there are
	more     = keyBytes + 2 // the lowest byte of a key whose text goes on
	last     = ^uint64(0)
)

// numberKeys makes the keys of a numeric step.
func (s *sorter[V]) numberKeys(refs []ref, keys []uint64, step int) error {
	o := &s.r.order[step]
	down := o.Desc != (o.Field.Kind == Age)
	return s.each(refs, func(i int, v *V) {
		n := o.Field.Int(v)
		switch key := uint64(n) ^ 1<<63; {
		case n == None:
			keys[i] = last
		case down:
			keys[i] = ^key
		default:
			keys[i] = key - 1 // None is the lowest number: no key is below 1, and last stays its own
		}
	})
}

// textKeys makes keys of the text from depth on. Text that ends here is less than
// text that goes on, and no text at all comes last.
func (s *sorter[V]) textKeys(refs []ref, keys []uint64, step, depth int) error {
	o := &s.r.order[step]
	return s.each(refs, func(i int, v *V) {
		s.text = foldIn(o.Field.Text(s.text[:0], v))
		if len(s.text) == 0 {
			keys[i] = last
			return
		}
		rest := s.text[min(depth, len(s.text)):]
		key := uint64(0)
		for j := range keyBytes {
			key <<= 8
			if j < len(rest) {
				key |= uint64(rest[j])
			}
		}
		key = key<<8 | uint64(min(len(rest)+1, more))
		if o.Desc {
			key = ^key
		}
		keys[i] = key
	})
}

// common returns how many bytes, at least depth, all texts have in common. Rows
// without text do not count: they stand last anyway.
func (s *sorter[V]) common(refs []ref, field *Field[V], depth int) (int, error) {
	var prefix []byte
	started := false
	err := s.each(refs, func(_ int, v *V) {
		if started && len(prefix) <= depth {
			return
		}
		s.text = foldIn(field.Text(s.text[:0], v))
		switch {
		case len(s.text) == 0:
		case !started:
			prefix, started = append(prefix, s.text...), true
		default:
			n := 0
			for n < len(prefix) && n < len(s.text) && prefix[n] == s.text[n] {
				n++
			}
			prefix = prefix[:n]
		}
	})
	return max(depth, len(prefix)), err
}

// each visits rows with a look at the context now and then.
func (s *sorter[V]) each(refs []ref, visit func(i int, v *V)) error {
	for i, x := range refs {
		if i%block == 0 {
			if err := pause(s.ctx); err != nil {
				return err
			}
		}
		visit(i, s.r.row(x))
	}
	return nil
}
