package aws

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

// DecodeAuthorizationMessage tells what an "Encoded authorization failure message" says
// (AWS STS API: DecodeAuthorizationMessage): a JSON document with allowed,
// explicitDeny, matchedStatements, failures and context{principal, action, resource,
// conditions}. in is the scope of the job or call that was denied. White space that a
// terminal or mail put into the message is taken out, since AWS refuses it. An error is
// a *backup.Error: of kind Invalid where AWS can't read the message, of kind
// AccessDenied where sts:DecodeAuthorizationMessage is not allowed. The document is
// AWS's, and may hold what the caller could not see otherwise: show it, log it nowhere.
func (c *Client) DecodeAuthorizationMessage(ctx context.Context, in backup.Scope, encoded string) (string, error) {
	l, err := c.look(ctx, in)
	if err != nil {
		return "", err
	}
	message := strings.Join(strings.Fields(encoded), "")
	api := l.sc.more.sts()
	out, err := ask(l, sts.ServiceID, "DecodeAuthorizationMessage", api.DecodeAuthorizationMessage, &sts.DecodeAuthorizationMessageInput{EncodedMessage: &message})
	if err != nil {
		return "", err
	}
	return str(out.DecodedMessage), nil
}
