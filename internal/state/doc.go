// Package state holds what AWS said: tables made of parts, kept fresh by feeds,
// read as immutable snapshots. It knows no SDK and no screen, and has no opinion
// about what the rows mean.
//
// One Store has one Snapshot at a time. Writers (the Poller's passes, and Publish)
// share a lock; readers load the Snapshot and never wait. A row keeps its RowID
// while it lives. An error never removes a row: it stands in the part's Health.
package state
