package views

import (
	"net/url"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// consoleURL returns the address of a place in the AWS console's Backup pages, ""
// for partitions whose console has no public address.
func consoleURL(region string, path ...string) string {
	host := consoleHost(region)
	if host == "" {
		return ""
	}
	for i := range path {
		path[i] = url.PathEscape(path[i])
	}
	region = url.QueryEscape(region)
	return "https://" + region + "." + host + "/backup/home?region=" + region + "#/" + strings.Join(path, "/")
}

// consoleHost is the console of the partition that a Region belongs to. Signing in
// to the right account is up to the browser.
func consoleHost(region string) string {
	switch {
	case region == "" || strings.Contains(region, "-iso"):
		return ""
	case strings.HasPrefix(region, "cn-"):
		return "console.amazonaws.cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "console.amazonaws-us-gov.com"
	case strings.HasPrefix(region, "eusc-"):
		return "console.amazonaws-eusc.eu"
	}
	return "console.aws.amazon.com"
}

func vaultURL(in backup.VaultRef) string {
	return consoleURL(in.Region.String(), "backupvaults", "details", in.Name.String())
}

func pointURL(arn string, in backup.VaultRef) string {
	return consoleURL(in.Region.String(), "backupvaults", "details", in.Name.String(), arn)
}

func resourceURL(arn string, in backup.Scope) string {
	return consoleURL(in.Region.String(), "resources", arn)
}

func planURL(id string, in backup.Scope) string {
	return consoleURL(in.Region.String(), "backupplan", "details", id)
}

func jobURL(j *backup.Job) string {
	return consoleURL(j.Region.String(), "jobs", j.Kind.String(), "details", j.ID)
}
