package views

// Catalog returns every view, in the order of the help. A new view is one file and
// one line here.
func Catalog() []Opener {
	return []Opener{
		overview(),
		failures(),
		jobs(), backupJobs(), copyJobs(), restoreJobs(), scanJobs(),
		vaults(),
		points(),
		resources(), staleView(),
		plans(), rules(), selections(),
		accounts(), regions(),
		actions(), drafts(),
		health(), calls(), logs(),
	}
}
