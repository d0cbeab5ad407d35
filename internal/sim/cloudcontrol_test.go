package sim_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/service/cloudcontrol"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestCloudControlListsAndReadsByType(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{PageSize: 2})
		api := cloudcontrol.NewFromConfig(user(w))
		for _, kind := range []string{
			"AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::RDS::DBSubnetGroup", "AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup",
			"AWS::RDS::OptionGroup", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::Redshift::Cluster",
			"AWS::Redshift::ClusterSubnetGroup", "AWS::Timestream::Database", "AWS::Timestream::Table",
		} {
			var ids []string
			pages := cloudcontrol.NewListResourcesPaginator(api, &cloudcontrol.ListResourcesInput{TypeName: &kind})
			for pages.HasMorePages() {
				page, err := pages.NextPage(t.Context())
				if err != nil || len(page.ResourceDescriptions) > 2 {
					t.Fatalf("%s: %+v, %v", kind, page, err)
				}
				for _, d := range page.ResourceDescriptions {
					ids = append(ids, *d.Identifier)
				}
			}
			if len(ids) == 0 || !slices.IsSorted(ids) {
				t.Errorf("%s: %v", kind, ids)
				continue
			}
			if want := w.Held(w.HomeAccount(), "us-east-1", kind); kind != "AWS::S3::Bucket" && !slices.Equal(ids, want) {
				t.Errorf("%s: %v, the inventory has %v", kind, ids, want)
			}
			out, err := api.GetResource(t.Context(), &cloudcontrol.GetResourceInput{TypeName: &kind, Identifier: &ids[0]})
			var props map[string]any
			if err != nil || json.Unmarshal([]byte(*out.ResourceDescription.Properties), &props) != nil || len(props) == 0 {
				t.Errorf("%s %s: %+v, %v", kind, ids[0], out, err)
			}
		}
	})
}

func TestCloudControlRefusesAsAWSDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api := cloudcontrol.NewFromConfig(user(w))
		read := func(kind, id string) error {
			_, err := api.GetResource(t.Context(), &cloudcontrol.GetResourceInput{TypeName: &kind, Identifier: &id})
			return err
		}
		for _, c := range []struct{ kind, want string }{
			{"AWS::FSx::FileSystem", "UnsupportedActionException"},
			{"AWS::DirectoryService::MicrosoftAD", "UnsupportedActionException"},
			{"AWS::StorageGateway::Gateway", "TypeNotFoundException"},
			{"AWS::RDS::DBInstance", "ResourceNotFoundException"},
		} {
			if err := read(c.kind, "x"); code(err) != c.want {
				t.Errorf("%s: %v, want %s", c.kind, err, c.want)
			}
		}
		w.DenyType("AWS::RDS::DBInstance")
		if err := read("AWS::RDS::DBInstance", "x"); code(err) != "AccessDeniedException" || !strings.Contains(message(err), "rds:DescribeDBInstances") {
			t.Errorf("denied handler: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"GetResource"}}})
		if err := read("AWS::RDS::DBCluster", "x"); code(err) != "AccessDeniedException" || !strings.Contains(message(err), "cloudformation:GetResource") {
			t.Errorf("denied: %v", err)
		}
	})
}

func TestABucketIsReadFromEveryRegionOfItsAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		cfg := user(w)
		cfg.Region = "eu-west-1"
		kind, there := "AWS::S3::Bucket", w.Held(w.HomeAccount(), "us-east-1", "AWS::S3::Bucket")[0]
		out, err := cloudcontrol.NewFromConfig(cfg).GetResource(t.Context(), &cloudcontrol.GetResourceInput{TypeName: &kind, Identifier: &there})
		if err != nil || !strings.Contains(*out.ResourceDescription.Properties, ".s3.us-east-1.amazonaws.com") {
			t.Errorf("%+v, %v", out, err)
		}
	})
}
