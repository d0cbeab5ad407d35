// Package sim is AWS on the wire: an http.Handler that answers the unchanged
// SDK and the aws command for AWS Backup, STS, Organizations, Account Management,
// EC2, IAM, KMS, Cloud Control API and the IAM Identity Center portal, all at one
// endpoint.
//
// Behind it stands a seeded organisation that moves with time.Now. The same
// seed, start and sizes give the same world, and what requests change in it moves
// alike. Faults make it a bad day on demand; Stats, Started and Assumed tell what a
// client did.
//
// It starts nothing by itself: serve a World with net/http on a loopback port,
// or hand InProcess to an HTTP client. It knows nothing of the console.
package sim
