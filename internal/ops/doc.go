// Package ops is the only way to change something in AWS: an Op, confirmed by its
// operator, goes through the Runner, which checks the policy, writes the intent to
// the journal and syncs it, sends the request, and writes what came of it. It
// imports backup alone, and knows neither the SDK nor a screen.
package ops
