package triage

import "testing"

// TestMessagesAreDiagnosedInOtherWordings: of those of testdata/variants.txt 95 of 100 get the right class and none
// a remedy of something else.
func TestMessagesAreDiagnosedInOtherWordings(t *testing.T) {
	all := samplesOf(t, "testdata/variants.txt")
	right := 0
	for _, s := range all {
		d := s.diagnose(s.text)
		if d.Class == s.class {
			right++
		}
		if d.ID != s.id && d.Known() && d.Confidence != Low {
			t.Errorf("the remedy of %s instead of %s: %s", d.ID, s.id, s.text)
		}
	}
	t.Logf("%d of %d have the right class", right, len(all))
	if right*100 < len(all)*95 {
		t.Errorf("%d of %d have the right class", right, len(all))
	}
}

// TestWhatANearWordingNamesIsAsItStands: names are never in the near form, and such a reading is less sure.
func TestWhatANearWordingNamesIsAsItStands(t *testing.T) {
	for _, c := range []struct{ text, name, value string }{
		{"The versioning isn't enabled on the bucket The-Orders", "bucket", "The-Orders"},
		{"Unable to perform AWS Backup action. Versioning is not enabled on Orders within account 111122223333", "bucket", "Orders"},
		{"The Backup Vault Dailies could not be found.", "vault", "Dailies"},
		{"You can't create more than the 20 user snapshots", "limit", "20"},
	} {
		d := OfMessage(c.text)
		if v, _ := d.Fact(c.name); v.Value != c.value {
			t.Errorf("%s: the %s is %q", c.text, c.name, v.Value)
		}
	}
	if d := OfMessage("The KMS keys are disabled or pending deletion or access to the KMS key was denied"); d.Class != KMS || d.Confidence != Medium {
		t.Errorf("%s %s", d.Class, d.Confidence)
	}
}

func TestWordsThatDenyStayInANearText(t *testing.T) {
	for text, want := range map[string]string{
		"the role can't be assumed, or isn't there": "role cannot assumed or not there",
		"was unable to find; could not find":        "cannot find; cannot find",
		"was not able to find due to the lock":      "cannot find because lock",
		"the orders' keys of vault the-keys":        "order' key of vault the-keys",
	} {
		var n nearText
		if n.read(text); string(n.text) != want || len(n.at) != len(n.text) {
			t.Errorf("%q is %q", text, n.text)
		}
	}
}
