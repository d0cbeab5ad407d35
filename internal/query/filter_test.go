package query

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFilterMatches(t *testing.T) {
	row := rec{
		id: 2, name: "vol-0c4F orders DB Ü", typ: "EBS",
		created: clock.Add(-50 * time.Hour).UnixMilli(), size: 249 << 30,
	}
	for expr, want := range map[string]bool{
		"":                          true,
		"   ":                       true,
		"ORDERS":                    true,
		"orders ebs":                true,
		"orders rds":                false,
		"!rds":                      true,
		"!orders":                   false,
		"!!orders":                  true,
		`"orders db"`:               true,
		`"db orders"`:               false,
		`"ü ebs"`:                   false, // a phrase stays within one column
		"ü":                         true,
		"type:eb":                   true,
		"type=eb":                   false,
		"type=ebs":                  true,
		"TYPE=EBS":                  true,
		"type!=ebs":                 false,
		"!type=rds":                 true,
		"resource:0C4f":             true,
		`name:"0c4f orders"`:        true,
		"type:":                     true,
		"type=":                     false,
		"!type=":                    true,
		`~^vol-\w{4}`:               true,
		`~"ebs$"`:                   true,
		`~^orders`:                  false,
		`!~^vol`:                    false,
		`~ebs ~vol ~zzz`:            false,
		`~ebs ~vol orders`:          true,
		"name~^VOL":                 true,
		"name!~^VOL":                false,
		"type~^vol":                 false,
		"size>100GiB":               true,
		"size>249GiB":               false,
		"size>=249GiB":              true,
		"size<1TB":                  true,
		"size<=248.9GiB":            false,
		"size=249GiB":               true,
		"size=249.0GiB":             true,
		"size=250GiB":               false,
		"size:249":                  true,
		"size:24":                   true,
		"size:9":                    false,
		"created<3d":                true, // by how long ago
		"created<50h":               false,
		"created<=50h":              true,
		"created>2d":                true,
		"created>1w":                false,
		"created=2d":                true,
		"!created<3d":               false,
		"size=":                     false,
		"age<7d":                    true,
		"age<2d":                    false,
		"age>2d":                    true,
		"age=2d":                    true,
		"age=50h":                   true,
		"age=3d":                    false,
		"age:2d":                    true,
		"age>1d2h":                  true,
		"age<1w":                    true,
		"created>=2026-11-01":       true,
		"created>2026-11-20":        false, // within that day
		"created>=2026-11-20":       true,
		"created<=2026-11-20":       true,
		"created=2026-11-20":        true,
		"created=2026-11":           true,
		"created=2026-10":           false,
		"created>2026-11-20T09:59":  true,
		"created>2026-11-20T10:00":  false,
		"created<2026-11-20t10:00Z": false,
		"created<today":             true,
		"created>=yesterday":        false,
		"created:2026-11-20":        true,
		"created:2026-11-2":         true,
		"locked:yes":                true,
		"locked:y":                  true,
		"locked=true":               true,
		"locked:no":                 false,
		"!locked:no":                true,
		"arn:aws:ec2":               false, // no column of that name: a word
		"2026-11-20 10:00":          true,
	} {
		f, err := Parse(expr, recFields(), now)
		if err != nil {
			t.Errorf("Parse(%q): %v", expr, err)
			continue
		}
		if got := f.Match(&row); got != want {
			t.Errorf("%q matches: %v, want %v", expr, got, want)
		}
	}
}

func TestAbsentValuesMatchNoComparison(t *testing.T) {
	fields := []Field[int64]{{Name: "size", Kind: Bytes, Int: func(v *int64) int64 { return *v }}}
	absent := int64(None)
	for expr, want := range map[string]bool{
		"size>0": false, "size<1TB": false, "size=0": false, "size:0": false, "size=": true, "!size>5": true, "!size=": false,
	} {
		f, err := Parse(expr, fields, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Match(&absent); got != want {
			t.Errorf("%q matches: %v, want %v", expr, got, want)
		}
	}
}

func TestAWordThatIsAUnitIsAWordAnywhereElse(t *testing.T) {
	for _, expr := range []string{"GiB", "size>10GiB gib", `size>10 "gib"`, "size>10 !gib", "size>10 g", "name:x gib"} {
		if _, err := Parse(expr, recFields(), now); err != nil {
			t.Errorf("%s: %v", expr, err)
		}
	}
}

func TestParseErrorsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		expr string
		pos  int
		says []string
	}{
		{"sise>5GiB", 0, []string{`no column "sise"`, "did you mean size?"}},
		{"resuorce:x", 0, []string{`no column "resuorce"`, "did you mean resource?"}}, // an alias, which is the word that was meant
		{"ebs agee<5d", 4, []string{`no column "agee"`, "age?"}},
		{"zebra:1", 0, []string{`no column "zebra"`, `quote it: "zebra:1"`}},
		{"size>lots", 5, []string{"size>", "100GiB", "lots"}},
		{"size>", 5, []string{"size>", "100GiB"}},
		{"size>10 GiB", 8, []string{"size>10GiB", "quotes"}},
		{"size>5parsecs", 5, []string{"5parsecs"}},
		{"age<soon", 4, []string{"duration", "7d"}},
		{"created>soon", 8, []string{"2026-11-01", "24h"}},
		{"created>2026-13-45", 8, []string{"2026-11-01"}},
		{"name>x", 4, []string{"name:x"}},
		{"locked:perhaps", 7, []string{"yes or no"}},
		{"~(", 1, []string{"regular expression"}},
		{"name~[", 5, []string{"regular expression"}},
		{"!", 0, []string{"exclude"}},
		{"\x00", 0, []string{"zero byte"}},
		{"~" + strings.Repeat("a", 600), 1, []string{"too long"}},
		{strings.Repeat("a ", 3000), 4096, []string{"too long"}},
		{strings.Repeat("a ", 100), 128, []string{"too many"}},
	} {
		_, err := Parse(c.expr, recFields(), now)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("Parse(%.20q): %v, want a SyntaxError", c.expr, err)
			continue
		}
		if syntax.Pos != c.pos {
			t.Errorf("Parse(%.20q): error at %d, want %d", c.expr, syntax.Pos, c.pos)
		}
		for _, s := range c.says {
			if !strings.Contains(syntax.Msg, s) {
				t.Errorf("Parse(%.20q) says %q, want %q in it", c.expr, syntax.Msg, s)
			}
		}
	}
}

func TestTermsAreWhatEveryMatchFulfils(t *testing.T) {
	f, err := Parse(`orders type:EBS !name:x name=vol-1 size>1KiB age<7d created=2026-11-01 size!=5 created>2026-11-02`, recFields(), now)
	if err != nil {
		t.Fatal(err)
	}
	date := func(day int) int64 { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC).UnixMilli() }
	want := []Term{
		{"type", Contains, "EBS", 0},
		{"name", Equal, "vol-1", 0},
		{"size", AtLeast, "1KiB", 1025},
		{"age", Less, "7d", 7 * day},
		{"created", AtLeast, "2026-11-01", date(1)},
		{"created", Less, "2026-11-01", date(2)},
		{"created", AtLeast, "2026-11-02", date(3)},
	}
	if got := f.Terms(); !slices.Equal(got, want) {
		t.Errorf("terms %v\nwant %v", got, want)
	}
}

// TestATimeIsAsFarAwayWhenItIsToCome as when it is past, and what AWS is asked for holds all that match.
func TestATimeIsAsFarAwayWhenItIsToCome(t *testing.T) {
	now := clock
	f, err := Parse("created<24h", recFields(), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	for away, want := range map[time.Duration]bool{-23 * time.Hour: true, -25 * time.Hour: false, 23 * time.Hour: true, 25 * time.Hour: false} {
		row := rec{created: clock.Add(away).UnixMilli()}
		if got := f.Match(&row); got != want {
			t.Errorf("%s away: %v", away, got)
		}
	}
	if terms := f.Terms(); len(terms) != 1 || terms[0].Op != AtLeast || terms[0].Int != clock.Add(-24*time.Hour).UnixMilli() {
		t.Errorf("%+v", terms)
	}
}

func TestTimesAreReadInTheZoneOfNow(t *testing.T) {
	zone := time.FixedZone("east", 9*3600)
	f, err := Parse("created=2026-11-20", recFields(), func() time.Time { return clock.In(zone) })
	if err != nil {
		t.Fatal(err)
	}
	row := rec{created: time.Date(2026, 11, 19, 16, 0, 0, 0, time.UTC).UnixMilli()}
	if !f.Match(&row) {
		t.Error("19 November 16:00 UTC is 20 November in the zone, and does not match")
	}
}

func TestComplete(t *testing.T) {
	values := func(name string) []string {
		if name == "type" {
			return []string{"EBS", "RDS", "Aurora DB"}
		}
		return nil
	}
	for _, c := range []struct {
		expr string
		want []string
	}{
		{"", []string{"name:", "type:", "created>", "age<", "size>", "locked:"}},
		{"ty", []string{"type:"}},
		{"orders !TY", []string{"orders !type:"}},
		{"type:", []string{"type:EBS", "type:RDS", `type:"Aurora DB"`}},
		{"x type:d", []string{`x type:RDS`, `x type:"Aurora DB"`}},
		{"type:r", []string{"type:RDS", `type:"Aurora DB"`}},
		{"locked:", []string{"locked:yes", "locked:no"}},
		{`"ty`, nil},
		{"size>", nil},
		{"nothing:", nil},
	} {
		got := Complete(c.expr, len(c.expr), recFields(), values)
		if !slices.Equal(got, c.want) {
			t.Errorf("Complete(%q) = %q, want %q", c.expr, got, c.want)
		}
	}
	if got := Complete("ty rest", 2, recFields(), values); !slices.Equal(got, []string{"type:"}) {
		t.Errorf("before the cursor: %q", got)
	}
}

func TestAnExpressionThatIsNotWholeSaysWhatIsMissing(t *testing.T) {
	for expr, want := range map[string]string{
		`"two words`:         "a quotation is not closed",
		`type:ebs name:"a b`: "a quotation is not closed",
		`a"b`:                "a quotation is not closed",
		`"a \\"`:             "",
		`"a \"`:              "a quotation is not closed",
		`type:`:              "type: needs a value; rows without one are type=",
		`x !type:`:           "type: needs a value",
		`type:""`:            "type: needs a value",
		`name~`:              "name~ needs a regular expression",
		`~`:                  "~ needs a regular expression",
		``:                   "",
		`type=`:              "",
		`"two words" type:a`: "",
		`name:"a b" !x ~b.*`: "",
	} {
		err := Whole(expr)
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("Whole(%q) = %v, want %q", expr, err, want)
		}
		if _, parsed := Parse(expr, recFields(), now); parsed != nil {
			t.Errorf("Parse(%q), still being typed: %v", expr, parsed)
		}
	}
}

func TestQuotedValuesAreReadBack(t *testing.T) {
	for _, v := range []string{"a", "", "a b", `a"b`, `a\b`, `\"`, " a", "ü x", "a:b", "!x"} {
		f, err := Parse("name="+Quote(v), recFields(), now)
		if err != nil {
			t.Fatalf("%q: %v", v, err)
		}
		if !f.Match(&rec{name: v}) || f.Match(&rec{name: v + "x"}) {
			t.Errorf("%q written as %s is not read back", v, Quote(v))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`type:ebs !"x y" ~a.*b size>=1.5TB age<7d created>2026-11-01T12:00`, `"`, `!!~`, `a:b:c`, "age=1h1h1h", `name~\`, "size>1e999EB"} {
		f.Add(s, "vol-1")
	}
	f.Fuzz(func(t *testing.T, expr, name string) {
		row := rec{name: name, created: None, size: 1 << 62}
		filter, err := Parse(expr, recFields(), now)
		Complete(expr, len(expr)/2, recFields(), nil)
		var missing *SyntaxError
		if errors.As(Whole(expr), &missing) && (missing.Pos < 0 || missing.Pos > len(expr)) {
			t.Fatalf("Whole(%q): %#v", expr, missing)
		}
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Pos < 0 || syntax.Pos > len(expr) || syntax.Msg == "" {
				t.Fatalf("Parse(%q): %#v", expr, err)
			}
			return
		}
		if filter.Match(&row) != filter.Clone().Match(&row) {
			t.Fatalf("%q: a clone does not agree", expr)
		}
	})
}

func FuzzPrefilterLosesNothing(f *testing.F) {
	f.Add("ab.*9|x", "xAB9")
	f.Add("(?i)(kelvin)+s?", "\u212aelvin")
	f.Add("a{2,}b", "aab")
	f.Fuzz(func(t *testing.T, expr, text string) {
		re, err := compile(token{value: expr})
		if err != nil || re == nil || !re.MatchString(text) {
			return
		}
		if holds := literal(re.String()); !strings.Contains(fold(text), holds) {
			t.Fatalf("%q matches %q, which lacks %q", expr, text, holds)
		}
	})
}
