// Package ops is the only way to change something in AWS: an Op, confirmed by its
// operator, goes through the Runner, which checks the policy, writes the intent to
// the journal and syncs it, sends the request, and writes what came of it. It
// imports backup alone, and knows neither the SDK nor a screen.
//
// An op has items, each one request; an item has attempts, each the same body under
// the same token. Names and journal keep the three apart. What an attempt came to is
// known from AWS's answer or, where there was none, from a look (Finder); nothing is
// sent but by Do, and nothing again but by an operator who confirms it (Again).
package ops
