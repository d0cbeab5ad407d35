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

func TestWhatIsSetOffInWhatIsThereIsSaidOnlyWhereItIsWrittenInto(t *testing.T) {
	for spec, key := range map[string]string{"efs": "newFileSystem", "s3": "NewBucket"} {
		i := slices.IndexFunc(specs(), func(s Spec) bool { return s.Name == spec })
		s := specs()[i]
		for _, fresh := range []string{"true", "false"} {
			f := NewForm(s, Point{ARN: "x", ResourceARN: "arn:aws:s3:::b"}, nil, here(), testNow)
			f.Set(key, fresh)
			said := slices.ContainsFunc(f.Notes(), func(n Note) bool { return n.Text == s.SetsOffIn[0] })
			if said == (fresh == "true") {
				t.Errorf("%s with %s=%s: said %v", spec, key, fresh, said)
			}
		}
	}
}
