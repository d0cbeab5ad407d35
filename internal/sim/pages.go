package sim

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"
)

// A pageToken is what NextToken carries: where a page ended and what it belongs
// to. It stays good while the world moves, because it names a place in an order
// that never changes, not a number of rows.
type pageToken struct {
	Bound  uint64 `json:"b"` // operation, scope and filters
	Issued int64  `json:"i"`
	Mark   mark   `json:"m,omitzero"`
	Row    string `json:"r,omitempty"` // the key of the last row of a short list
}

// A token older than this is refused, as AWS's are after some time.
const tokenLife = 24 * hour

// bound is what a token is tied to: it cannot be used with other filters, by
// another operation or in another scope.
func (c *call) bound() uint64 {
	h := hashText(c.scope.seed, c.route.name)
	for _, p := range c.route.query {
		if p.name != c.route.pageKey() && p.name != c.route.tokenKey() {
			h = hashText(h, p.name+"="+c.query.Get(p.name))
		}
	}
	for _, label := range c.labels {
		h = hashText(h, label)
	}
	return h
}

// page reads maxResults and nextToken.
func (c *call) page() (limit int, from pageToken, err *apiError) {
	limit = min(defaultPage, c.w.options.PageSize)
	if text := c.query.Get(c.route.pageKey()); text != "" {
		n, bad := strconv.Atoi(text)
		if bad != nil || n < 1 || n > maxPage {
			return 0, from, invalid("Invalid value for maxResults: %s. It must be between 1 and %d.", text, maxPage)
		}
		limit = min(n, c.w.options.PageSize)
	}
	text := c.query.Get(c.route.tokenKey())
	if text == "" {
		return limit, from, nil
	}
	raw, bad := base64.RawURLEncoding.DecodeString(text)
	if bad != nil || json.Unmarshal(raw, &from) != nil || from.Bound != c.bound() {
		return 0, from, invalid("Invalid value for nextToken.")
	}
	if c.now-from.Issued > tokenLife {
		return 0, from, invalid("The nextToken has expired.")
	}
	return limit, from, nil
}

func (c *call) nextToken(t pageToken) string {
	t.Bound, t.Issued = c.bound(), c.now
	raw, err := json.Marshal(t)
	if err != nil {
		panic(err) // three plain fields
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// rows writes a page of a list that is short enough to be at hand, ordered by
// nothing but its own order: after names the last row of the page before.
func rows[T any](c *call, member string, all []T, key func(T) string, write func(*jsonBody, T)) *apiError {
	limit, from, err := c.page()
	if err != nil {
		return err
	}
	if from.Row != "" {
		for i, row := range all {
			if key(row) == from.Row {
				all = all[i+1:]
				break
			}
		}
	}
	next := ""
	if len(all) > limit {
		all = all[:limit]
		next = c.nextToken(pageToken{Row: key(all[limit-1])})
	}
	c.out.list(member, func() {
		for _, row := range all {
			c.out.open()
			write(c.out, row)
			c.out.close()
		}
	})
	c.out.text(c.route.answerToken(), next)
	return nil
}

// scanLimit bounds the items looked at for one page: a filter that hardly
// anything passes gets short pages, even empty ones, with a token.
// lookAhead is how far a full page looks for a further row before it gives a token
// on suspicion.
const (
	scanLimit = 200_000
	lookAhead = 5_000
)

// stream writes a page of items, newest first. write says whether the item is
// a row of this list.
func (c *call) stream(member string, streams []*stream, sp span, write func(item) bool) *apiError {
	limit, from, err := c.page()
	if err != nil {
		return err
	}
	sp.after = from.Mark
	next, n, looked := "", 0, 0
	var last item
	c.out.list(member, func() {
		for it := range items(streams, sp, c.now) {
			if looked++; looked > scanLimit {
				next = c.nextToken(pageToken{Mark: last.mark()})
				return
			}
			start := len(c.out.b)
			if !write(it) {
				if n < limit {
					last = it
				}
				continue
			}
			if n == limit {
				c.out.b = c.out.b[:start]
				next = c.nextToken(pageToken{Mark: last.mark()})
				return
			}
			if n, last = n+1, it; n == limit {
				looked = max(looked, scanLimit-lookAhead)
			}
		}
	})
	c.out.text(c.route.answerToken(), next)
	return nil
}

func utc(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
