package sim

// addGroups adds the subnet, parameter and option groups of the databases. The
// group named "private" covers three zones, "single-zone" one, which is not enough
// for RDS.
func (s *scope) addGroups() {
	var private, isolated []string
	for z := range s.zones() {
		private = append(private, s.subnetID(mainVPC, z))
		isolated = append(isolated, s.subnetID(isolatedVPC, z))
	}
	for name, subnets := range map[string][]string{"private": private, "isolated": isolated, "single-zone": private[:1]} {
		s.add("AWS::RDS::DBSubnetGroup", name, map[string]any{
			"DBSubnetGroupName": name, "DBSubnetGroupDescription": "subnets of " + name, "SubnetIds": subnets,
		})
		if name != "single-zone" {
			s.add("AWS::Redshift::ClusterSubnetGroup", name, map[string]any{
				"ClusterSubnetGroupName": name, "Description": "subnets of " + name, "SubnetIds": subnets,
			})
		}
	}
	for name, family := range map[string]string{"default.postgres16": "postgres16", "app-postgres16": "postgres16", "default.mysql8.0": "mysql8.0"} {
		s.add("AWS::RDS::DBParameterGroup", name, map[string]any{"DBParameterGroupName": name, "Family": family, "Description": "for " + family})
	}
	for name, family := range map[string]string{
		"default.aurora-postgresql15": "aurora-postgresql15", "app-aurora15": "aurora-postgresql15", "default.docdb5.0": "docdb5.0", "default.neptune1.3": "neptune1.3",
	} {
		s.add("AWS::RDS::DBClusterParameterGroup", name, map[string]any{"DBClusterParameterGroupName": name, "Family": family, "Description": "for " + family})
	}
	for name, engine := range map[string][2]string{
		"default:postgres-16": {"postgres", "16"}, "default:mysql-8-0": {"mysql", "8.0"}, "oracle-tde": {"oracle-ee", "19"},
	} {
		s.add("AWS::RDS::OptionGroup", name, map[string]any{
			"OptionGroupName": name, "EngineName": engine[0], "MajorEngineVersion": engine[1], "OptionGroupDescription": "for " + engine[0],
		})
	}
	s.add("AWS::Redshift::ClusterParameterGroup", "default.redshift-1.0", map[string]any{"ParameterGroupName": "default.redshift-1.0", "ParameterGroupFamily": "redshift-1.0"})
}
