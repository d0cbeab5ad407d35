package aws

import (
	"net/url"

	"github.com/bkpui/bkpui/internal/backup"
)

func (l looker) keyPairs(backup.ChoiceQuery) ([]backup.Choice, error) { return l.keyPairsBy(filters()) }

func (l looker) keyPair(name string) (backup.Choice, error) {
	choices, err := l.keyPairsBy(filters("key-name", name))
	return l.one("ec2:DescribeKeyPairs", choices, err)
}

// keyPairsBy takes what EC2 has in one answer: key pairs have no pages.
func (l looker) keyPairsBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeKeyPairs", in, func(out *ec2Answer) []backup.Choice {
		return each(out.KeyPairs, func(k *ec2KeyPair) backup.Choice {
			return backup.Choice{Value: str(&k.Name), Facts: facts("id", str(&k.ID), "type", str(&k.Type))}
		})
	})
}

func (l looker) instances(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.instancesBy(paged("vpc-id", q.Within["vpc"], "subnet-id", q.Within["subnet"], "availability-zone", q.Within["zone"]))
}

func (l looker) instance(id string) (backup.Choice, error) {
	choices, err := l.instancesBy(withID("InstanceId", id))
	return l.one("ec2:DescribeInstances", choices, err)
}

func (l looker) instancesBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeInstances", in, func(out *ec2Answer) []backup.Choice {
		return each(out.Instances, func(i *ec2Instance) backup.Choice {
			return backup.Choice{Value: str(&i.ID), Name: nameOf(i.Tags), Facts: facts(
				"type", str(&i.Type), "zone", str(&i.Zone), "vpc", str(&i.VPC), "subnet", str(&i.Subnet),
				"state", str(&i.State), "key pair", str(&i.KeyPair), "profile", str(&i.Profile),
			)}
		})
	})
}

func (l looker) volumes(q backup.ChoiceQuery) ([]backup.Choice, error) {
	return l.volumesBy(paged("availability-zone", q.Within["zone"]))
}

func (l looker) volume(id string) (backup.Choice, error) {
	choices, err := l.volumesBy(withID("VolumeId", id))
	return l.one("ec2:DescribeVolumes", choices, err)
}

func (l looker) volumesBy(in url.Values) ([]backup.Choice, error) {
	return ec2List(l, "DescribeVolumes", in, func(out *ec2Answer) []backup.Choice {
		return each(out.Volumes, func(v *ec2Volume) backup.Choice {
			size := count(v.Size)
			if size == "0" {
				size = ""
			}
			return backup.Choice{Value: str(&v.ID), Name: nameOf(v.Tags), Facts: facts(
				"type", str(&v.Type), "zone", str(&v.Zone), "size", size, "iops", count(v.IOPS), "throughput", count(v.Throughput),
				"encrypted", yes(v.Encrypted), "key", str(&v.Key), "state", str(&v.State),
			)}
		})
	})
}
