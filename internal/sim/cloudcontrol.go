package sim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

const cloudControlMost = 100 // rows of a page

// A controlled type is one that Cloud Control API lists and reads.
type controlled struct {
	id      string // the property that identifies it
	whole   bool   // lists give all properties, not the identifier alone
	account bool   // lists tell of all Regions of the account
	reads   string // the permission that its handler needs
}

// controlledTypes are the types of this world's things with handlers for LIST and
// READ (Cloud Control API User Guide: resource types that support it). Those of FSx
// but its associations, and those of Directory Service but Simple AD, have none.
var controlledTypes = map[string]controlled{
	"AWS::RDS::DBInstance":               {id: "DBInstanceIdentifier", whole: true, reads: "rds:DescribeDBInstances"},
	"AWS::RDS::DBCluster":                {id: "DBClusterIdentifier", whole: true, reads: "rds:DescribeDBClusters"},
	"AWS::RDS::DBSubnetGroup":            {id: "DBSubnetGroupName", whole: true, reads: "rds:DescribeDBSubnetGroups"},
	"AWS::RDS::DBParameterGroup":         {id: "DBParameterGroupName", whole: true, reads: "rds:DescribeDBParameterGroups"},
	"AWS::RDS::DBClusterParameterGroup":  {id: "DBClusterParameterGroupName", whole: true, reads: "rds:DescribeDBClusterParameterGroups"},
	"AWS::RDS::OptionGroup":              {id: "OptionGroupName", whole: true, reads: "rds:DescribeOptionGroups"},
	"AWS::DynamoDB::Table":               {id: "TableName", reads: "dynamodb:ListTables"},
	"AWS::S3::Bucket":                    {id: "BucketName", account: true, reads: "s3:ListAllMyBuckets"},
	"AWS::EFS::FileSystem":               {id: "FileSystemId", reads: "elasticfilesystem:DescribeFileSystems"},
	"AWS::EKS::Cluster":                  {id: "Name", reads: "eks:ListClusters"},
	"AWS::Redshift::Cluster":             {id: "ClusterIdentifier", reads: "redshift:DescribeClusters"},
	"AWS::Redshift::ClusterSubnetGroup":  {id: "ClusterSubnetGroupName", reads: "redshift:DescribeClusterSubnetGroups"},
	"AWS::RedshiftServerless::Namespace": {id: "NamespaceName", reads: "redshift-serverless:ListNamespaces"},
	"AWS::Timestream::Database":          {id: "DatabaseName", reads: "timestream:ListDatabases"},
	"AWS::Timestream::Table":             {id: "DatabaseName|TableName", reads: "timestream:ListTables"},
	"AWS::EC2::Volume":                   {id: "VolumeId", reads: "ec2:DescribeVolumes"},
	"AWS::EC2::Instance":                 {id: "InstanceId", reads: "ec2:DescribeInstances"},
	"AWS::DSQL::Cluster":                 {id: "Identifier", reads: "dsql:ListClusters"},
	"AWS::IAM::InstanceProfile":          {id: "InstanceProfileName", reads: "iam:ListInstanceProfiles"},
}

// unsupportedTypes exist for CloudFormation but have no handlers.
var unsupportedTypes = []string{
	"AWS::FSx::FileSystem", "AWS::FSx::StorageVirtualMachine", "AWS::FSx::Volume", "AWS::DirectoryService::MicrosoftAD", "AWS::DocDB::DBCluster",
}

// A controlInput is the input of the operations served.
type controlInput struct {
	TypeName      string
	Identifier    string
	ResourceModel string
	MaxResults    *int
	NextToken     string
}

// cloudControlOperations are the operations served: Cloud Control API 2021-09-30.
func (w *World) cloudControlOperations() map[string]handler {
	all := map[string]handler{}
	for name, answer := range map[string]func(*World, *scope, controlInput) (map[string]any, *apiError){
		"ListResources": (*World).listResources, "GetResource": (*World).getResource,
	} {
		all[name] = func(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
			var in controlInput
			if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
				return refuse("SerializationException", "Start of structure or map found where not expected.")
			}
			_, known := controlledTypes[in.TypeName]
			switch {
			case in.TypeName == "":
				return refuse("ValidationException", "1 validation error detected: Value null at 'typeName' failed to satisfy constraint: Member must not be null")
			case slices.Contains(unsupportedTypes, in.TypeName):
				return refuse("UnsupportedActionException", "Resource type %s does not support %s action", in.TypeName, map[string]string{"ListResources": "LIST", "GetResource": "READ"}[name])
			case !known:
				return refuse("TypeNotFoundException", "The type '%s' cannot be found.", in.TypeName)
			}
			if _, denied := w.handlers.Load(in.TypeName); denied {
				return handlerDenied(c, in.TypeName)
			}
			out, e := answer(w, w.scope(c.Account, c.Region), in)
			if e == nil {
				writeJSON(rw, http.StatusOK, out)
			}
			return e
		}
	}
	return all
}

// handlerDenied is what Cloud Control API answers when it may be called, but its
// handler of the type may not ask the service.
func handlerDenied(c Caller, kind string) *apiError {
	reads := controlledTypes[kind].reads
	return refuse("AccessDeniedException",
		"%s Handler returned status FAILED: User: %s is not authorized to perform: %s because no identity-based policy allows the %[3]s action "+
			"(Service: %[1]s, Status Code: 403) (HandlerErrorCode: AccessDenied, RequestToken: %[4]s)",
		kind, c.Principal, reads, uuid(hashText(5, kind)))
}

// DenyType makes Cloud Control API's handler of a type unable to ask its service, as
// for callers who lack that service's own permission. Safe for concurrent use.
func (w *World) DenyType(kind string) { w.handlers.Store(kind, true) }

// description is a thing as Cloud Control API describes it: its properties are JSON
// within JSON.
func (t *thing) description(of controlled, whole bool) map[string]any {
	props := map[string]any{}
	names, values := strings.Split(of.id, "|"), strings.Split(t.id, "|")
	for i, name := range names {
		props[name] = values[min(i, len(values)-1)]
	}
	if whole {
		props = t.properties()
	}
	raw, err := json.Marshal(props)
	if err != nil {
		panic(fmt.Sprintf("sim: properties of %s %s: %v", t.kind, t.id, err))
	}
	return map[string]any{"Identifier": t.id, "Properties": string(raw)}
}

func (w *World) listResources(s *scope, in controlInput) (map[string]any, *apiError) {
	limit := min(cloudControlMost, w.options.PageSize)
	if in.MaxResults != nil {
		if *in.MaxResults < 1 || *in.MaxResults > cloudControlMost {
			return nil, refuse("ValidationException", "1 validation error detected: Value '%d' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to %d", *in.MaxResults, cloudControlMost)
		}
		limit = min(limit, *in.MaxResults)
	}
	last := ""
	if in.NextToken != "" {
		raw, err := base64.RawURLEncoding.DecodeString(in.NextToken)
		kind, rest, ok := strings.Cut(string(raw), " ")
		if err != nil || !ok || kind != in.TypeName {
			return nil, refuse("InvalidRequestException", "The nextToken is invalid.")
		}
		last = rest
	}
	of := controlledTypes[in.TypeName]
	all := s.thingsOf(in.TypeName)
	if of.account {
		all = w.thingsOfAccount(s, in.TypeName)
	}
	rows, next := []map[string]any{}, ""
	for _, t := range all {
		if t.id <= last && last != "" {
			continue
		}
		if len(rows) == limit {
			next = base64.RawURLEncoding.EncodeToString([]byte(in.TypeName + " " + rows[limit-1]["Identifier"].(string)))
			break
		}
		rows = append(rows, t.description(of, of.whole))
	}
	out := map[string]any{"TypeName": in.TypeName, "ResourceDescriptions": rows}
	if next != "" {
		out["NextToken"] = next
	}
	return out, nil
}

// thingsOfAccount are the things of all Regions of the scope's account.
func (w *World) thingsOfAccount(s *scope, kind string) (all []*thing) {
	for _, region := range w.regions {
		all = append(all, w.scope(s.account.id, region).thingsOf(kind)...)
	}
	slices.SortFunc(all, func(a, b *thing) int { return strings.Compare(a.id, b.id) })
	return all
}

func (w *World) getResource(s *scope, in controlInput) (map[string]any, *apiError) {
	of := controlledTypes[in.TypeName]
	t := s.thing(in.TypeName, in.Identifier)
	if of.account && t == nil {
		for _, other := range w.thingsOfAccount(s, in.TypeName) {
			if other.id == in.Identifier {
				t = other
			}
		}
	}
	if t == nil {
		return nil, refuse("ResourceNotFoundException",
			"%s Handler returned status FAILED: Resource of type '%[1]s' with identifier '%s' was not found. (HandlerErrorCode: NotFound, RequestToken: %s)",
			in.TypeName, in.Identifier, uuid(hashText(4, in.Identifier)))
	}
	return map[string]any{"TypeName": in.TypeName, "ResourceDescription": t.description(of, true)}, nil
}
