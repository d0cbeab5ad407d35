package sim

import (
	"fmt"
	"time"
)

// regionNames are real regions in the order in which a world takes them.
var regionNames = []string{
	"us-east-1", "eu-west-1", "us-west-2", "ap-south-1", "eu-central-1", "us-east-2", "ap-southeast-1", "ap-northeast-1",
	"ca-central-1", "eu-west-2", "sa-east-1", "ap-southeast-2", "eu-north-1", "eu-west-3", "us-west-1", "ap-northeast-2",
	"eu-south-1", "me-south-1", "af-south-1", "ap-east-1", "ap-northeast-3", "eu-central-2", "eu-south-2", "ap-south-2",
	"ap-southeast-3", "ap-southeast-4", "me-central-1", "il-central-1", "ca-west-1",
}

var accountNames = []string{
	"payments", "data-lake", "identity", "web-prod", "sandbox", "audit", "logistics", "billing", "search", "mobile-api",
	"ml-research", "shared-services", "network", "support-desk", "marketing", "warehouse", "fraud", "partners",
}

func (w *World) newAccount(i int) *account {
	name := fmt.Sprintf("team-%02d", i+1)
	if i < len(accountNames) {
		name = accountNames[i]
	}
	return &account{
		id:      fmt.Sprintf("%012d", 100_000_000_000+hash(w.seed, uint64(i), 11)%899_999_999_999),
		name:    name,
		email:   "aws+" + name + "@example.com",
		number:  i,
		refuses: name == "audit",
		joined:  time.UnixMilli(w.birth - 900*day + int64(i)*41*day),
	}
}

// shareResources gives every scope its number of resources: the first regions
// hold most, as in real fleets.
func (w *World) shareResources() {
	o := w.options
	total := resourcesAScope * len(w.scopes)
	switch {
	case o.Resources > 0 && o.OneVault == 0:
		total = o.Resources
	case o.Points > 0:
		total = max(1, o.Points/pointsOfOne)
	}
	weight := func(region int) float64 {
		return [...]float64{1.6, 1.1, 0.8, 0.5}[min(region, 3)]
	}
	var sum float64
	for _, s := range w.scopes {
		sum += weight(s.number % len(w.regions))
	}
	given, seen := 0, 0.0
	for _, s := range w.scopes {
		seen += weight(s.number % len(w.regions))
		upTo := int(seen/sum*float64(total) + 0.5)
		s.want = upTo - given
		given = upTo
	}
}
