package views

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

func TestWhatACauseTouchesIsAnArrayInJSONAndWordsInCSV(t *testing.T) {
	text := func(words ...string) (list []backup.Text) {
		for _, w := range words {
			list = append(list, backup.Intern(w))
		}
		return list
	}
	f := failure{key: "k", Cause: &triage.Cause{
		Kinds: []backup.JobKind{backup.BackupJob, backup.CopyJob}, Accounts: text("111122223333", "444455556666"), Regions: text("eu-west-1", "us-east-1"),
		Types: text("EBS", "S3"), Resources: text("arn:aws:s3:::a", "arn:aws:s3:::b"), Trend: []int{0, 3, 12},
	}}
	res := failures().(failuresView).Resource
	write := func(format string) string {
		var out bytes.Buffer
		w, err := newRecordWriter(format, res.recordColumns(), &out)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.write(&f, sampleEnv()); err != nil {
			t.Fatal(err)
		}
		if err := w.close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for _, format := range []string{"json", "jsonl"} {
		var got struct {
			Accounts, Regions, Types, Kinds, Resources []string
			Trend                                      []int
		}
		if err := json.Unmarshal([]byte(strings.Trim(write(format), "[]\n")), &got); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if !slices.Equal(got.Accounts, []string{"111122223333", "444455556666"}) || !slices.Equal(got.Regions, []string{"eu-west-1", "us-east-1"}) ||
			!slices.Equal(got.Types, []string{"EBS", "S3"}) || !slices.Equal(got.Kinds, []string{"backup", "copy"}) ||
			!slices.Equal(got.Resources, []string{"arn:aws:s3:::a", "arn:aws:s3:::b"}) || !slices.Equal(got.Trend, []int{0, 3, 12}) {
			t.Errorf("%s: %+v", format, got)
		}
	}
	if got := write("yaml"); !strings.Contains(got, "\n  trend: [0,3,12]\n") {
		t.Errorf("%s", got)
	}
	if got := write("csv"); !strings.Contains(got, `"backup,copy",111122223333 444455556666,eu-west-1 us-east-1,"EBS,S3",2,`) || !strings.Contains(got, ",0 3 12,") {
		t.Errorf("%s", got)
	}
}
