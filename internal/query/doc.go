// Package query filters, orders and searches rows of any type: the language of
// the filter line, the typed fields it speaks of, and Derive, which turns a table
// into the rows to show and keeps that up to date as the table grows.
//
// It knows nothing of backups and imports no other room. Everything here may be
// used from any goroutine unless it says otherwise; a Result is immutable.
package query
