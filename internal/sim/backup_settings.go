package sim

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

func describeRegionSettings(c *call) *apiError {
	settings := func(name string, on func(*resourceKind) bool) {
		c.out.object(name, func() {
			for _, k := range resourceKinds {
				c.out.flag(k.name, on(k))
			}
		})
	}
	settings("ResourceTypeOptInPreference", func(k *resourceKind) bool { return c.scope.optedIn(k.name) })
	settings("ResourceTypeManagementPreference", func(k *resourceKind) bool { return k.full })
	return nil
}

// optedIn says whether AWS Backup is switched on for a resource type.
func (s *scope) optedIn(kind string) bool { return kind != "Timestream" || s.number%3 != 1 }

func describeGlobalSettings(c *call) *apiError {
	c.out.object("GlobalSettings", func() {
		c.out.text("isCrossAccountBackupEnabled", strconv.FormatBool(!c.w.overlay.keptApart.Load()))
		c.out.text("isMpaEnabled", "true")
		c.out.text("isDelegatedAdministratorEnabled", "false")
	})
	c.out.time("LastUpdateTime", c.w.birth-30*day)
	return nil
}

func getSupportedResourceTypes(c *call) *apiError {
	var names []string
	for _, k := range resourceKinds {
		names = append(names, k.name)
	}
	slices.Sort(names)
	c.out.texts("ResourceTypes", names)
	return nil
}

func listTags(c *call) *apiError {
	tags, ok := c.tagsOf(c.labels[0])
	if !ok {
		return notFound("Cannot find resource: %s", c.labels[0])
	}
	limit, from, err := c.page()
	if err != nil {
		return err
	}
	keys := slices.Sorted(maps.Keys(tags))
	for len(keys) > 0 && keys[0] <= from.Row {
		keys = keys[1:]
	}
	next := ""
	if len(keys) > limit {
		keys = keys[:limit]
		next = c.nextToken(pageToken{Row: keys[limit-1]})
	}
	page := map[string]string{}
	for _, k := range keys {
		page[k] = tags[k]
	}
	c.writeMap("Tags", page)
	c.out.text("NextToken", next)
	return nil
}

// tagsOf finds what a request for tags names: a vault, a plan or a point.
func (c *call) tagsOf(arn string) (map[string]string, bool) {
	team := map[string]string{"team": c.scope.account.name}
	if strings.Contains(arn, ":backup-vault:") || strings.Contains(arn, ":backup-plan:") {
		for _, v := range c.scope.vaults {
			if v.arn == arn {
				team["env"] = "prod"
				return team, true
			}
		}
		for _, p := range c.scope.plans {
			if p.arn == arn {
				return team, true
			}
		}
		return nil, false
	}
	for _, v := range c.scope.vaults {
		if p, ok := c.find(v, arn); ok {
			return p.tags(), true
		}
	}
	return nil, false
}
