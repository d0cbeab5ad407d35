package sim_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestParseFaults(t *testing.T) {
	got, err := sim.ParseFaults("latency=200ms±50ms, throttling=20%,denied-scp=100%@eu-west-1@123456789012,hang=0.5%@ListBackupJobs,")
	if err != nil {
		t.Fatal(err)
	}
	want := sim.Faults{
		{Kind: sim.Slow, Fraction: 1, Delay: 200 * time.Millisecond, Jitter: 50 * time.Millisecond},
		{Kind: sim.Throttling, Fraction: 0.2},
		{Kind: sim.DeniedBySCP, Fraction: 1, Accounts: []string{"123456789012"}, Regions: []string{"eu-west-1"}},
		{Kind: sim.Hang, Fraction: 0.005, Operations: []string{"ListBackupJobs"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if day, err := sim.ParseFaults("bad-day"); err != nil || !cmp.Equal(day, sim.BadDay()) {
		t.Errorf("bad-day: %v, %v", day, err)
	}
	for _, line := range []string{"rain=20%", "throttling", "throttling=20", "throttling=120%", "error=NaN%", "latency=20%", "latency=1ms±2ms", "latency=-1s", "reset=1%@"} {
		if f, err := sim.ParseFaults(line); err == nil {
			t.Errorf("%q gave %v", line, f)
		}
	}
}

func FuzzParseFaults(f *testing.F) {
	f.Add("latency=200ms±50ms,throttling=20%@eu-west-1,bad-day")
	f.Add("=%@@,±")
	f.Fuzz(func(t *testing.T, line string) {
		faults, err := sim.ParseFaults(line)
		if err != nil {
			return
		}
		for _, fault := range faults {
			if fault.Fraction < 0 || fault.Fraction > 1 || fault.Delay < 0 || fault.Jitter > fault.Delay {
				t.Errorf("%q gave %+v", line, fault)
			}
		}
	})
}
