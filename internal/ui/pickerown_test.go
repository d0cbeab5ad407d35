package ui

import (
	"strings"
	"testing"
)

// vaultOptions say themselves what stands in the list.
func vaultOptions() []Option {
	var out []Option
	for _, o := range [][]string{
		{"payments", "us-east-1", "prod-daily", "", ""},
		{"payments", "ap-southeast-2", "airgap", "air-gapped", "7–365 d"},
		{"identity", "us-east-1", "airgap", "air-gapped", "7–365 d"},
		{"data-lake", "eu-west-1", "prod-monthly", "compliance lock", "30–3650 d"},
	} {
		arn := "arn:aws:backup:" + o[1] + ":111122223333:backup-vault:" + o[2] + "-" + o[0][:2]
		out = append(out, Option{Value: arn, Name: o[2], Shown: o[0] + " · " + o[1] + " · " + o[2], Columns: o, Facts: []string{"111122223333"}})
	}
	return out
}

func TestAnOptionsOwnColumnsStandWholeInTheList(t *testing.T) {
	th := NewTheme("dark", true, false)
	for w, arn := range map[int]bool{80: false, 200: true} {
		p := NewPicker(PickerOptions{Title: "Destination", Options: vaultOptions()})
		s, _ := p.Render(Rect{w, 24}, th)
		for _, o := range vaultOptions() {
			line := ""
			for l := range strings.Lines(s) {
				if strings.Contains(l, o.Columns[0]) && strings.Contains(l, o.Columns[1]) {
					line = l
				}
			}
			for _, c := range o.Columns {
				if !strings.Contains(line, c) {
					t.Errorf("at %d, %q is not in %q", w, c, line)
				}
			}
			if strings.Contains(line, o.Value) != arn {
				t.Errorf("at %d, the ARN: %q", w, line)
			}
		}
	}
}

func TestAnOptionsOwnColumnsAreSearchedAndItsValueToo(t *testing.T) {
	for text, want := range map[string]int{"airgap": 2, "identity": 1, "compliance": 1, "365": 3, "backup-vault:prod-daily": 1, "airgap ap-south": 1, "111122223333": 4} {
		p := NewPicker(PickerOptions{Options: vaultOptions()})
		typed(p, text)
		if got := len(p.find.hits); got != want {
			t.Errorf("%q finds %d, want %d", text, got, want)
		}
	}
}

// TestAnOptionsOwnColumnsGiveWay draws them where there is not room for all.
func TestAnOptionsOwnColumnsGiveWay(t *testing.T) {
	p := NewPicker(PickerOptions{Title: "Destination", Options: vaultOptions(), Value: "arn:aws:backup:eu-west-1:111122223333:backup-vault:typed"})
	for w := 4; w < 90; w++ {
		s, _ := p.Render(Rect{w, 24}, NewTheme("dark", true, true))
		fits(t, s, w, strings.Count(s, "\n")+1)
		if w >= 76 && (!strings.Contains(s, "air-gapped") || !strings.Contains(s, "us-east-1")) {
			t.Fatalf("at %d\n%s", w, s)
		}
	}
}

// TestAChosenOptionIsShownAsItsOwnerSays shows a vault with its place, under the cursor
// and elsewhere, and what is typed over it as text.
func TestAChosenOptionIsShownAsItsOwnerSays(t *testing.T) {
	all := vaultOptions()
	o := newOwner([]Field{{Key: "to", Label: "Destination", Kind: ChoiceField, Value: all[1].Value, Options: all}, {Key: "z", Label: "Z"}})
	for range 2 {
		if s := o.screen(80, 24); !strings.Contains(s, all[1].Shown) || strings.Contains(s, all[1].Value) {
			t.Errorf("drawn as\n%s", s)
		}
		o.press("down")
	}
	o.press("ctrl+home").types("arn:x")
	if s := o.screen(80, 24); !strings.Contains(s, "arn:x") || strings.Contains(s, all[1].Shown) {
		t.Errorf("drawn as\n%s", s)
	}
}
