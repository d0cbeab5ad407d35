package ui

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func subnets() []Option {
	return []Option{
		{Value: "subnet-0a1b2c3d4e5f60718", Name: "private-a", Facts: []string{"vpc-1", "use1a", "211 free"}},
		{Value: "subnet-0b1b2c3d4e5f60718", Name: "private-b", Facts: []string{"vpc-1", "use1b", "97 free"}},
		{Value: "subnet-0c1b2c3d4e5f60718", Name: "public-a 日本", Facts: []string{"vpc-1", "use1a", "4 free"}},
		{Value: "subnet-0d1b2c3d4e5f60718", Name: "private-d", Facts: []string{"vpc-2", "use1d", "251 free"}, Why: "in another VPC than sg-1"},
	}
}

func manyOptions(n int) []Option {
	out := make([]Option, n)
	for i := range out {
		out[i] = Option{Value: "subnet-0" + strconv.FormatUint(uint64(i)*2654435761, 16), Name: "private-" + strconv.Itoa(i), Facts: []string{"vpc-" + strconv.Itoa(i%7), "use1a", strconv.Itoa(i%251) + " free"}}
	}
	return out
}

func TestPickerLooks(t *testing.T) {
	p := NewPicker(PickerOptions{Title: "Subnet", Options: subnets(), Value: "subnet-0b1b2c3d4e5f60718"})
	dark := NewTheme("dark", false, false)
	s, _ := p.Render(Rect{80, 24}, dark)
	golden(t, "picker-80x24", s, 80, 11)
	typed(p, "private")
	s, _ = p.Render(Rect{120, 24}, dark)
	golden(t, "picker-typed-120x24", s, 120, 11)
	p.SetOptions(nil, false, "ec2:DescribeSubnets denied")
	s, _ = p.Render(Rect{60, 24}, NewTheme("dark", true, true))
	golden(t, "picker-refused-ascii", s, 60, 11)
}

func BenchmarkPickerKey(b *testing.B) {
	all := manyOptions(50_000)
	p := NewPicker(PickerOptions{Options: all, Done: func(string, bool) tea.Cmd { return nil }})
	typed(p, "x")
	for _, text := range []string{"p", "zz", "1 vpc-3"} {
		b.Run(fmt.Sprint(text), func(b *testing.B) {
			for b.Loop() {
				p.find.hits = nil
				p.find.run(p.all, text)
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			p.find = pickerSearch{}
			p.find.run(p.all, "p")
		}
	})
	b.Run("columns", func(b *testing.B) {
		for b.Loop() {
			p.cols = pickerColumns{}
			p.columns(100)
		}
	})
}

// A key must find its way through 50,000 options without anybody noticing: 20 ms, and
// some more for a machine that has other things to do.
func TestPickerFindsFastAmongFiftyThousand(t *testing.T) {
	p := NewPicker(PickerOptions{Options: manyOptions(50_000)})
	best := time.Hour
	for range 10 {
		p.find.hits = nil
		start := time.Now()
		typed(p, "v")
		p.Render(Rect{120, 40}, NewTheme("dark", false, false))
		best = min(best, time.Since(start))
		keys(p, "backspace")
	}
	if best > 200*time.Millisecond {
		t.Errorf("a key took %v", best)
	}
}

func TestAnOptionThatCannotBeChosenIsMarkedWhereItsReasonHasNoRoom(t *testing.T) {
	p := NewPicker(PickerOptions{Title: "KMS key", Options: []Option{
		{Value: strings.Repeat("x", 60), Name: "alias/data"}, {Value: strings.Repeat("y", 60), Name: "alias/aws/s3", Why: "AWS's own key of s3"},
	}})
	th := NewTheme("none", true, true)
	s, _ := p.Render(Rect{50, 24}, th)
	if mark := th.Sign(Refused) + " "; !strings.Contains(s, mark+"yyy") || strings.Contains(s, mark+"xxx") {
		t.Errorf("marked are\n%s", s)
	}
}
