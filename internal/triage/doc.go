// Package triage says why something went wrong: from a job, a recovery point, an error
// of AWS or a pasted message to a Diagnosis, and from many jobs to the few causes behind
// them. It does no I/O; all of it may be called from any goroutine, a Grouper from one.
//
// What it knows is the catalogue (catalogue_*.go): an entry per cause, with the fragments
// of AWS's messages that tell it, and example messages that a test diagnoses. Precision
// comes first: a message that no entry knows is unknown, and grouped by its shape.
package triage
