package views

import (
	"strconv"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// callsPart and logPart name the tables that their owners feed.
func callsPart() state.Part { return state.Part{Feed: "calls"} }

func calls() Opener {
	type call = backup.Call
	return &Resource[call]{
		Name: "calls", ScreenOnly: true, Aliases: []string{"ca", "api"},
		Tip:     "The last calls to AWS: operation, place, status, latency",
		Feeds:   []string{"calls"},
		Parts:   func(*Env, Target) []state.Part { return []state.Part{callsPart()} },
		Columns: callColumns(),
		Table:   []string{"time", "operation", "status", "took", "attempt", "error", "account", "region"},
		Sort:    []SortBy{{Column: "time", Desc: true}},
		Key: func(c *call) string {
			return strconv.FormatInt(int64(c.At), 10) + "/" + c.Op.String() + "/" + c.Account.String() + "/" + c.Region.String() + "/" +
				strconv.Itoa(int(c.Attempt)) + "/" + c.RequestID + "/" + strconv.FormatInt(c.Took, 10)
		},
		Problem: func(c *call, _ *Env) bool { return callFailed(c) },
		ID:      func(c *call) string { return c.RequestID },
		Crumb:   func(c *call, _ *Env) string { return c.Op.String() },
		Scope:   func(c *call) backup.Scope { return backup.Scope{Account: c.Account, Region: c.Region} },
		Empty:   func(*Env, Target) string { return "no calls to AWS yet" },
	}
}

func callColumns() []Column[backup.Call] {
	type call = backup.Call
	return []Column[call]{
		accountColumn(func(c *call) backup.Text { return c.Account }),
		regionColumn(func(c *call) backup.Text { return c.Region }),
		timeColumn("time", "TIME", func(c *call) backup.Time { return c.At }).dropped(0).sized(8, 0, 0).shown(func(b []byte, c *call, e *Env) []byte {
			return c.At.Time().In(e.Zone).AppendFormat(b, time.TimeOnly)
		}),
		textColumn("operation", "OPERATION", func(c *call) string { return c.Op.String() }).also("op").sized(26, 50, 3),
		{
			Name: "status", Title: "STATUS", Kind: query.Number, Min: 6, Right: true,
			Int: func(c *call, _ *Env) int64 { return positive(c.Status) },
			Tone: func(c *call, _ *Env) ui.Tone {
				if callFailed(c) {
					return ui.Bad
				}
				return ui.Good
			},
		},
		numberColumn("attempt", "TRY", func(c *call) int64 { return int64(c.Attempt) }).dropped(6).sized(3, 0, 0),
		{
			Name: "took", Title: "TOOK", Kind: query.Duration, Min: 7, Right: true,
			Int: func(c *call, _ *Env) int64 { return c.Took / 1000 },
			Show: func(b []byte, c *call, _ *Env) []byte {
				return append(strconv.AppendInt(b, c.Took/1000, 10), " ms"...)
			},
		},
		sizeColumn("bytes", "BYTES", func(c *call) int64 { return c.Bytes }).wide(),
		textColumn("error", "ERROR", func(c *call) string { return c.Error.String() }).sized(10, 60, 2).dropped(4).
			toned(func(*call, *Env) ui.Tone { return ui.Bad }),
		textColumn("requestId", "REQUEST", func(c *call) string { return c.RequestID }).wide(),
	}
}

func callFailed(c *backup.Call) bool { return c.Status < 200 || c.Status > 299 || !c.Error.Empty() }
