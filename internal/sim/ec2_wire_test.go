package sim_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
)

// node is an element of an answer of EC2.
type node struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
	In      []node `xml:",any"`
}

// at follows names down to the first element of that path.
func (n node) at(path ...string) node {
	for _, name := range path {
		i := slices.IndexFunc(n.In, func(c node) bool { return c.XMLName.Local == name })
		if i < 0 {
			return node{}
		}
		n = n.In[i]
	}
	return n
}

// texts are the texts of one element in each row of a set.
func (n node) texts(set, name string) []string {
	var all []string
	for _, row := range n.at(set).In {
		all = append(all, row.at(name).Text)
	}
	return all
}

// describe calls an operation of EC2 with parameters of its Query API, in pairs.
func describe(t *testing.T, cfg aws.Config, op string, pairs ...string) (node, error) {
	t.Helper()
	form := url.Values{"Action": {op}, "Version": {"2016-11-15"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	body := form.Encode()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, *cfg.BaseEndpoint+"/", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	creds, err := cfg.Credentials.Retrieve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(body))
	if err := v4.NewSigner().SignHTTP(t.Context(), creds, req, hex.EncodeToString(sum[:]), "ec2", cfg.Region, time.Now()); err != nil {
		t.Fatal(err)
	}
	res, err := cfg.HTTPClient.Do(req)
	if err != nil {
		return node{}, err
	}
	defer func() { _ = res.Body.Close() }()
	var out node
	raw, err := io.ReadAll(res.Body)
	if err := errors.Join(err, xml.Unmarshal(raw, &out)); err != nil {
		return node{}, fmt.Errorf("%s: %w", raw, err)
	}
	if res.StatusCode != http.StatusOK {
		e := out.at("Errors", "Error")
		return node{}, &smithy.GenericAPIError{Code: e.at("Code").Text, Message: e.at("Message").Text}
	}
	if out.XMLName.Local != op+"Response" || out.at("requestId").Text == "" {
		t.Errorf("%s answers <%s>, request %q", op, out.XMLName.Local, out.at("requestId").Text)
	}
	return out, nil
}
