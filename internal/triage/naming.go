package triage

// naming says of restore jobs whether they name the key that they need, which their rows don't tell.
type naming struct{ named, unnamed, unknown bool }

func (a *about) naming() naming {
	switch {
	case !a.restores():
		return naming{}
	case a.context().RestoreKey != "":
		return naming{named: true}
	case a.context().RestoredKey != "":
		return naming{unnamed: true}
	}
	return naming{unknown: true}
}

func (n naming) or(o naming) naming {
	return naming{n.named || o.named, n.unnamed || o.unnamed, n.unknown || o.unknown}
}

// facts are what templates ask for: that some name one, or that none does.
func (n naming) facts() facts {
	switch {
	case n.named:
		return facts{{Name: "names key job", Value: "named"}}
	case n.unnamed && !n.unknown:
		return facts{{Name: "no named key", Value: "none"}}
	}
	return nil
}
