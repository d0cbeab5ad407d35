package sim

import "encoding/json"

// tokenLasts is how long AWS Backup knows an idempotency token: afterwards the same
// request starts another job.
const tokenLasts = 60 * minute

// A tokenTable holds the answers to requests with idempotency tokens. Only who holds
// overlay.order may use it.
type tokenTable map[tokenKey]tokenUse

type tokenKey struct{ account, region, operation, token string }

// A tokenUse is what a token was used for. A body that AWS Backup refused has used
// its token up as well.
type tokenUse struct {
	at     int64
	body   string
	answer []byte
	job    string
	err    *apiError
}

// once answers a request that carries an idempotency token: a body that came before
// gets the same answer, another body with the token of one is refused, anything else
// is done. do writes the answer and returns the job it started.
func (c *call) once(token string, body any, do func() (item, *apiError)) *apiError {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // what was read from JSON
	}
	table := c.w.overlay.tokens
	key := tokenKey{c.scope.account.id, c.scope.region, c.route.name, token}
	if before, ok := table[key]; ok && token != "" && c.now < before.at+tokenLasts {
		if before.body != string(raw) {
			return mismatchedToken(token)
		}
		c.started, c.again = before.job, true
		c.out.b = append(c.out.b, before.answer...)
		return before.err
	}
	from := len(c.out.b)
	it, refused := do()
	if refused == nil {
		c.started = it.jobID()
	}
	if token == "" || refused != nil && refused.Code == "AccessDeniedException" {
		return refused
	}
	if table == nil {
		table = tokenTable{}
		c.w.overlay.tokens = table
	}
	for old, use := range table {
		if c.now >= use.at+tokenLasts {
			delete(table, old)
		}
	}
	table[key] = tokenUse{at: c.now, body: string(raw), answer: append([]byte(nil), c.out.b[from:]...), job: c.started, err: refused}
	return refused
}

// mismatchedToken refuses another body with a token that was used. Which error
// AWS Backup has for it is not documented.
func mismatchedToken(token string) *apiError {
	return refuse("InvalidRequestException", "Idempotency token %s was used before with other parameters.", token)
}
