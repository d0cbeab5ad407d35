package restore

// Sent are the values that an earlier request was sent with, by field: of forms that do it
// again.
type Sent map[string]string

// Origin is that of a value that somebody set.
func (s Sent) Origin(key, value string) Origin {
	if was, ok := s[key]; ok && was == value {
		return AsSent
	}
	return SetByYou
}

// With returns the values with one more.
func (s Sent) With(key, value string) Sent {
	if s == nil {
		s = Sent{}
	}
	s[key] = value
	return s
}
