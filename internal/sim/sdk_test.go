package sim_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"

	"github.com/bkpui/bkpui/internal/sim"
)

// user is what an SDK needs to call w in process as the user of the management
// account, without retries.
func user(w http.Handler) aws.Config {
	return aws.Config{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String("http://aws.invalid"),
		Credentials:      credentials.NewStaticCredentialsProvider("test", "test", ""),
		HTTPClient:       &http.Client{Transport: sim.InProcess{Handler: w}},
		RetryMaxAttempts: 1,
	}
}

// as is user's configuration with a role of another account assumed.
func as(t *testing.T, cfg aws.Config, id, role string) aws.Config {
	t.Helper()
	out, err := sts.NewFromConfig(cfg).AssumeRole(t.Context(), &sts.AssumeRoleInput{
		RoleArn: aws.String("arn:aws:iam::" + id + ":role/" + role), RoleSessionName: aws.String("bkpui-test"),
	})
	if err != nil {
		t.Fatalf("assume %s in %s: %v", role, id, err)
	}
	c := out.Credentials
	cfg.Credentials = credentials.NewStaticCredentialsProvider(*c.AccessKeyId, *c.SecretAccessKey, *c.SessionToken)
	return cfg
}

// code is the error code a client sees, "" for success.
func code(err error) string {
	var api smithy.APIError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &api):
		return api.ErrorCode()
	}
	return err.Error()
}

func message(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) {
		return api.ErrorMessage()
	}
	return ""
}
