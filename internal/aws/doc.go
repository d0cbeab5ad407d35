// Package aws is the only room that knows the AWS SDK. It finds the accounts and
// Regions that can be read, signs, paces and retries the calls, and turns SDK
// shapes into the values of package backup; what went wrong is decided here, once,
// as a *backup.Error.
//
// Every sequence yields pages as they arrive and ends at the first error, which is
// always a *backup.Error. All methods of Client may be called from any goroutine.
package aws
