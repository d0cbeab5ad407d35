package aws

import (
	"context"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/bkpui/bkpui/internal/backup"
)

func (l looker) keyPairs(backup.ChoiceQuery) ([]backup.Choice, error) { return l.keyPairsBy(nil) }

func (l looker) keyPair(name string) (backup.Choice, error) {
	choices, err := l.keyPairsBy(filters("key-name", name))
	return l.one("ec2:DescribeKeyPairs", choices, err)
}

func (l looker) keyPairsBy(by []types.Filter) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	out, err := ask(l, ec2.ServiceID, "DescribeKeyPairs", api.DescribeKeyPairs, &ec2.DescribeKeyPairsInput{Filters: by})
	if err != nil {
		return nil, err
	}
	choices := make([]backup.Choice, len(out.KeyPairs))
	for i, k := range out.KeyPairs {
		choices[i] = backup.Choice{Value: str(k.KeyName), Facts: facts("id", str(k.KeyPairId), "type", word(k.KeyType).String())}
	}
	return choices, nil
}

func (l looker) instances(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.instancesBy(nil, filters("vpc-id", q.Within["vpc"], "subnet-id", q.Within["subnet"], "availability-zone", q.Within["zone"]))
}

func (l looker) instance(id string) (backup.Choice, error) {
	choices, err := l.instancesBy([]string{id}, nil)
	return l.one("ec2:DescribeInstances", choices, err)
}

func (l looker) instancesBy(ids []string, by []types.Filter) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeInstances", mostRows, func(ctx context.Context, token *string) ([]backup.Choice, *string, error) {
		out, err := api.DescribeInstances(ctx, &ec2.DescribeInstancesInput{InstanceIds: ids, Filters: by, NextToken: token, MaxResults: sized(ids)})
		if err != nil {
			return nil, nil, err
		}
		var choices []backup.Choice
		for _, r := range out.Reservations {
			for i := range r.Instances {
				choices = append(choices, instance(&r.Instances[i]))
			}
		}
		return choices, out.NextToken, nil
	})
}

func instance(i *types.Instance) backup.Choice {
	zone, state, profile := "", "", ""
	if i.Placement != nil {
		zone = str(i.Placement.AvailabilityZone)
	}
	if i.State != nil {
		state = word(i.State.Name).String()
	}
	if i.IamInstanceProfile != nil {
		profile = str(i.IamInstanceProfile.Arn)
	}
	return backup.Choice{Value: str(i.InstanceId), Name: nameOf(i.Tags), Facts: facts(
		"type", word(i.InstanceType).String(), "zone", zone, "vpc", str(i.VpcId), "subnet", str(i.SubnetId), "state", state, "key pair", str(i.KeyName), "profile", profile,
	)}
}

func (l looker) volumes(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.volumesBy(nil, filters("availability-zone", q.Within["zone"]))
}

func (l looker) volume(id string) (backup.Choice, error) {
	choices, err := l.volumesBy([]string{id}, nil)
	return l.one("ec2:DescribeVolumes", choices, err)
}

func (l looker) volumesBy(ids []string, by []types.Filter) ([]backup.Choice, error) {
	api := l.sc.more.ec2()
	return askAll(l, ec2.ServiceID, "DescribeVolumes", mostRows, func(ctx context.Context, token *string) ([]backup.Choice, *string, error) {
		out, err := api.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{VolumeIds: ids, Filters: by, NextToken: token, MaxResults: sized(ids)})
		if err != nil {
			return nil, nil, err
		}
		choices := make([]backup.Choice, len(out.Volumes))
		for i, v := range out.Volumes {
			size := ""
			if sdkaws.ToInt32(v.Size) > 0 {
				size = count(v.Size)
			}
			choices[i] = backup.Choice{Value: str(v.VolumeId), Name: nameOf(v.Tags), Facts: facts(
				"type", word(v.VolumeType).String(), "zone", str(v.AvailabilityZone), "size", size, "iops", count(v.Iops),
				"throughput", count(v.Throughput), "encrypted", yes(v.Encrypted), "key", str(v.KmsKeyId), "state", word(v.State).String(),
			)}
		}
		return choices, out.NextToken, nil
	})
}
