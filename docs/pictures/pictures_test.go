package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
)

var update = flag.Bool("update", false, "write the pictures and the tables of README.md")

// root is the repository, seen from this package.
const root = "../.."

// pictures are the screens of the documentation and the keys that lead to them.
var pictures = []struct {
	name, title, theme string
	w, h               int
	keys               string
	shows              []string
}{
	{"overview", "Failures and running jobs by account and Region", "dark", 120, 30, "1", []string{"overview", "payments", "RUNNING NOW"}},
	{"failures", "What failed, a row a cause", "dark", 120, 24, "2", []string{"failures", "encryption key not usable", "failing"}},
	{"cause", "The page of a cause: what to do, what it touches, what changed before", "dark", 120, 60, "2\n", []string{"encryption key not usable", "Remedy 1", "Touched", "PutKeyPolicy"}},
	{"jobs", "Backup, copy, restore and scan jobs in one live table", "dark", 120, 30, "3", []string{"jobs", "RUNNING", "backup"}},
	{
		"points", "The recovery points of a vault, filtered, three of them marked", "dark", 120, 30,
		"4/prod-daily account:payments region:use1\n\n/type:ebs size>20GiB\n   ",
		[]string{"/type:ebs size>20GiB", "3 marked"},
	},
	{"point", "The page of a recovery point", "dark", 120, 34, "4/prod-daily account:payments region:use1\n\n/type:ebs size>20GiB\nd", []string{"Resource ARN", "Related", "Points of the resource"}},
	{"restore", "The form of a restore", "dark", 120, 30, aVolume + "R", []string{"Zone", "looked up now", "Review"}},
	{"review", "Checks and review before a restore", "dark", 120, 40, aVolume + "R\x13", []string{"Checks", "1 warning", "cancel a restore"}},
	{"confirm", "The confirmation of a restore", "dark", 120, 40, aVolume + "R\x13\nINC-1\n", []string{"ARMED", "type yes"}},
	{"rules", "The rules of every plan, their schedules in words", "dark", 120, 16, ":rules account:payments region:us-east-1\n", []string{"rules", "daily at"}},
	{"help", "The keys of a screen", "dark", 120, 40, "3?", []string{"Follow the most natural link"}},
	{"palette", "The command palette", "dark", 100, 24, "3:re", []string{"resources"}},
	{"narrow", "The jobs at 80 columns, on a light background", "light", 80, 24, "3", []string{"jobs", "RUNNING", "payments"}},
}

// aVolume leads to the recovery points of volumes in a vault.
const aVolume = "4/prod-daily account:payments region:use1\n\n/type:ebs status:completed\n"

// sizeLimit keeps pages with pictures light.
const sizeLimit = 60 << 10

func TestPicturesShowWhatTheySay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := open(t)
		for _, p := range pictures {
			c.looks(p.w, p.h, p.theme).types(p.keys).sees(p.shows...)
			svg := drawSVG(c.cells(), p.w, p.h, papers[p.theme], p.title)
			if err := wellFormed(svg); err != nil {
				t.Errorf("%s is not well-formed: %v", p.name, err)
			}
			if len(svg) > sizeLimit {
				t.Errorf("%s has %d bytes, more than %d", p.name, len(svg), sizeLimit)
			}
			if *update {
				if err := os.WriteFile(filepath.Join(root, "docs", p.name+".svg"), svg, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			c.press("esc", "esc", "esc", "esc")
		}
	})
}

func wellFormed(doc []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(doc)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
