package views

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// fact is one leaf of a JSON document: "Lifecycle.DeleteAfterDays", "35".
type fact struct{ name, value string }

// factLimit bounds how many leaves of one document a page lists; the JSON itself
// is always whole.
const factLimit = 2000

// flatten lists the leaves of a JSON document in AWS's order, times in words. ok is
// false for text that is no JSON.
func flatten(doc []byte, zone *time.Location) (facts []fact, ok bool) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	f := flattener{d: d, zone: zone}
	err := f.value("", 0)
	return f.facts, err == nil
}

type flattener struct {
	d     *json.Decoder
	zone  *time.Location
	facts []fact
}

// depthLimit stops before a document made to overflow the stack does.
const depthLimit = 64

func (f *flattener) value(name string, depth int) error {
	t, err := f.d.Token()
	if err != nil {
		return err
	}
	switch t := t.(type) {
	case json.Delim:
		if depth > depthLimit {
			return strconv.ErrRange
		}
		if t == '{' {
			return f.object(name, depth)
		}
		return f.array(name, depth)
	case string:
		f.add(name, t)
	case json.Number:
		f.add(name, f.number(name, t))
	case bool:
		f.add(name, strconv.FormatBool(t))
	}
	return nil // null: AWS gave nothing
}

func (f *flattener) object(name string, depth int) error {
	for f.d.More() {
		key, err := f.d.Token()
		if err != nil {
			return err
		}
		if err := f.value(dotted(name, key.(string)), depth+1); err != nil {
			return err
		}
	}
	_, err := f.d.Token()
	return err
}

func (f *flattener) array(name string, depth int) error {
	for i := 0; f.d.More(); i++ {
		if err := f.value(name+"["+strconv.Itoa(i)+"]", depth+1); err != nil {
			return err
		}
	}
	_, err := f.d.Token()
	return err
}

func (f *flattener) add(name, value string) {
	if len(f.facts) < factLimit {
		f.facts = append(f.facts, fact{name, value})
	}
}

func dotted(name, key string) string {
	if name == "" {
		return key
	}
	return name + "." + key
}

// number writes epoch seconds as a time where the name says that it is one: AWS
// Backup sends its times as numbers.
func (f *flattener) number(name string, n json.Number) string {
	s, err := n.Float64()
	if err != nil || s < 1e8 || s > 1e11 {
		return n.String()
	}
	for _, end := range []string{"Date", "At", "Time", "By", "Timestamp", "LastComputed"} {
		if strings.HasSuffix(name, end) {
			return time.UnixMilli(int64(s * 1000)).In(f.zone).Format("2006-01-02 15:04:05 MST")
		}
	}
	return n.String()
}
