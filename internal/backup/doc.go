// Package backup is the vocabulary of the console: the things AWS Backup knows,
// as plain comparable values. It imports no SDK, no screen and does no I/O.
//
// A million recovery points fit into memory because what repeats is interned
// (Text, Ref) and times are milliseconds (Time). Every value may be copied and
// compared with ==, and is safe to read from any goroutine.
package backup
