// Package restore knows how each resource type is restored and copied: a Spec a
// type, as data (AWS Backup Developer Guide, "Restoring a backup"; what a recovery
// point's metadata may hold and what StartRestoreJob takes), and pre-flight checks,
// as data. What they have to ask AWS they ask through Lookup. It imports backup
// alone; nothing in it changes AWS.
package restore
