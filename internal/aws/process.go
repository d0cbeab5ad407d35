package aws

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// process runs the credential_process of a profile. The SDK's own gives it the terminal,
// which is the console's while it is on the screen, and repeats its output in an error,
// which may hold a key.
type process struct {
	command string
	hidden  bool // it has no terminal: its keys are nobody's, and what it says is in the error
}

// Retrieve implements aws.CredentialsProvider.
func (p process) Retrieve(ctx context.Context) (sdkaws.Credentials, error) {
	var said lastLine
	run := processcreds.NewCommandBuilderFunc(func(ctx context.Context) (*exec.Cmd, error) {
		cmd := exec.CommandContext(ctx, "sh", "-c", p.command)
		if runtime.GOOS == "windows" {
			cmd = exec.CommandContext(ctx, "cmd.exe", "/C", p.command)
		}
		cmd.Env, cmd.Stdin, cmd.Stderr = os.Environ(), os.Stdin, os.Stderr // it may ask for a code
		if p.hidden {
			cmd.Stdin, cmd.Stderr = nil, &said
		}
		return cmd, nil
	})
	creds, err := processcreds.NewProviderCommand(run).Retrieve(ctx)
	var exit *exec.ExitError
	switch words := said.String(); {
	case err == nil:
	case strings.Contains(err.Error(), "parse failed of process output"):
		err = errors.New("the output of credential_process is not the JSON of credentials")
	case ctx.Err() == nil && errors.As(err, &exit):
		err = fmt.Errorf("credential_process: %w", exit)
		if words != "" {
			err = fmt.Errorf("%w: %s", err, words)
		}
	}
	return creds, err
}

// lastLine keeps the end of what is written to it.
type lastLine struct{ tail []byte }

const lastLineMax = 400

func (l *lastLine) Write(b []byte) (int, error) {
	l.tail = append(l.tail, b[max(0, len(b)-lastLineMax):]...)
	l.tail = l.tail[max(0, len(l.tail)-lastLineMax):]
	return len(b), nil
}

// String returns the last line that has anything in it.
func (l *lastLine) String() string {
	lines := strings.Split(strings.TrimSpace(string(l.tail)), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// runs reports whether the credentials of a profile come from a process; it is the last
// of what the SDK looks for in a profile.
func runs(profile string, shared *config.SharedConfig) bool {
	from := origin(shared)
	return from.CredentialProcess != "" && !from.Credentials.HasKeys() && from.CredentialSource == "" && from.WebIdentityTokenFile == "" &&
		from.SSOSessionName == "" && from.SSOStartURL == "" && from.LoginSession == "" &&
		(profile != "" || os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == "")
}

// processChain are the credentials of a profile that begin with a process, through the
// roles of those that name it as their source.
func processChain(cfg sdkaws.Config, p *config.SharedConfig, hidden bool, role func(*stscreds.AssumeRoleOptions)) sdkaws.CredentialsProvider {
	cfg = cfg.Copy()
	if p.Source != nil {
		cfg.Credentials = processChain(cfg, p.Source, hidden, role)
	} else {
		cfg.Credentials = process{p.CredentialProcess, hidden}
	}
	if p.RoleARN == "" {
		return cfg.Credentials
	}
	return stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), p.RoleARN, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = p.RoleSessionName
		if p.RoleDurationSeconds != nil && *p.RoleDurationSeconds > stscreds.DefaultDuration { // as the SDK: STS takes no shorter one
			o.Duration = *p.RoleDurationSeconds
		}
		if p.ExternalID != "" {
			o.ExternalID = &p.ExternalID
		}
		if p.MFASerial != "" {
			o.SerialNumber = &p.MFASerial
		}
	}, role)
}
