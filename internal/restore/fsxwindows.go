package restore

import "slices"

// fsxWindows restores a file system for Windows. It keeps its deployment type, and
// whether its Active Directory is AWS's or one's own.
func fsxWindows() []Spec {
	s := fsx("fsx-windows", "WINDOWS", "FSx for Windows File Server")
	const own = "WindowsConfiguration.SelfManagedActiveDirectoryConfiguration."
	self := func(f *Form) bool {
		return f.original != nil && reachable(f, "WindowsConfiguration", "SelfManagedActiveDirectoryConfiguration")
	}
	multi := func(f *Form) bool { return f.Value("WindowsConfiguration.DeploymentType") == "MULTI_AZ_1" }
	s.Fields = append(fsxFields("", "SSD", "HDD"),
		Field{
			Key: "WindowsConfiguration.DeploymentType", Label: "Deployment", Section: "File system", Kind: Text, Also: []string{"DeploymentType"},
			Fixed: "a restore keeps the deployment type", Help: "MULTI_AZ_1, SINGLE_AZ_1 or SINGLE_AZ_2", Required: true,
		},
		Field{
			Key: "WindowsConfiguration.ThroughputCapacity", Label: "Throughput", Section: "File system", Kind: Number, Required: true, Min: 8,
			Help: "MB a second: 8, 16, 32 and so on",
		},
		Field{
			Key: "WindowsConfiguration.PreferredSubnetId", Label: "Preferred subnet", Section: "Network", Kind: Pick, Required: true, Query: look(Subnets), Bound: InAccount,
			Help: "where the active file server stands: one of the subnets", Shown: multi, Check: preferred,
		},
		Field{
			Key: "WindowsConfiguration.ActiveDirectoryId", Label: "Directory", Section: "Active Directory", Kind: Pick, Required: true, Query: look(Directories), Bound: InAccount,
			Help: "an AWS Managed Microsoft AD; a restore cannot change to one's own", Shown: func(f *Form) bool { return !self(f) }, Check: startsWith("d-"),
		},
		Field{Key: own + "DomainName", Label: "Domain", Section: "Active Directory", Kind: Text, Required: true, Shown: self, Help: "corp.example.com"},
		Field{Key: own + "DnsIps", Label: "DNS servers", Section: "Active Directory", Kind: List, Required: true, Items: 3, Shown: self, Help: "addresses, at most 3"},
		Field{
			Key: own + "OrganizationalUnitDistinguishedName", Label: "Organizational unit", Section: "Active Directory", Kind: Text, Shown: self,
			Help: "OU=…,DC=…", Empty: "the domain's default",
		},
		Field{
			Key: own + "FileSystemAdministratorsGroup", Label: "Administrators", Section: "Active Directory", Kind: Text, Shown: self,
			Help: "group that administers the file system", Empty: "Domain Admins",
		},
		Field{Key: own + "UserName", Label: "Service account", Section: "Active Directory", Kind: Text, Required: true, Shown: self, Help: "that joins the domain"},
		Field{Key: own + "Password", Label: "Its password", Section: "Active Directory", Kind: Secret, Required: true, Shown: self, Help: "a backup holds no password"},
	)
	s.Check = func(f *Form, _ map[string]string) string {
		if n := len(f.items("SubnetIds")); multi(f) && n != 2 || !multi(f) && n > 1 {
			return "a Multi-AZ file system takes two subnets, a Single-AZ one takes one"
		}
		return ""
	}
	return []Spec{s}
}

// reachable reports whether the metadata holds an object at a path.
func reachable(f *Form, base string, members ...string) bool {
	_, ok := reach(f.doc(f.keyOf(base)), members).(map[string]any)
	return ok
}

func preferred(f *Form, v string) string {
	if !slices.Contains(f.items("SubnetIds"), v) {
		return "it must be one of the subnets"
	}
	return ""
}
