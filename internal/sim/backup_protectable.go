package sim

import "strings"

// protectable finds what a request wants to back up: a resource, or one that is
// nested in it. What is of a type that AWS Backup knows but not there is taken too:
// the job will find out.
func (c *call) protectable(arn string) (r *resource, member int, err *apiError) {
	for _, home := range c.scope.homes {
		home.load()
		if i, ok := home.byARN[arn]; ok {
			return home.resources[i], 0, nil
		}
		if i, ok := home.nested[arn]; ok {
			r := home.resources[i]
			for child := 1; child <= r.kind.children; child++ {
				if r.nestedARN(child) == arn {
					return r, child, nil
				}
			}
		}
	}
	if r := c.w.overlay.restored[arn]; r != nil {
		return r, 0, nil
	}
	p := strings.SplitN(arn, ":", 6)
	if p[2] != "s3" && (p[3] != c.scope.region || p[4] != c.scope.account.id) {
		return nil, 0, invalid("Resource %s is not of this account and Region.", arn)
	}
	for _, k := range resourceKinds {
		if k.names(arn) {
			id := p[5][strings.LastIndexAny(p[5], ":/")+1:]
			if k.name == "Aurora" {
				k = c.scope.clusterKind(id)
			}
			return &resource{kind: k, scope: c.scope, id: id, name: id, arn: arn, seed: hashText(c.scope.seed, arn), absent: !c.there(k, id)}, 0, nil
		}
	}
	return nil, 0, invalid("Unsupported resource type: %s", arn)
}

// names says whether an ARN has the shape of the type's.
func (k *resourceKind) names(arn string) bool {
	template := strings.NewReplacer("{R}", "*", "{A}", "*", "{n}", "*", "{x}", "*", "{u}", "*", "{h}", "*").Replace(k.arn)
	if k.name == "S3" {
		template = "arn:aws:s3:::*"
	}
	return glob(template, arn)
}

// there says whether the account holds a thing of a type that AWS Backup has not
// protected yet.
func (c *call) there(k *resourceKind, id string) bool { return c.scope.holds(protectedAs[k.name], id) }

// clusterKind is the type of a cluster of the RDS API, by its engine: four types of
// AWS Backup share the shape of its ARN.
func (s *scope) clusterKind(id string) *resourceKind {
	if t := s.thing("AWS::RDS::DBCluster", id); t != nil {
		switch engine := t.text("Engine"); {
		case engine == "docdb":
			return kindNamed("DocumentDB")
		case engine == "neptune":
			return kindNamed("Neptune")
		case engine != "" && !strings.HasPrefix(engine, "aurora"):
			return multiAZCluster
		}
	}
	return kindNamed("Aurora")
}
