package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func sampleFrame(th *Theme) Frame {
	return Frame{
		Left: []Piece{
			{Text: "bkpui", Tone: Key},
			{Text: "prod", Tone: Strong},
			{Text: "6 accounts " + th.Sign(Times) + " 4 regions", Tone: Muted},
			{Text: "BackupOperator", Tone: Muted, Sep: " " + th.Sign(Dot) + " "},
		},
		Right:  []Piece{{Text: "READ-ONLY", Tone: Muted}, {Sign: th.Sign(Live), SignTone: Good, Text: "live", Tone: Muted, Sep: "   "}},
		Crumbs: []string{"vaults", "prod-daily", "points"},
		Status: []Piece{{Text: "12,000 of ~100,000", Tone: Muted}, {Sign: th.Sign(Loading), SignTone: Muted, Text: "loading", Tone: Muted}, {Text: "/type:ebs age<30d", Tone: Muted}},
		Layers: sampleLayers(),
	}
}

func sampleLayers() [][]Binding {
	return [][]Binding{
		{
			{ID: "open", Keys: []string{"enter"}, Help: "open", Tip: "Follow the most natural link of the row", Group: "Go", Footer: 90},
			{ID: "restore", Keys: []string{"R"}, Help: "restore", Tip: "Restore the recovery point", Group: "Act", Footer: 70, Why: func() string { return "the console is read-only" }},
			{ID: "mark", Keys: []string{"space"}, Help: "mark", Tip: "Mark the row", Group: "Mark", Footer: 30},
			{ID: "mark-all", Keys: []string{"*"}, Help: "mark all", Tip: "Mark every row that matches", Group: "Mark", Palette: "mark all"},
			{ID: "describe", Keys: []string{"d"}, Help: "describe", Tip: "The page of the row", Group: "Go", Footer: 50},
			{ID: "save", Help: "save", Tip: "Save the table as CSV or JSON", Group: "Use", Args: "FILE", Values: func(string) []string { return []string{"points.csv", "points.json"} }},
		},
		{
			{ID: "filter", Keys: []string{"/"}, Help: "filter", Tip: "Filter the rows", Group: "Find", Footer: 80, Args: "EXPRESSION"},
			{ID: "go", Keys: []string{":"}, Help: "go", Tip: "Commands and views by name", Group: "Find", Footer: 85, Palette: "-"},
			{ID: "help", Keys: []string{"?"}, Help: "help", Tip: "What every key does", Group: "Find", Footer: 95},
			{ID: "jobs", Keys: []string{"3"}, Help: "jobs", Tip: "Backup, copy, restore and scan jobs", Group: "Views", Aliases: []string{"j"}, Args: "FILTER"},
			{ID: "restoretests", Help: "restore tests", Tip: "Restore testing plans", Group: "Views", Aliases: []string{"rt"}},
			{ID: "quit", Help: "quit", Tip: "Leave the console", Group: "Console", Aliases: []string{"q"}},
		},
	}
}

func TestFrameLooks(t *testing.T) {
	for name, th := range themes() {
		f := sampleFrame(th)
		golden(t, "frame-"+strings.ReplaceAll(name, " ", "-"), string(f.Render(nil, th, Rect{80, 6}, "row one\nrow two")), 80, 6)
	}
	th := NewTheme("dark", false, false)
	f := sampleFrame(th)
	f.Right[0] = Piece{Text: "ARMED 28 min", Tone: Armed}
	f.Notice = Piece{Text: "79 rows saved to points.csv", Tone: Good, Sign: th.Sign(Done), SignTone: Good}
	golden(t, "frame-armed-20x6", string(f.Render(nil, th, Rect{20, 6}, "row")), 20, 6)
	golden(t, "frame-armed-120x5", string(f.Render(nil, th, Rect{120, 5}, "row")), 120, 5)
}

func TestFrameFillsEverySizeExactly(t *testing.T) {
	for name, th := range themes() {
		for _, r := range sizes {
			f := sampleFrame(th)
			room := f.Content(r)
			s := string(f.Render(nil, th, r, strings.Repeat(strings.Repeat("x", r.W)+"\n", r.H+5)))
			fits(t, s, r.W, r.H)
			if shown := strings.Count(ansi.Strip(s), strings.Repeat("x", max(r.W, 1))); r.W > 2 && shown != room.H {
				t.Errorf("%s %v: %d content lines on show, promised %d", name, r, shown, room.H)
			}
		}
	}
}

// Whether AWS can be changed is the last thing to go from the title.
func TestArmedOutlivesTheRest(t *testing.T) {
	th := NewTheme("dark", false, false)
	f := sampleFrame(th)
	f.Right[0] = Piece{Text: "ARMED", Tone: Armed}
	for _, r := range []Rect{{20, 6}, {12, 3}, {8, 2}} {
		if s := ansi.Strip(string(f.Render(nil, th, r, ""))); !strings.Contains(s, "ARMED") {
			t.Errorf("%v: %q", r, s)
		}
	}
}

func TestFrameShowsHostileNamesHarmless(t *testing.T) {
	th := NewTheme("dark", true, false)
	f := Frame{Crumbs: []string{"vault\x1b]0;x\a\r\nrm", "\u202eabc"}, Status: []Piece{{Text: "\x1b[2J"}}}
	s := string(f.Render(nil, th, Rect{60, 4}, ""))
	fits(t, s, 60, 4)
	for _, bad := range []string{"\x1b]", "\x1b[2J", "\r", "\u202e", "\a"} {
		if strings.Contains(s, bad) {
			t.Errorf("%q reached the terminal: %q", bad, s)
		}
	}
}

func TestPromptTakesTheFootersPlace(t *testing.T) {
	th := NewTheme("dark", false, false)
	for _, r := range sizes {
		f := sampleFrame(th)
		p := NewPrompt("/", "type:ebs")
		bottom, cursor := p.Render(r, th)
		f.Bottom = bottom
		s := string(f.Render(nil, th, r, ""))
		fits(t, s, r.W, r.H)
		if cursor != nil && f.BottomLine(r)+cursor.Y >= r.H {
			t.Errorf("%v: the cursor is below the screen", r)
		}
	}
}

func TestFooterDropsTheLeastImportant(t *testing.T) {
	th := NewTheme("dark", true, false)
	for width, want := range map[int]string{
		80: " enter open   space mark   d describe   / filter   : go   ? help",
		45: " enter open   / filter   : go   ? help",
		14: " : go  ? help",
		9:  " ? help",
		3:  "",
	} {
		got := strings.TrimRight(ansi.Strip(string(FooterLine(nil, th, width, sampleLayers()))), " ")
		if got != want {
			t.Errorf("width %d: %q, want %q", width, got, want)
		}
	}
}

func TestFooterLeavesOutWhatCannotAct(t *testing.T) {
	th := NewTheme("dark", true, false)
	if s := string(FooterLine(nil, th, 200, sampleLayers())); strings.Contains(s, "restore") {
		t.Errorf("a disabled key is offered: %q", s)
	}
}

func TestFooterKeepsThePlaceOfWhatHangsOnTheRow(t *testing.T) {
	th := NewTheme("dark", false, false)
	why := ""
	layers := [][]Binding{{{ID: "restore", Keys: []string{"R"}, Help: "restore", Footer: 9, Varies: true, Why: func() string { return why }}}}
	can := string(FooterLine(nil, th, 40, layers))
	why = "its status is EXPIRED"
	not := string(FooterLine(nil, th, 40, layers))
	if ansi.Strip(can) != ansi.Strip(not) {
		t.Errorf("the words move: %q and %q", ansi.Strip(can), ansi.Strip(not))
	}
	if can == not {
		t.Error("what can't act looks as if it could")
	}
}

// TestALongNoticeIsReadToItsEnd shows a notice that is longer than a line, and than three.
func TestALongNoticeIsReadToItsEnd(t *testing.T) {
	th := NewTheme("dark", true, true)
	two := "the checks are still running; what they can't find out becomes \"can't tell\" by itself, and then enter goes on"
	for r, lines := range map[Rect]int{{80, 24}: 2, {40, 24}: 3, {200, 50}: 1, {80, 8}: 1} {
		f := sampleFrame(th)
		f.Notice = Piece{Text: two, Sign: "!"}
		room := f.Content(r)
		if room.H != r.H-2-lines {
			t.Errorf("%v: %d lines are left", r, room.H)
		}
		s := string(f.Render(nil, th, r, strings.Repeat("row\n", r.H)))
		fits(t, s, r.W, r.H)
		last := strings.Split(ansi.Strip(s), "\n")[r.H-lines:]
		words := strings.Join(strings.Fields(strings.Join(last, " ")), " ")
		if r.W > 40 && r.H > 8 && words != "! "+two {
			t.Errorf("%v: %q", r, words)
		}
		if !strings.HasSuffix(words, "enter goes on") {
			t.Errorf("%v: its end is not there: %q", r, words)
		}
	}
	f := sampleFrame(th)
	f.Notice = Piece{Text: strings.Repeat("very long ", 90) + "esc goes back"}
	s := ansi.Strip(string(f.Render(nil, th, Rect{80, 24}, "row")))
	fits(t, s, 80, 24)
	if !strings.HasSuffix(strings.TrimSpace(s), "esc goes back") {
		t.Errorf("its end is not there:\n%s", s)
	}
}

// TestALongNoticeIsCutBetweenWords keeps its beginning and what to do, whole words of each.
func TestALongNoticeIsCutBetweenWords(t *testing.T) {
	reason := strings.Repeat("the role may not do this here because a policy of the organization denies it: ", 9)
	text := "refused: restore vol-1: " + reason
	for r, least := range map[Rect]int{{200, 24}: 400, {80, 24}: 180, {80, 8}: 40, {40, 8}: 15, {20, 6}: 0} {
		for _, ascii := range []bool{false, true} {
			th := NewTheme("dark", true, ascii)
			f := sampleFrame(th)
			f.Notice = Piece{Text: text + "; 9 shows it", Sign: "!"}
			s := ansi.Strip(string(f.Render(nil, th, r, "row")))
			fits(t, s, r.W, r.H)
			said := strings.Join(strings.Fields(strings.Join(strings.Split(s, "\n")[r.H-noticeLines(r.H):], " ")), " ")
			begin, end, _ := strings.Cut(strings.TrimPrefix(said, "! "), th.Sign(Ellipsis))
			if rest, ok := strings.CutPrefix(text, begin); !ok || begin != "" && rest[0] != ' ' && rest[0] != ':' || len(begin) < least || end != "; 9 shows it" {
				t.Errorf("%v: %q", r, said)
			}
		}
	}
}

func TestTheLastStepOfTheWayIsCutAndNeverLost(t *testing.T) {
	f := Frame{Crumbs: []string{"jobs", "review: validation of the restore of vol-066eadd4875584bfb"}, Status: []Piece{{Text: "1 ok, 1 warning, 1 can't tell"}}}
	if line := string(f.crumbs(nil, NewTheme("dark", true, false), 80)); !strings.Contains(line, "review: val") {
		t.Errorf("%q", line)
	}
}
