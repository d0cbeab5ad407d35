package ops

import (
	"bytes"
	"os"
)

// recent returns the records since then, oldest first: as much of the file's end as they
// take. A journal that is not there has none.
func (j *Journal) recent(since Stamp) ([]Record, error) {
	f, err := os.Open(j.Path())
	if missing(err) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	for window := int64(256 << 10); ; window *= 8 {
		from := max(0, info.Size()-window)
		b := make([]byte, info.Size()-from)
		if n, err := f.ReadAt(b, from); n < len(b) {
			return nil, err
		}
		if from > 0 {
			b = b[bytes.IndexByte(b, '\n')+1:] // the first line may begin before
		}
		var all []Record
		whole := from == 0
		for r, err := range Records(bytes.NewReader(b)) {
			switch {
			case err != nil: // damage is Verify's
			case r.Time < since:
				whole = true
			default:
				all = append(all, r)
			}
		}
		if whole {
			return all, nil
		}
	}
}
