package sim

import "time"

// Options size a world. The zero value is the demo: six accounts, four
// regions, about a year of backups. Sizes steer, they are not exact to the row,
// except OneVault.
type Options struct {
	// Seed picks the world: the same seed, Start and sizes give the same one.
	Seed uint64
	// Accounts in the organisation, 6 by default; the first is the management account.
	Accounts int
	// Regions enabled in every account, 4 by default.
	Regions int
	// Vaults in a scope (an account in a region), 6 by default.
	Vaults int
	// Points is the number of recovery points to aim at in the whole world.
	// Alone it sets how many resources there are; with Resources, how long
	// points are kept.
	Points int
	// Resources is the number of protected resources in the whole world, 30 a
	// scope by default.
	Resources int
	// Jobs is the number of backup jobs of the last 30 days to aim at in the
	// whole world. More than the plans start are added as on-demand jobs, of
	// fewer only a part is listed.
	Jobs int
	// PageSize bounds every page, 1000 by default as in AWS.
	PageSize int
	// Start is the moment the world was made: New's time, cut to the hour, by
	// default. What is seen later follows from Seed, Start and time.Now alone.
	Start time.Time
	// Rates makes the simulator refuse what exceeds AWS's documented request
	// rates.
	Rates bool
	// OneVault adds a vault named prod-daily-all to the management account's
	// first region that holds exactly this many points at any time. With it,
	// Resources counts that vault's resources (a 33rd of the points by default)
	// and the rest of the world keeps its default size.
	OneVault int
	// Tonight adds vaults of several accounts that share a KMS key, whose policy somebody
	// changed some hours before Start: about 140 jobs failed since, 32 in an
	// organisation of less than 60 accounts. World.Tonight tells of it.
	Tonight bool
	// Speed makes the jobs that requests start run so many times faster than at AWS;
	// 1 by default.
	Speed int
}

// Defaults of Options, and what AWS fixes.
const (
	defaultAccounts  = 6
	defaultRegions   = 4
	defaultVaults    = 6
	resourcesAScope  = 30
	maxPage          = 1000 // AWS Backup API: maxResults of every List operation
	defaultPage      = 100  // not documented by AWS; about what it answers
	jobHistory       = 30 * day
	hour             = int64(time.Hour / time.Millisecond)
	minute           = int64(time.Minute / time.Millisecond)
	second           = int64(time.Second / time.Millisecond)
	day              = 24 * hour
	bigVaultName     = "prod-daily-all"
	pointsAResource  = 33
	historyOfAWorld  = 365 * day
	expiredStayFor   = 30 * day
	deletionRandomly = 8 * hour // lifecycle deletions happen within about 8 hours after DeleteAt
)

func (o Options) withDefaults(now time.Time) Options {
	set := func(n *int, value int) {
		if *n <= 0 {
			*n = value
		}
	}
	set(&o.Accounts, defaultAccounts)
	set(&o.Regions, defaultRegions)
	set(&o.Vaults, defaultVaults)
	set(&o.PageSize, maxPage)
	set(&o.Speed, 1)
	o.PageSize = min(o.PageSize, maxPage)
	o.Regions = min(o.Regions, len(regionNames))
	if o.Start.IsZero() {
		o.Start = now.Truncate(time.Hour)
	}
	return o
}
