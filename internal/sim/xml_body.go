package sim

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// An xmlBody writes the answers of query services, whose lists and members go by
// names that structs would only repeat.
type xmlBody struct{ bytes.Buffer }

func (x *xmlBody) group(name string, fill func()) {
	x.WriteString("<" + name + ">")
	fill()
	x.WriteString("</" + name + ">")
}

// text writes a member; an empty one is absent.
func (x *xmlBody) text(name, value string) {
	if value != "" {
		x.group(name, func() { _ = xml.EscapeText(x, []byte(value)) }) // a buffer takes everything
	}
}

func (x *xmlBody) number(name string, n int) { x.text(name, strconv.Itoa(n)) }
func (x *xmlBody) flag(name string, on bool) { x.text(name, strconv.FormatBool(on)) }

// send answers with the whole of it as the element name in a namespace.
func (x *xmlBody) send(rw http.ResponseWriter, name, namespace string) {
	rw.Header().Set("Content-Type", "text/xml;charset=UTF-8")
	rw.WriteHeader(http.StatusOK)
	head := xml.Header + "<" + name + ` xmlns="` + namespace + `">`
	_, _ = rw.Write(slices.Concat([]byte(head), x.Bytes(), []byte("</"+name+">"))) // a client that went away is no error of ours
}

// queried are the values of a list of a form: NAME.1, NAME.2 … as EC2 writes them,
// NAME.member.1 … as the other query services do.
func queried(in url.Values, name string) (all []string) {
	for i := 1; ; i++ {
		value, ok := in[name+"."+strconv.Itoa(i)]
		if !ok {
			return all
		}
		all = append(all, value[0])
	}
}

// unknownParameter is a parameter of a form whose first word is none of the known
// ones; "" when all are.
func unknownParameter(in url.Values, known ...string) string {
	names := make([]string, 0, len(in))
	for name := range in {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		word, _, _ := strings.Cut(name, ".")
		if word != "Action" && word != "Version" && !slices.Contains(known, word) {
			return name
		}
	}
	return ""
}
