package sim_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestBackupRefusesScopesAsAWSDoes(t *testing.T) {
	w := sim.New(sim.Options{})
	denied, region := w.DeniedScope()
	reader := as(t, user(w), denied, "BackupReader")
	list := func(cfg aws.Config, region string) error {
		cfg.Region = region
		_, err := backup.NewFromConfig(cfg).ListBackupVaults(context.Background(), nil)
		return err
	}
	if err := list(reader, w.Regions()[0]); err != nil {
		t.Errorf("next to the denied scope: %v", err)
	}
	want := "User: arn:aws:sts::" + denied + ":assumed-role/BackupReader/bkpui-test is not authorized to perform: backup:ListBackupVaults with an explicit deny in a service control policy"
	if err := list(reader, region); code(err) != "AccessDeniedException" || message(err) != want {
		t.Errorf("denied scope: %v", err)
	}
	if err := list(user(w), "me-south-1"); code(err) != "UnrecognizedClientException" {
		t.Errorf("a region that is not enabled: %v", err)
	}
}

func TestServerAnswersBareRequestsAsAWSDoes(t *testing.T) {
	w := sim.New(sim.Options{})
	client := &http.Client{Transport: sim.InProcess{Handler: w}}
	signed := func(service string) string {
		return "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service + "/aws4_request, SignedHeaders=host, Signature=0"
	}
	for name, c := range map[string]struct {
		method, path, auth string
		status             int
		code               string
	}{
		"unsigned":                     {"GET", "/backup-vaults", "", 403, "MissingAuthenticationTokenException"},
		"half signed":                  {"GET", "/backup-vaults", "AWS4-HMAC-SHA256 Signature=0", 400, "IncompleteSignatureException"},
		"no such operation":            {"GET", "/backup-moons", signed("backup"), 404, "UnknownOperationException"},
		"an operation's wrong method":  {"PATCH", "/backup-vaults", signed("backup"), 404, "UnknownOperationException"},
		"no such operation of account": {"POST", "/getContactInformation", signed("account"), 404, "UnknownOperationException"},
		"no such service":              {"GET", "/", signed("s3"), 404, "UnknownOperationException"},
		"one that is there":            {"GET", "/backup-vaults/", signed("backup"), 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), c.method, "http://aws.invalid"+c.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.auth != "" {
				req.Header.Set("Authorization", c.auth)
			}
			res, err := client.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = res.Body.Close() }()
			if res.StatusCode != c.status || res.Header.Get("X-Amzn-Errortype") != c.code || len(res.Header.Get("X-Amzn-Requestid")) != 36 {
				t.Errorf("got %d %v", res.StatusCode, res.Header)
			}
		})
	}
}
