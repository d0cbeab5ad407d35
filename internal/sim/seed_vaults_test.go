package sim

import "testing"

// TestARestoreAccessVaultIsInTheRegionOfItsAirGappedVault is as AWS has it: it is a view of the
// vault that it leads to.
func TestARestoreAccessVaultIsInTheRegionOfItsAirGappedVault(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"as it is": {}, "many": {Accounts: 30, Regions: 8, Vaults: 10},
	} {
		w, found := New(o), 0
		for _, s := range w.scopes {
			for _, v := range s.vaults {
				if v.kind != restoreAccess {
					continue
				}
				found++
				if source := v.sourceVault(); source.scope.region != s.region || source.kind != airGapped {
					t.Errorf("%s: %s leads to %s, a %s", name, v.arn, source.arn, source.kind)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s: %d restore access vaults, want the one of web-prod", name, found)
		}
	}
}
