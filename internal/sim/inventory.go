package sim

import (
	"maps"
	"slices"
	"sync"
)

// An inventory is what the services of one account in one Region hold besides
// backups: what follows from the seed, and what changed since. IAM's things are in
// the account's first Region, since IAM knows no Regions.
type inventory struct {
	once   sync.Once
	mu     sync.RWMutex
	things map[string]map[string]*thing // by type, by identifier
}

// A thing is one resource by the names that CloudFormation has for its type
// ("AWS::EC2::Volume"), its primary identifier and its properties. Types that
// CloudFormation lacks are named as it would. Its properties are never changed, only
// replaced.
type thing struct {
	kind  string
	id    string
	props map[string]any
	of    *resource // whose properties are written when they are asked for
}

// properties of the thing; not to be changed.
func (t *thing) properties() map[string]any {
	if t.props == nil && t.of != nil {
		return t.of.properties()
	}
	return t.props
}

// text is a property that is a string, "" where there is none.
func (t *thing) text(name string) string {
	s, _ := t.properties()[name].(string)
	return s
}

// texts is a property that is a list of strings.
func (t *thing) texts(name string) []string {
	s, _ := t.properties()[name].([]string)
	return s
}

// real is the scope itself, of the resources of one big vault the scope that they
// are in.
func (s *scope) real() *scope { return s.w.scopes[s.number] }

// stock is the inventory of a scope, filled when it is first asked for.
func (s *scope) stock() *inventory {
	s = s.real()
	s.things.once.Do(func() {
		s.things.things = map[string]map[string]*thing{}
		s.addNetwork()
		s.addKeys()
		s.addGroups()
		s.addProtected()
		if s == s.iam() {
			s.addRoles()
		}
	})
	s.arrive()
	return &s.things
}

// iam is the scope that has the account's roles.
func (s *scope) iam() *scope { return s.w.scopes[s.number-s.number%len(s.w.regions)] }

// add puts a thing into an inventory that is being filled.
func (s *scope) add(kind, id string, props map[string]any) {
	s.things.put(&thing{kind: kind, id: id, props: props})
}

func (i *inventory) put(t *thing) {
	if i.things[t.kind] == nil {
		i.things[t.kind] = map[string]*thing{}
	}
	i.things[t.kind][t.id] = t
}

// thing returns a thing of a type by its identifier; nil when there is none.
func (s *scope) thing(kind, id string) *thing {
	i := s.stock()
	i.mu.RLock()
	defer i.mu.RUnlock()
	return s.w.afflicted(i.things[kind][id])
}

// holds says whether there is a thing of a type by that identifier: its name is taken.
func (s *scope) holds(kind, id string) bool { return s.thing(kind, id) != nil }

// thingsOf returns the things of a type in the order of their identifiers.
func (s *scope) thingsOf(kind string) []*thing {
	i := s.stock()
	i.mu.RLock()
	defer i.mu.RUnlock()
	all := make([]*thing, 0, len(i.things[kind]))
	for _, id := range slices.Sorted(maps.Keys(i.things[kind])) {
		all = append(all, s.w.afflicted(i.things[kind][id]))
	}
	return all
}

// create adds a thing; false when its name is taken. The properties belong to the
// inventory from then on.
func (s *scope) create(kind, id string, props map[string]any) bool {
	i := s.stock()
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.things[kind][id] != nil {
		return false
	}
	i.put(&thing{kind: kind, id: id, props: props})
	return true
}

// change lays properties over those of a thing; false when there is no such thing.
func (s *scope) change(kind, id string, with map[string]any) bool {
	i := s.stock()
	i.mu.Lock()
	defer i.mu.Unlock()
	t := i.things[kind][id]
	if t == nil {
		return false
	}
	props := maps.Clone(t.properties())
	if props == nil {
		props = map[string]any{}
	}
	maps.Copy(props, with)
	i.put(&thing{kind: kind, id: id, props: props, of: t.of})
	return true
}

// remove deletes a thing; false when there is no such thing.
func (s *scope) remove(kind, id string) bool {
	i := s.stock()
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.things[kind][id] == nil {
		return false
	}
	delete(i.things[kind], id)
	return true
}

// bucket finds a bucket by its name, which is one for all accounts and Regions.
func (w *worldState) bucket(name string) (*scope, *thing) {
	for _, s := range w.scopes {
		if t := s.thing("AWS::S3::Bucket", name); t != nil {
			return s, t
		}
	}
	return nil, nil
}
