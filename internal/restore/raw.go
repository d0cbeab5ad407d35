package restore

// raw is the form without a guide: every key that AWS returned, to be edited, and
// keys can be added.
func raw(kind string) Spec {
	return Spec{
		Name: "raw", Of: kind, Type: kind, Title: kind + ", without a guide", Unguided: true,
		Target:      func(*Form) Target { return Target{} },
		NotRestored: []string{"this console does not know what a restore of this type leaves out"},
		SetsOff:     []string{"this console does not know what a restore of this type sets off, or writes over: see AWS's documentation"},
	}
}
