//go:build unix

package main

import (
	"context"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkFirstFrame is from the start of the program to its first frame, without a
// network that answers, against an empty Bubble Tea program, in turns.
func BenchmarkFirstFrame(b *testing.B) {
	silent, err := new(net.ListenConfig).Listen(b.Context(), "tcp", "127.0.0.1:0") // takes calls and never answers
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	env := credentialsFor("http://" + silent.Addr().String())
	console, least := built(b, "."), built(b, "./testdata/empty")
	var ours, empty []time.Duration
	for b.Loop() {
		s := sitAt(b, console, env, "--theme", "dark")
		ours = append(ours, s.until(0, "READ-ONLY").Sub(s.began))
		s.leave()
		s = sitAt(b, least, env)
		empty = append(empty, s.until(0, "READ-ONLY").Sub(s.began))
		s.leave()
	}
	b.ReportMetric(ms(median(ours)), "ms_first_frame")
	b.ReportMetric(float64(median(ours))/float64(median(empty)), "x_empty_program")
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// BenchmarkBytes is what the terminal gets at 120×40 for a cursor step, one that
// scrolls, and while nothing changes.
func BenchmarkBytes(b *testing.B) {
	binary := built(b, ".")
	env := simulator(b, binary, "--one-vault", "20000")
	s := sitAt(b, binary, env, "--theme", "dark", "--region", "us-east-1", "-c", "points vault:prod-daily-all")
	defer s.leave()
	s.whole()
	var step, scroll []int
	var answer []time.Duration
	for b.Loop() {
		s.press("g")
		for range 10 {
			n, took := s.press("j")
			step, answer = append(step, n), append(answer, took)
		}
		for range 40 { // to the last line, and beyond
			s.press("j")
		}
		for range 10 {
			n, _ := s.press("j")
			scroll = append(scroll, n)
		}
	}
	s.quiet(1500 * time.Millisecond)
	before := s.written()
	pause(b.Context(), 10*time.Second)
	b.ReportMetric(float64(most(step)), "bytes/step")
	b.ReportMetric(float64(most(scroll)), "bytes/scroll")
	b.ReportMetric(float64(s.written()-before)/10, "bytes/s_idle")
	b.ReportMetric(ms(median(answer)), "ms_key")
}

// most is the largest but for one in twenty, which may meet an age that turns.
func most(n []int) int {
	slices.Sort(n)
	return n[len(n)*19/20]
}

// BenchmarkRunningJobs is what the terminal gets while more jobs run than fit it: 50 on a
// screen of 120×55.
func BenchmarkRunningJobs(b *testing.B) {
	binary := built(b, ".")
	env := simulator(b, binary, "--jobs", "120000")
	s := sitAtLines(b, 55, binary, env, "--theme", "dark", "--org", "--role-name", simRole, "--region", "all", "-c", "jobs state:running")
	defer s.leave()
	s.whole()
	pause(b.Context(), 10*time.Second)
	running := strings.Count(s.screen(), "RUNNING")
	total, seconds := 0, 0.0
	for b.Loop() {
		before := s.written()
		pause(b.Context(), 20*time.Second)
		total += s.written() - before
		seconds += 20
	}
	b.ReportMetric(float64(total)/seconds, "bytes/s")
	b.ReportMetric(float64(running), "jobs")
}

// BenchmarkMemory is a million points over 30,000 resources, held by the whole console.
func BenchmarkMemory(b *testing.B) {
	binary := built(b, ".")
	env := simulator(b, binary, "--one-vault", "1000000", "--resources", "30000")
	for b.Loop() {
		s := sitAt(b, binary, env, "--theme", "dark", "--region", "us-east-1", "-c", "points")
		most, watched := 0.0, make(chan struct{})
		ctx, cancel := context.WithCancel(b.Context())
		go func() {
			for pause(ctx, 100*time.Millisecond); ctx.Err() == nil; pause(ctx, 100*time.Millisecond) {
				most = max(most, s.resident())
			}
			close(watched)
		}()
		s.whole()
		pause(b.Context(), 10*time.Second)
		cancel()
		<-watched
		b.ReportMetric(most, "MiB_most")
		b.ReportMetric(s.resident(), "MiB_resident")
		s.leave()
	}
}
