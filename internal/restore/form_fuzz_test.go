package restore

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// FuzzForm: whatever AWS returns and people type, a form does not panic, and what it
// sends has no noise.
func FuzzForm(f *testing.F) {
	for i, c := range everySending() {
		text, err := json.Marshal(c.metadata)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), string(text), "SubnetIds", "[\"a\"]", "us-east-1")
	}
	f.Add(uint8(0), `{"@role":"x","a.b":"{","WindowsConfiguration":"[1]","encrypted":"null","ENCRYPTED":"1"}`, "@role", "[", "")
	all := append(specs(), raw("EKS"))
	f.Fuzz(func(t *testing.T, n uint8, text, key, value, region string) {
		var metadata map[string]string
		if json.Unmarshal([]byte(text), &metadata) != nil {
			metadata = map[string]string{key: text}
		}
		s := all[int(n)%len(all)]
		p := copiedFrom(region, pointOf(s.Of, "arn:aws:x:eu-west-1:111122223333:"+value, key))
		p.SizeKnown, p.SizeBytes = n%2 == 0, int64(len(text))<<30
		SpecsFor(p, metadata)
		form := NewForm(s, p, metadata, here(), testNow)
		exercise(t, form, key, value, metadata)
	})
}

func exercise(t *testing.T, form *Form, key, value string, metadata map[string]string) {
	form.Set(key, value)
	form.Add(key)
	form.SetSecret(key, backup.NewSecret(value))
	for _, s := range form.Fields() {
		form.Set(s.Key, value)
		lookOver(t, form)
		if s.Problem == "" {
			form.Default(s.Key)
		}
	}
	form.UseInferred(metadata)
	form.Found(Choice{Value: value, Facts: map[string]string{"zone": value, "type": key, "iops": value}}, nil)
	for _, q := range form.Wants() {
		form.Offer(q, []Choice{{Value: value, Name: key, Facts: map[string]string{"vpc": value, "zone": key, "family": value}}}, nil)
	}
	form.SetNow(testNow.Add(-1000 * time.Hour))
	lookOver(t, form)
	form.SetValues(map[string]string{key: value})
	lookOver(t, form)
}

// lookOver asks a form everything.
func lookOver(t *testing.T, form *Form) {
	form.Fields()
	form.Diff()
	form.Dropped()
	form.Wants()
	form.After()
	form.Source()
	r := &backup.StartRestoreJob{Metadata: form.metadata()}
	noNoise(t, r)
	form.Plan(r)
	if r, err := form.Request(); err == nil {
		noNoise(t, r)
	}
}
