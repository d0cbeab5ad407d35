package restore

import (
	"slices"
	"strings"
	"testing"
)

func TestTagsSetOffNothingUnlessTheyAreCopied(t *testing.T) {
	said := func(f *Form) bool {
		return slices.ContainsFunc(f.Notes(), func(n Note) bool { return n.Topic == SetsOffNote && strings.Contains(n.Text, "copied tags") })
	}
	for _, s := range Specs() {
		f := NewForm(s, Point{}, nil, here(), testNow)
		if s.Tags.Always == "" && said(f) {
			t.Errorf("%s: they are not copied", s.Name)
		}
		if f.Set(TagsField, "true"); s.TagsSetOff != "" && f.Is(TagsField) && !said(f) {
			t.Errorf("%s: they are copied", s.Name)
		}
	}
}
