package restore

import (
	"strings"
	"testing"
	"time"
)

func TestALifecycleSpeaksTheWordsOfACopyAsItIsTyped(t *testing.T) {
	old := Point{ARN: "arn:aws:backup:eu-west-1:111122223333:recovery-point:1", Type: "EFS", Created: noon.Add(-10 * 24 * time.Hour)}
	kept := old
	kept.Lifecycle.DeleteAfterDays, kept.DeleteAt = 30, old.Created.Add(30*24*time.Hour)
	locked := &Vault{Type: "BACKUP_VAULT", Locked: true, LockDate: noon.Add(-time.Hour), MinRetention: 7, MaxRetention: 90}
	created := old.Created.Time().Format(time.DateOnly)
	for name, c := range map[string]struct {
		point      Point
		vault      *Vault
		keep, cold string
		says       [2]string // of the days that it is kept, until it is cold
	}{
		"when it ends":                {old, &Vault{}, "40", "", [2]string{"40 days from " + created, ""}},
		"no number":                   {old, nil, "x", "soon", [2]string{"a whole number of days is needed", "a whole number of days is needed"}},
		"too short in cold storage":   {old, &Vault{}, "100", "30", [2]string{"", "cold after 30 days, it must be kept for 120 days at least: 90 of them in cold storage"}},
		"below the lock's least":      {old, locked, "3", "", [2]string{"at least 7: the vault takes 7–90 d", ""}},
		"above the lock's most":       {old, locked, "100", "", [2]string{"at most 90: the vault takes 7–90 d", ""}},
		"without an end in a lock":    {old, locked, "", "", [2]string{"the lock wants an end within 90 days", ""}},
		"shortened in a lock":         {kept, locked, "20", "", [2]string{"does not let it be shortened", ""}},
		"shortened elsewhere":         {kept, &Vault{}, "20", "", [2]string{"so far until ", ""}},
		"over at once":                {kept, &Vault{}, "5", "", [2]string{"deleted within hours", ""}},
		"cold before it can be":       {old, &Vault{}, "200", "5", [2]string{"", "cold after 11 days at the earliest"}},
		"of a type that stays warm":   {Point{ARN: "x", Type: "RDS", Created: noon}, &Vault{}, "200", "5", [2]string{"", "does not move to cold storage"}},
		"a new backup's count":        {Point{Type: "EFS"}, &Vault{}, "40", "", [2]string{"Days count from now", ""}},
		"a new backup into a lock":    {Point{Type: "EFS"}, locked, "3", "", [2]string{"the vault takes 7–90 d", ""}},
		"a new backup is not shorter": {Point{Type: "EFS"}, locked, "8", "", [2]string{"kept until", ""}},
	} {
		keep, cold := LifecycleFields(c.point, c.vault, c.keep, c.cold, noon)
		for i, s := range []FieldState{keep, cold} {
			if said := strings.Join([]string{s.Problem, s.Warning, s.Note, s.Help}, " | "); !strings.Contains(said, c.says[i]) || c.says[i] == "" && s.Problem != "" {
				t.Errorf("%s: %q, want %q", name, said, c.says[i])
			}
		}
	}
	long := *locked
	long.MaxRetention = 400
	if keep, cold := LifecycleFields(Point{Type: "EFS"}, &long, "40", "30", noon); cold.Problem == "" || strings.Contains(keep.Warning, "before ") {
		t.Errorf("beside an end that AWS refuses it warns of it: %q", keep.Warning)
	}
	if _, cold := LifecycleFields(old, nil, "", "", noon); !strings.Contains(cold.Help, "90 days") {
		t.Errorf("of cold storage it says %q", cold.Help)
	}
}
