package aws_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

const aVPC = `<?xml version="1.0" encoding="UTF-8"?>
<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>`

func refusal(code, words string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>` + code + `</Code><Message>` + words +
		`</Message></Error></Errors><RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>`
}

func TestAnswersThatAreNotEC2s(t *testing.T) {
	xml, page := http.Header{"Content-Type": {"text/xml;charset=UTF-8"}}, http.Header{"Content-Type": {"text/html"}}
	for name, c := range map[string]struct {
		status int
		header http.Header
		body   string
		kind   backup.Kind
		says   string
		again  bool // it is asked again and again; a page alone a few times
	}{
		"a sign-in page":          {200, page, "<html>please sign in</html>", backup.Unreachable, "a web page (HTTP 200)", false},
		"a page of a gateway":     {502, page, "<html>bad gateway</html>", backup.Unreachable, "HTTP 502", true},
		"no body":                 {200, xml, "", backup.Unreachable, "empty answer", true},
		"blanks":                  {200, xml, " \n", backup.Unreachable, "", true},
		"a cut body":              {200, xml, aVPC[:len(aVPC)-30], backup.Unreachable, "", true},
		"noise":                   {200, xml, "<\x00\x01", backup.Unreachable, "", true},
		"another service's":       {200, xml, "<ListBucketResult/>", backup.Unreachable, "", true},
		"JSON":                    {200, nil, `{"Vpcs":[]}`, backup.Unreachable, "", true},
		"a number that is none":   {200, xml, strings.Replace(aVPC, "<vpcId>", "<isDefault>maybe</isDefault><vpcId>", 1), backup.Unreachable, "", true},
		"an endless answer":       {200, xml, strings.Replace(aVPC, "vpc-1", strings.Repeat("x", 33<<20), 1), backup.Unreachable, "more than 32 MB", false},
		"an error that is no XML": {400, nil, "{}", backup.Invalid, "", false},
		"an error without a code": {500, xml, "<Response/>", backup.Unreachable, "UnknownError", true},
		"throttling":              {503, xml, refusal("RequestLimitExceeded", "Request limit exceeded."), backup.Throttled, "Request limit exceeded.", true},
		"a denial":                {403, xml, refusal("UnauthorizedOperation", "You are not authorized to perform this operation."), backup.AccessDenied, "not authorized", false},
		"a Region that is off":    {401, xml, refusal("AuthFailure", "AWS was not able to validate the provided access credentials"), backup.RegionOff, "not able to validate", false},
		"an unknown action":       {400, xml, refusal("InvalidAction", "The action DescribeVpcs is not valid for this web service."), backup.Unsupported, "not valid", false},
		"a service that is down":  {503, xml, refusal("Unavailable", "The service is unavailable."), backup.InternalError, "unavailable", true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				cl := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
					calls = n
					return answers(r, c.status, c.header.Clone(), c.body), nil
				}, nil)
				rows, err := cl.Choices(t.Context(), here, backup.ChoiceQuery{Kind: backup.VPCs})
				e := fails(t, err, c.kind, "")
				if len(rows) != 0 || !strings.Contains(e.Message, c.says) || c.again != (calls > 4) || !c.again && calls != 1 && name != "a sign-in page" || e.Op != "ec2:DescribeVpcs" || e.Scope != here {
					t.Errorf("%d rows, %d calls; %+v", len(rows), calls, e)
				}
				if strings.Contains(c.body, "RequestID") && e.RequestID != "ea966190-f9aa-478e-9ede-example" {
					t.Errorf("request %q", e.RequestID)
				}
			})
		})
	}
}

func TestEC2IsAskedWithSignedForms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var forms []string
		var calls []backup.Call
		cl := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			body, _ := io.ReadAll(r.Body)
			forms = append(forms, string(body))
			if at := r.Method + " " + r.URL.String(); at != "POST https://ec2.eu-west-1.amazonaws.com/" {
				t.Error(at)
			}
			if by := r.Header.Get("Authorization"); !strings.Contains(by, "/eu-west-1/ec2/aws4_request") || !strings.Contains(by, "content-type;host;") {
				t.Errorf("signed %s", by)
			}
			if r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" || r.ContentLength != int64(len(body)) || !strings.Contains(r.Header.Get("User-Agent"), "api/ec2#") {
				t.Errorf("%d bytes of %d, %v", r.ContentLength, len(body), r.Header)
			}
			if n == 1 {
				return answers(r, 200, nil, strings.Replace(strings.ReplaceAll(aVPC, "Vpcs", "Subnets"), "<vpcSet>", "<nextToken>a+b</nextToken><vpcSet>", 1)), nil
			}
			return answers(r, 200, nil, strings.ReplaceAll(aVPC, "Vpcs", "Subnets")), nil
		}, func(o *aws.Options) { o.Record = func(c backup.Call) { calls = append(calls, c) } })
		if _, err := cl.Choices(t.Context(), here, backup.ChoiceQuery{Kind: backup.Subnets, Within: map[string]string{"vpc": "vpc-*", "zone": "eu-west-1a"}}); err != nil {
			t.Fatal(err)
		}
		const filter = "Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-%5C%2A&Filter.2.Name=availability-zone&Filter.2.Value.1=eu-west-1a&MaxResults=1000"
		if want := []string{"Action=DescribeSubnets&" + filter + "&Version=2016-11-15", "Action=DescribeSubnets&" + filter + "&NextToken=a%2Bb&Version=2016-11-15"}; !slices.Equal(forms, want) {
			t.Errorf("forms %q", forms)
		}
		if got := calls[len(calls)-1]; got.Op.String() != "ec2:DescribeSubnets" || got.Status != 200 || got.Attempt != 1 || got.Region != here.Region {
			t.Errorf("recorded %+v", got)
		}
	})
}

func TestEC2FollowsTheClockOfTheService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var dates []string
		cl := endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
			dates = append(dates, r.Header.Get("X-Amz-Date"))
			header := http.Header{"Date": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}}
			if n == 1 {
				return answers(r, 400, header, refusal("RequestTimeTooSkewed", "The difference is too large.")), nil
			}
			return answers(r, 200, header, aVPC), nil
		}, nil)
		rows, err := cl.Choices(t.Context(), here, backup.ChoiceQuery{Kind: backup.VPCs})
		if err != nil || len(rows) != 1 || len(dates) != 2 || dates[0] != "20000101T000000Z" || !strings.HasPrefix(dates[1], "20000101T0100") {
			t.Errorf("%d rows, %v, signed at %v", len(rows), err, dates)
		}
	})
}

func TestEC2TellsThatCredentialsExpired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1, Operations: []string{"DescribeVpcs"}}})
		_, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: backup.VPCs})
		if e := fails(t, err, backup.Credentials, ""); e.Op != "ec2:DescribeVpcs" {
			t.Errorf("%+v", e)
		}
	})
}

// TestEC2GoesWhereTheConfigurationSays: the addresses are those of the SDK's own
// rules for EC2.
func TestEC2GoesWhereTheConfigurationSays(t *testing.T) {
	const every, one = "http://127.0.0.1:4566/all/", "http://127.0.0.1:4566/one"
	for name, c := range map[string]struct {
		region, more string
		env          map[string]string
		want         string
	}{
		"the partition":     {"eu-west-1", "", nil, "https://ec2.eu-west-1.amazonaws.com/"},
		"China":             {"cn-north-1", "", nil, "https://ec2.cn-north-1.amazonaws.com.cn/"},
		"GovCloud":          {"us-gov-west-1", "", nil, "https://ec2.us-gov-west-1.amazonaws.com/"},
		"GovCloud FIPS":     {"us-gov-west-1", "use_fips_endpoint = true\n", nil, "https://ec2.us-gov-west-1.amazonaws.com/"},
		"FIPS":              {"us-east-1", "use_fips_endpoint = true\n", nil, "https://ec2-fips.us-east-1.amazonaws.com/"},
		"dual stack":        {"us-east-1", "use_dualstack_endpoint = true\n", nil, "https://ec2.us-east-1.api.aws/"},
		"both":              {"us-east-1", "use_fips_endpoint = true\nuse_dualstack_endpoint = true\n", nil, "https://ec2-fips.us-east-1.api.aws/"},
		"of all services":   {"us-east-1", "", map[string]string{"AWS_ENDPOINT_URL": every}, every},
		"of EC2":            {"us-east-1", "", map[string]string{"AWS_ENDPOINT_URL": every, "AWS_ENDPOINT_URL_EC2": one}, one + "/"},
		"of a profile":      {"us-east-1", "services = s\n[services s]\nec2 =\n  endpoint_url = " + one + "\n", nil, one + "/"},
		"all, then profile": {"us-east-1", "services = s\n[services s]\nec2 =\n  endpoint_url = " + one + "\n", map[string]string{"AWS_ENDPOINT_URL": every}, every},
		"ignored":           {"us-east-1", "ignore_configured_endpoint_urls = true\nservices = s\n[services s]\nec2 =\n  endpoint_url = " + one + "\n", nil, "https://ec2.us-east-1.amazonaws.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "[profile ops]\nregion = "+c.region+"\naws_access_key_id = AKIA\naws_secret_access_key = x\n"+c.more)
			for k, v := range c.env {
				t.Setenv(k, v)
			}
			var at *url.URL
			client := h.client(nil, func(o *aws.Options) {
				o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
					body, _ := io.ReadAll(r.Body)
					if !strings.Contains(string(body), "Action=DescribeVpcs") {
						return answers(r, 200, http.Header{"Content-Type": {"text/xml"}}, whoami), nil
					}
					at = r.URL
					return answers(r, 200, nil, aVPC), nil
				})
			})
			all(t, client.Accounts(t.Context()))
			if rows, err := client.Choices(t.Context(), backup.In("111122223333", c.region), backup.ChoiceQuery{Kind: backup.VPCs}); err != nil || len(rows) != 1 {
				t.Fatal(err)
			}
			if at.String() != c.want {
				t.Errorf("%s, want %s", at, c.want)
			}
		})
	}
}
