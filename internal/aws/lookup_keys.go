package aws

import (
	"context"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	kmsPage      = 100 // the most that KMS gives at once
	keysWithFact = 40  // so many keys of a list are described one by one
)

// Key reads a KMS key by its ARN, ID or alias, with its policy (AWS KMS API:
// DescribeKey, GetKeyPolicy, ListAliases).
func (c *Client) Key(ctx context.Context, in backup.Scope, arn string) (backup.Key, error) {
	l, err := c.look(ctx, in)
	if err != nil {
		return backup.Key{}, err
	}
	k, err := l.key(arn)
	if err != nil {
		return backup.Key{}, err
	}
	key := backup.Key{
		ARN: str(k.Arn), State: word(k.KeyState).String(), Manager: word(k.KeyManager).String(), Deletion: at(k.DeletionDate), Region: in.Region.String(),
	}
	if p, ok := backup.SplitARN(key.ARN); ok {
		key.Region = p.Region
	}
	api := l.sc.more.kms()
	policy, err := ask(l, kms.ServiceID, "GetKeyPolicy", api.GetKeyPolicy, &kms.GetKeyPolicyInput{KeyId: k.Arn, PolicyName: sdkaws.String("default")})
	if key.PolicyErr = err; err == nil {
		key.Policy = str(policy.Policy)
	}
	aliases, err := ask(l, kms.ServiceID, "ListAliases", api.ListAliases, &kms.ListAliasesInput{KeyId: k.Arn})
	if err == nil && len(aliases.Aliases) > 0 { // a name to read it by, and nothing more
		key.Alias = str(aliases.Aliases[0].AliasName)
	}
	return key, nil
}

func (l looker) key(id string) (*types.KeyMetadata, error) {
	api := l.sc.more.kms()
	out, err := ask(l, kms.ServiceID, "DescribeKey", api.DescribeKey, &kms.DescribeKeyInput{KeyId: &id})
	if err != nil {
		return nil, err
	}
	if out.KeyMetadata == nil {
		return nil, &backup.Error{Kind: backup.InternalError, Op: "kms:DescribeKey", Scope: l.sc.at, Message: "AWS answered without a key"}
	}
	return out.KeyMetadata, nil
}

// keys lists KMS keys by their aliases, the customer's first. The state of the first
// ones is looked up, as long as that is allowed: it costs a call each.
func (l looker) keys(backup.ChoiceQuery) ([]backup.Choice, error) {
	api := l.sc.more.kms()
	aliases, err := askAll(l, kms.ServiceID, "ListAliases", mostRows, func(ctx context.Context, token *string) ([]types.AliasListEntry, *string, error) {
		out, err := api.ListAliases(ctx, &kms.ListAliasesInput{Marker: token, Limit: sdkaws.Int32(kmsPage)})
		if err != nil {
			return nil, nil, err
		}
		return out.Aliases, more(out.Truncated, out.NextMarker), nil
	})
	if err != nil && len(aliases) == 0 {
		return nil, err
	}
	var own, managed []backup.Choice
	for _, a := range aliases {
		id := str(a.TargetKeyId)
		if id == "" {
			continue // AWS's own, before its first use
		}
		arn := strings.TrimSuffix(str(a.AliasArn), str(a.AliasName)) + "key/" + id
		choice := backup.Choice{Value: arn, Name: str(a.AliasName), Facts: facts("arn", arn, "id", id)}
		if strings.HasPrefix(choice.Name, "alias/aws/") {
			choice.Facts["manager"] = "AWS"
			managed = append(managed, choice)
			continue
		}
		choice.Facts["manager"] = "CUSTOMER"
		own = append(own, choice)
	}
	for i := range own[:min(len(own), keysWithFact)] {
		k, refused := l.key(own[i].Value)
		if refused != nil {
			break // the list is worth more than the states
		}
		own[i].Facts["state"] = word(k.KeyState).String()
	}
	return append(own, managed...), err
}

// findKey looks a key up by its ARN, ID or alias.
func (l looker) findKey(id string) (backup.Choice, error) {
	k, err := l.key(id)
	if err != nil {
		return backup.Choice{}, err
	}
	return backup.Choice{Value: str(k.Arn), Facts: facts(
		"arn", str(k.Arn), "id", str(k.KeyId), "state", word(k.KeyState).String(), "manager", word(k.KeyManager).String(),
	)}, nil
}
