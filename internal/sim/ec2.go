package sim

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	ec2Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/"
	ec2Version   = "2016-11-15"
	ec2Most      = 1000 // rows of a page
	ec2Least     = 5
)

// An ec2List is a Describe operation of EC2: what it lists and how.
type ec2List struct {
	set     string                  // the element around the rows
	kind    string                  // of the things listed; "" = rows
	rows    func(*ec2Call) []*thing // of what is no thing
	ids     string                  // the parameter that names rows, "" = none
	format  string                  // what their IDs begin with
	missing string                  // the code of an ID that is not there
	also    []string                // further parameters
	filters map[string]func(*ec2Call, *thing) []string
	paged   bool
	write   func(*ec2Call, *thing)
}

// An ec2Call is one request to EC2.
type ec2Call struct {
	s   *scope
	in  url.Values
	out *xmlBody
}

// ec2Operations are the operations served: Amazon EC2 API 2016-11-15.
func (w *World) ec2Operations() map[string]handler {
	all := map[string]handler{}
	for name, list := range ec2Lists() {
		all[name] = func(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
			call := &ec2Call{s: w.scope(c.Account, c.Region), in: form(r), out: &xmlBody{}}
			if v := call.in.Get("Version"); v != ec2Version {
				return refuse("InvalidAction", "The action %s is not valid for version %s of this web service.", name, v)
			}
			call.out.text("requestId", rw.Header().Get(requestIDHeader))
			if e := list.answer(name, call, w.options.PageSize); e != nil {
				return e
			}
			call.out.send(rw, name+"Response", ec2Namespace)
			return nil
		}
	}
	return all
}

// answer writes the rows that are asked for.
func (l *ec2List) answer(name string, c *ec2Call, most int) *apiError {
	known := append([]string{"Filter", "DryRun", l.ids}, l.also...)
	if l.paged {
		known = append(known, "MaxResults", "NextToken")
	}
	if p := unknownParameter(c.in, known...); p != "" {
		return refuse("UnknownParameter", "The parameter %s is not recognized", p)
	}
	rows, e := l.chosen(c)
	if e != nil {
		return e
	}
	keep, e := l.filter(c)
	if e != nil {
		return e
	}
	rows = slices.DeleteFunc(rows, func(t *thing) bool { return !keep(t) })
	rows, next, e := l.page(name, c, rows, most)
	if e != nil {
		return e
	}
	c.out.group(l.set, func() {
		for _, t := range rows {
			c.out.group("item", func() { l.write(c, t) })
		}
	})
	c.out.text("nextToken", next)
	return nil
}

// chosen are the rows by their IDs, or all.
func (l *ec2List) chosen(c *ec2Call) ([]*thing, *apiError) {
	var ids []string
	if l.ids != "" {
		ids = queried(c.in, l.ids)
	}
	all := func() []*thing {
		if l.rows != nil {
			return l.rows(c)
		}
		return c.s.thingsOf(l.kind)
	}
	if len(ids) == 0 {
		return all(), nil
	}
	var rows []*thing
	for _, id := range ids {
		if !strings.HasPrefix(id, l.format) {
			return nil, refuse(strings.Replace(l.missing, "NotFound", "Malformed", 1), "Invalid id: %q (expecting %q)", id, l.format+"...")
		}
		i := slices.IndexFunc(all(), func(t *thing) bool { return t.id == id })
		if i < 0 {
			return nil, refuse(l.missing, "The %s ID '%s' does not exist", strings.TrimSuffix(l.format, "-"), id)
		}
		rows = append(rows, all()[i])
	}
	return rows, nil
}

// filter reads Filter.1.Name, Filter.1.Value.1 …: values of one are alternatives,
// filters add up, * and ? stand for characters.
func (l *ec2List) filter(c *ec2Call) (keep func(*thing) bool, e *apiError) {
	var tests []func(*thing) bool
	for i := 1; c.in.Has("Filter." + strconv.Itoa(i) + ".Name"); i++ {
		prefix := "Filter." + strconv.Itoa(i)
		name, values := c.in.Get(prefix+".Name"), queried(c.in, prefix+".Value")
		of, ok := l.filters[name]
		if tag, is := strings.CutPrefix(name, "tag:"); is {
			of, ok = func(_ *ec2Call, t *thing) []string { return []string{t.text(tag)} }, true
		}
		if !ok {
			return nil, refuse("InvalidParameterValue", "The filter '%s' is invalid", name)
		}
		if len(values) == 0 {
			return nil, refuse("InvalidParameterValue", "The filter '%s' has no values", name)
		}
		tests = append(tests, func(t *thing) bool {
			return slices.ContainsFunc(of(c, t), func(have string) bool {
				return slices.ContainsFunc(values, func(want string) bool { return filtered(want, have) })
			})
		})
	}
	return func(t *thing) bool {
		return !slices.ContainsFunc(tests, func(test func(*thing) bool) bool { return !test(t) })
	}, nil
}

// filtered matches a filter's value; a backslash takes "*" and "?" their meaning.
func filtered(want, have string) bool {
	if strings.Contains(want, `\`) {
		return strings.NewReplacer(`\\`, `\`, `\*`, "*", `\?`, "?").Replace(want) == have
	}
	return glob(want, have)
}

// page cuts the rows after NextToken to MaxResults.
func (l *ec2List) page(name string, c *ec2Call, rows []*thing, most int) ([]*thing, string, *apiError) {
	if !l.paged {
		return rows, "", nil
	}
	limit := min(ec2Most, most)
	if text := c.in.Get("MaxResults"); text != "" {
		n, err := strconv.Atoi(text)
		switch {
		case err != nil || n < ec2Least || n > ec2Most:
			return nil, "", refuse("InvalidParameterValue", "Value ( %s ) for parameter maxResults is invalid. Expecting a value between %d and %d.", text, ec2Least, ec2Most)
		case len(queried(c.in, l.ids)) > 0 && l.ids != "":
			return nil, "", refuse("InvalidParameterCombination", "The parameter %ss cannot be used with the parameter maxResults", l.ids)
		}
		limit = min(n, limit)
	}
	bound := string(hex16(nil, hashText(hashText(c.s.seed, name), filtersOf(c.in))))
	if token := c.in.Get("NextToken"); token != "" {
		raw, err := base64.RawURLEncoding.DecodeString(token)
		last, ok := strings.CutPrefix(string(raw), bound+" ")
		if err != nil || !ok {
			return nil, "", refuse("InvalidParameterValue", "The token '%s' is invalid", token)
		}
		rows = slices.DeleteFunc(rows, func(t *thing) bool { return t.id <= last })
	}
	if len(rows) <= limit {
		return rows, "", nil
	}
	rows = rows[:limit]
	return rows, base64.RawURLEncoding.EncodeToString([]byte(bound + " " + rows[limit-1].id)), nil
}

// filtersOf is what a token is bound to besides the operation.
func filtersOf(in url.Values) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if strings.HasPrefix(name, "Filter.") || name == "LocationType" {
			b.WriteString(name + "=" + in.Get(name) + "&")
		}
	}
	return b.String()
}
