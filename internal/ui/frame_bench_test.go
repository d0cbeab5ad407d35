package ui

import (
	"strings"
	"testing"
)

// BenchmarkFrame is what every frame pays beside its content.
func BenchmarkFrame(b *testing.B) {
	th := NewTheme("dark", false, false)
	r := Rect{120, 40}
	content := strings.Repeat(strings.Repeat("x", 120)+"\n", 40)
	f := sampleFrame(th)
	buf := make([]byte, 0, 16<<10)
	b.ReportAllocs()
	for b.Loop() {
		buf = f.Render(buf[:0], th, r, content)
	}
}

// BenchmarkOverlay is what a dialog costs on top.
func BenchmarkOverlay(b *testing.B) {
	th := NewTheme("dark", false, false)
	r := Rect{200, 60}
	base := strings.TrimSuffix(strings.Repeat(string(th.Paint(nil, Bad, strings.Repeat("x", 100)))+strings.Repeat("y", 100)+"\n", 60), "\n")
	box, _ := NewHelpDialog("points", sampleLayers()).Render(r, th)
	b.ReportAllocs()
	for b.Loop() {
		Overlay(base, box, r)
	}
}
