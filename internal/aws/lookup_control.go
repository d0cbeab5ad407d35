package aws

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudcontrol"
	"github.com/aws/aws-sdk-go-v2/service/cloudcontrol/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	controlPage = 100  // the most that Cloud Control API gives at once
	mostThings  = 1000 // of its lists, which are ten pages then
)

// A controlledType is a kind of thing that Cloud Control API lists and reads. Its
// handler asks the service itself, with the caller's permissions.
type controlledType struct {
	name    string            // CloudFormation's
	needs   []string          // the permissions that its handlers need besides Cloud Control API's own
	facts   map[string]string // the fact by the property that tells it
	network bool              // a group of subnets: its VPC and zones are looked up besides
}

// controlledTypes are the kinds that are looked up by Cloud Control API (CloudFormation
// registry: the types' schemas). Types that have no handlers in a Region are
// Unsupported there: those of FSx and AWS Managed Microsoft AD may be.
func controlledTypes() map[backup.ChoiceKind]controlledType {
	database := map[string]string{
		"Engine": "engine", "EngineVersion": "version", "DBInstanceClass": "class", "DBSubnetGroupName": "subnet group", "MultiAZ": "multi-az", "StorageType": "type",
	}
	return map[backup.ChoiceKind]controlledType{
		backup.DBInstances: {name: "AWS::RDS::DBInstance", needs: []string{"rds:DescribeDBInstances"}, facts: database},
		backup.DBClusters:  {name: "AWS::RDS::DBCluster", needs: []string{"rds:DescribeDBClusters"}, facts: database},
		backup.DBSubnetGroups: {
			name: "AWS::RDS::DBSubnetGroup", needs: []string{"rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"}, network: true,
			facts: map[string]string{"DBSubnetGroupDescription": "about"},
		},
		backup.DBParameterGroups: {
			name: "AWS::RDS::DBParameterGroup", needs: []string{"rds:DescribeDBParameterGroups", "rds:DescribeDBParameters", "rds:ListTagsForResource"},
			facts: map[string]string{"Family": "family", "Description": "about"},
		},
		backup.DBClusterParams: {
			name: "AWS::RDS::DBClusterParameterGroup", needs: []string{"rds:DescribeDBClusterParameterGroups", "rds:DescribeDBClusterParameters", "rds:ListTagsForResource"},
			facts: map[string]string{"Family": "family", "Description": "about"},
		},
		backup.OptionGroups: {
			name: "AWS::RDS::OptionGroup", needs: []string{"rds:DescribeOptionGroups", "rds:ListTagsForResource"},
			facts: map[string]string{"EngineName": "engine", "MajorEngineVersion": "version", "OptionGroupDescription": "about"},
		},
		backup.Tables: {name: "AWS::DynamoDB::Table", needs: []string{"dynamodb:ListTables", "dynamodb:DescribeTable"}, facts: map[string]string{"BillingMode": "billing"}},
		backup.Buckets: {
			name: "AWS::S3::Bucket", needs: []string{"s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucket*", "s3:GetEncryptionConfiguration"},
			facts: map[string]string{"RegionalDomainName": "region", "VersioningConfiguration": "versioning"},
		},
		backup.FileSystems: {
			name: "AWS::EFS::FileSystem", needs: []string{"elasticfilesystem:DescribeFileSystems"},
			facts: map[string]string{"PerformanceMode": "mode", "Encrypted": "encrypted", "KmsKeyId": "key"},
		},
		backup.FSxFileSystems:   {name: "AWS::FSx::FileSystem", needs: []string{"fsx:DescribeFileSystems"}, facts: map[string]string{"FileSystemType": "type"}},
		backup.StorageVMs:       {name: "AWS::FSx::StorageVirtualMachine", needs: []string{"fsx:DescribeStorageVirtualMachines"}, facts: map[string]string{"FileSystemId": "file system"}},
		backup.Directories:      {name: "AWS::DirectoryService::MicrosoftAD", needs: []string{"ds:DescribeDirectories"}, facts: map[string]string{"Edition": "edition"}},
		backup.RedshiftClusters: {name: "AWS::Redshift::Cluster", needs: []string{"redshift:DescribeClusters"}, facts: map[string]string{"NodeType": "type", "NumberOfNodes": "nodes"}},
		backup.RedshiftSubnets: {
			name: "AWS::Redshift::ClusterSubnetGroup", needs: []string{"redshift:DescribeClusterSubnetGroups"}, network: true, facts: map[string]string{"Description": "about"},
		},
		backup.TimestreamDBs:    {name: "AWS::Timestream::Database", needs: []string{"timestream:DescribeEndpoints", "timestream:ListDatabases", "timestream:DescribeDatabase"}},
		backup.TimestreamTables: {name: "AWS::Timestream::Table", needs: []string{"timestream:DescribeEndpoints", "timestream:ListTables", "timestream:DescribeTable"}, facts: map[string]string{"DatabaseName": "database"}},
	}
}

// controlled lists the things of a type. Lists of some types tell identifiers only.
func (l looker) controlled(t controlledType) ([]backup.Choice, error) {
	api := l.sc.more.control()
	rows, err := askAll(l, cloudcontrol.ServiceID, "ListResources", mostThings, func(ctx context.Context, token *string) ([]types.ResourceDescription, *string, error) {
		out, err := api.ListResources(ctx, &cloudcontrol.ListResourcesInput{TypeName: &t.name, NextToken: token, MaxResults: sdkaws.Int32(controlPage)})
		if err != nil {
			return nil, nil, err
		}
		return out.ResourceDescriptions, out.NextToken, nil
	})
	return l.described(t, rows), l.explained(t, err)
}

// findControlled reads one thing by its identifier.
func (l looker) findControlled(t controlledType, id string) (backup.Choice, error) {
	api := l.sc.more.control()
	out, err := ask(l, cloudcontrol.ServiceID, "GetResource", api.GetResource, &cloudcontrol.GetResourceInput{TypeName: &t.name, Identifier: &id})
	switch {
	case err != nil:
		return backup.Choice{}, l.explained(t, err)
	case out.ResourceDescription == nil:
		return backup.Choice{}, &backup.Error{Kind: backup.InternalError, Op: "cloudformation:GetResource", Scope: l.sc.at, Message: "AWS answered without a resource"}
	}
	return l.described(t, []types.ResourceDescription{*out.ResourceDescription})[0], nil
}

// explained says which permissions a look-up needs, and that one without handlers is
// none of the console's doing.
func (l looker) explained(t controlledType, err error) error {
	e, ok := err.(*backup.Error) //nolint:errorlint // do returns nothing else
	if !ok {
		return err
	}
	switch e.Kind {
	case backup.AccessDenied:
		e.Remedy = "allow " + e.Op + " and what its handler asks: " + strings.Join(t.needs, ", ")
	case backup.Unsupported:
		e.Remedy = "type it by hand: Cloud Control API does not tell of " + t.name
	default:
	}
	return e
}

// described makes choices of descriptions: properties are JSON within JSON.
func (l looker) described(t controlledType, rows []types.ResourceDescription) []backup.Choice {
	choices := make([]backup.Choice, len(rows))
	var subnets map[string]backup.Choice
	var unseen error
	for i, r := range rows {
		choice := backup.Choice{Value: str(r.Identifier), Facts: map[string]string{}}
		var props map[string]any
		if json.Unmarshal([]byte(sdkaws.ToString(r.Properties)), &props) != nil {
			props = nil
		}
		for property, fact := range t.facts {
			if v := factOf(property, props[property]); v != "" {
				choice.Facts[fact] = v
			}
		}
		if ids, ok := props["SubnetIds"].([]any); ok && t.network {
			if subnets == nil {
				subnets, unseen = l.subnetsByID()
			}
			if unseen != nil { // zones that are not known are not claimed
				choice.Facts[backup.Unseen] = "ec2:DescribeSubnets: " + string(backup.KindOf(unseen))
			}
			span(choice.Facts, subnets, ids)
		}
		choices[i] = choice
	}
	return choices
}

// subnetsByID are the subnets of the scope, none where they can't be listed.
func (l looker) subnetsByID() (map[string]backup.Choice, error) {
	byID := map[string]backup.Choice{}
	all, err := l.subnetsBy(paged())
	if err != nil {
		return byID, err
	}
	for _, s := range all {
		byID[s.Value] = s
	}
	return byID, nil
}

// span adds the VPC and the zones of a group of subnets, if all of them are known.
func span(facts map[string]string, subnets map[string]backup.Choice, ids []any) {
	var zones []string
	for _, id := range ids {
		s, ok := subnets[fmt.Sprint(id)]
		if !ok {
			return
		}
		facts["vpc"] = s.Facts["vpc"]
		if zone := s.Facts["zone"]; !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	slices.Sort(zones)
	facts["zones"] = strings.Join(zones, ",")
}

// factOf is a property as a fact.
func factOf(property string, value any) string {
	switch v := value.(type) {
	case nil, []any:
		return ""
	case map[string]any: // {"Status": "Enabled"}
		s, _ := v["Status"].(string)
		return s
	case string:
		if property == "RegionalDomainName" {
			return bucketRegion(v)
		}
		return bounded(v).String()
	default:
		return fmt.Sprint(v)
	}
}

// bucketRegion is the Region in a bucket's domain name: NAME.s3.REGION.amazonaws.com.
func bucketRegion(domain string) string {
	const service = ".s3."
	i := strings.LastIndex(domain, service)
	if i < 0 {
		return ""
	}
	region, _, _ := strings.Cut(domain[i+len(service):], ".")
	return region
}
