package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func sampleChecks() Checklist {
	return Checklist{
		{Name: "recovery point", Outcome: CheckOK, Evidence: "COMPLETED, warm, expires in 33 days", Source: "backup:DescribeRecoveryPoint"},
		{Name: "key", Outcome: CheckOK, Evidence: "enabled, usable by the role", Source: "kms:GetKeyPolicy"},
		{Name: "role", Outcome: CheckWarning, Evidence: "may lack ec2:CreateVolume with this key: kms:CreateGrant is in no identity policy", Source: "iam:SimulatePrincipalPolicy", Remedy: "It could be in the key policy. Ask the owner of alias/payments-ebs, or choose the key aws/ebs in the form."},
		{Name: "quota", Outcome: CheckCantTell, Evidence: "no permission to look", Source: "servicequotas:GetServiceQuota", Remedy: "compare by hand"},
		{Name: "zone", Outcome: CheckBlocks, Evidence: "us-east-1e does not offer gp3", Remedy: "choose another zone in the form"},
		{Name: "network", Outcome: CheckRunning, Since: time.Now().Add(-3 * time.Second)},
	}
}

func sampleDocument() *Document {
	return NewDocument(
		Paragraph{Text: "Restore EBS volume vol-0c4f21aa (orders-db data) in payments / us-east-1", Tone: Strong},
		Heading("WHAT WILL BE SENT"),
		Changes{
			{Label: "availability zone", Was: "us-east-1a", Now: "us-east-1b", Why: "set by you"},
			{Label: "volume type", Was: "gp3", Now: "gp3"},
			{Label: "encrypted with", Was: "", Now: "alias/payments-ebs", Why: "not recorded in the backup: the key of the vault is proposed, which everybody in the account can use"},
			{Label: "role", Was: "arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole", Now: "arn:aws:iam::111122223333:role/BackupOperator"},
		},
		Heading("BEFORE IT IS SENT"),
		sampleChecks(),
		Heading("IT WILL TAKE"),
		Facts{{Label: "time", Value: "4 to 11 min, from 9 restores of EBS here"}, {Label: "cancelled", Value: "a restore can't be"}},
		Paragraph{Text: "not brought back: attachments, alarms", Tone: Warn, Sign: Attention, Mark: true},
		Code("aws sts assume-role --role-arn arn:aws:iam::111122223333:role/BackupOperator\naws backup start-restore-job --recovery-point-arn arn:aws:ec2:us-east-1::snapshot/snap-0f1e2d3c --metadata availabilityZone=us-east-1b,volumeType=gp3"),
	)
}

func TestDocumentLooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := sampleDocument()
		golden(t, "document-80x24", d.Render(Rect{80, 24}, NewTheme("dark", false, false)), 80, 24)
		runs(d.Bindings(), "G")
		golden(t, "document-end-80x24", d.Render(Rect{80, 24}, NewTheme("dark", false, false)), 80, 24)
		golden(t, "document-160x40", sampleDocument().Render(Rect{160, 40}, NewTheme("light", false, false)), 160, 40)
		golden(t, "document-ascii-40x60", sampleDocument().Render(Rect{40, 60}, NewTheme("dark", true, true)), 40, 60)
	})
}

// runs presses keys that bindings act on.
func runs(layer []Binding, names ...string) {
	for _, n := range names {
		Dispatch([][]Binding{layer}, n)
	}
}

func TestDocumentFillsEverySizeExactly(t *testing.T) {
	hostile := "\x1b[2J\u202e日本語 " + strings.Repeat("word ", 50) + strings.Repeat("x", 300)
	for name, th := range themes() {
		for _, d := range []*Document{
			sampleDocument(), NewDocument(),
			NewDocument(Heading(hostile), Facts{{hostile, hostile, Plain}}, Changes{{hostile, hostile, "x", hostile}}, Code(hostile+"\n"+hostile), Checklist{{Name: hostile, Evidence: hostile, Source: hostile, Remedy: hostile}}),
		} {
			for _, r := range append(sizes, Rect{5, 40}, Rect{200, 50}) {
				s := d.Render(r, th)
				fits(t, s, r.W, r.H)
				if strings.Contains(s, "\x1b[2J") || strings.Contains(s, "\u202e") {
					t.Errorf("%s %v: a control sequence got through", name, r)
				}
			}
		}
	}
}

func TestDocumentShowsAllThatIsSaid(t *testing.T) {
	value := strings.Repeat("abc-", 60) + "END"
	for _, b := range []Block{Facts{{"label", value, Plain}}, Changes{{"label", "x", value, ""}}, Changes{{"label", value, "x", ""}}, Code(value), Paragraph{Text: value}, Checklist{{Name: "n", Evidence: value}}, Checklist{{Name: "n", Evidence: "e", Remedy: value}}} {
		for _, w := range []int{20, 80, 160} {
			s := NewDocument(b).Render(Rect{w, 60}, NewTheme("dark", true, true))
			var pieces strings.Builder
			if _, ok := b.(Code); ok { // of which a shell takes the lines together again
				s = regexp.MustCompile(`\\ *\n`).ReplaceAllString(s, "")
			}
			for _, l := range strings.Split(s, "\n") {
				for _, f := range strings.Fields(l) {
					pieces.WriteString(strings.Trim(f, "\x1b[1m"))
				}
			}
			if !strings.Contains(pieces.String(), "END") || strings.Count(pieces.String(), "abc") < 55 {
				t.Errorf("%T at %d:\n%s", b, w, s)
			}
		}
	}
}

func TestDocumentKeys(t *testing.T) {
	th := NewTheme("dark", true, false)
	for key, want := range map[string]int{"j": 1, "down": 1, "pgdown": 9, "space": 9, "ctrl+d": 5, "G": 190, "end": 190} {
		var facts Facts
		for i := range 200 {
			facts = append(facts, Fact{Label: fmt.Sprint("row ", i), Value: "x"})
		}
		d := NewDocument(facts)
		d.Render(Rect{40, 10}, th)
		d.Handle(press(key))
		if s := d.Render(Rect{40, 10}, th); !strings.HasPrefix(strings.TrimLeft(s, " "), fmt.Sprint("row ", want, " ")) {
			t.Errorf("%s shows\n%s", key, s)
		}
		back := map[string]string{"j": "k", "down": "up", "pgdown": "pgup", "space": "b", "ctrl+d": "ctrl+u", "G": "g", "end": "home"}[key]
		runs(d.Bindings(), back)
		if s := d.Render(Rect{40, 10}, th); !strings.HasPrefix(strings.TrimLeft(s, " "), "row 0 ") {
			t.Errorf("%s and %s show\n%s", key, back, s)
		}
	}
}

func TestADocumentStaysOnItsPlaceWhileChecksFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := NewTheme("dark", true, false)
		var checks Checklist
		for i := range 40 {
			checks = append(checks, Check{Name: fmt.Sprint("check ", i, "."), Outcome: CheckRunning})
		}
		d := NewDocument(Heading("CHECKS"), checks)
		d.Render(Rect{80, 10}, th)
		runs(d.Bindings(), "pgdown", "pgdown")
		top := func() string {
			first, _, _ := strings.Cut(d.Render(Rect{80, 10}, th), "\n")
			return strings.Join(strings.Fields(first)[1:3], " ")
		}
		was := top()
		for i := range checks {
			checks[i].Outcome, checks[i].Evidence, checks[i].Remedy = CheckWarning, "it is doubtful", strings.Repeat("do this ", 30)
			d.SetBlocks(Heading("CHECKS"), checks)
			if is := top(); is != was {
				t.Fatalf("%q is at the top, was %q", is, was)
			}
		}
	})
}

func TestARunningCheckSaysSinceWhen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := NewDocument(Checklist{{Name: "network", Outcome: CheckRunning, Since: time.Now()}})
		th := NewTheme("dark", true, false)
		for _, want := range []string{"0 s", "45 s", "2 min"} {
			if s := d.Render(Rect{60, 4}, th); !strings.Contains(s, want) {
				t.Errorf("%q is not said:\n%s", want, s)
			}
			time.Sleep(45 * time.Second)
			if want == "45 s" {
				time.Sleep(45 * time.Second)
			}
		}
	})
}

func TestChecksAreCountedByOutcome(t *testing.T) {
	words := func(c Checklist) string {
		l := line{th: NewTheme("dark", true, false), room: 100}
		l.pieces(c.Counts(l.th))
		return string(l.b)
	}
	if got, want := words(sampleChecks()), "✓ 2 ok · ! 1 warning · \x1b[1m✗\x1b[m 1 blocks it · ? 1 can't tell · ▶ 1 running"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := words(Checklist{{}, {}, {Outcome: CheckWarning}, {Outcome: CheckWarning}}); got != "! 2 warnings · ? 2 can't tell" {
		t.Errorf("%q", got)
	}
	if got := words(nil); got != "" {
		t.Errorf("nothing is counted as %q", got)
	}
}

func TestDocumentLaysOutOnceForAWidth(t *testing.T) {
	th := NewTheme("dark", false, false)
	cost := func(n int) float64 {
		var facts Facts
		for i := range n {
			facts = append(facts, Fact{Label: fmt.Sprint("row ", i), Value: "value"})
		}
		d := NewDocument(facts)
		d.Render(Rect{80, 24}, th)
		return testing.AllocsPerRun(50, func() {
			d.scroll.by(1)
			d.Render(Rect{80, 24}, th)
		})
	}
	if few, many := cost(100), cost(20_000); many > few+5 {
		t.Errorf("%.0f allocations a step over 100 rows, %.0f over 20,000", few, many)
	}
}

func TestADocumentStaysWithinALongValue(t *testing.T) {
	th := NewTheme("dark", true, false)
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprint("word-", i))
	}
	long := Fact{Label: "long", Value: strings.Join(words, " ")}
	d := NewDocument(Facts{long})
	d.SetBlocks(Facts{{Label: "a", Value: "1"}, long}) // before it was ever drawn
	d.Render(Rect{40, 10}, th)
	runs(d.Bindings(), "pgdown", "j")
	was := d.Render(Rect{40, 10}, th)
	d.SetBlocks(Facts{{Label: "a", Value: strings.Repeat("1 ", 100)}, long})
	if is := d.Render(Rect{40, 10}, th); is != was {
		t.Errorf("it shows\n%s\nand showed\n%s", is, was)
	}
	if got := d.Status(th)[0].Text; !strings.Contains(got, " of ") {
		t.Errorf("it says %q of where one is", got)
	}
	d.SetBlocks() // and what is gone altogether
	d.Render(Rect{40, 10}, th)
	if got := d.Status(th)[0].Text; got != "all" || d.Handle(press("x")) != nil {
		t.Errorf("it says %q of nothing", got)
	}
}
