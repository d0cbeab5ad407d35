package state

func equal[V comparable](a, b *V) bool { return *a == *b }
