package triage

// internalEntries are about trouble inside AWS.
func internalEntries() []Entry {
	again := []string{
		"Run the job again", "See the AWS Health Dashboard for {region|the Region}",
		"If it stays, give AWS Support the job's ID{job=: $|}",
	}
	return []Entry{
		{
			ID: "internal_error", Class: ServiceInternal, Cause: "internal error of AWS", Vague: true,
			Patterns: []string{
				"^an internal error occurred. please try again later", "^an internal error occurred$", "^encountered a fatal error", "backup job encountered a fatal error",
				"job encountered a fatal error", "internalservererror: an internal error", "internalfailure…unknown error, exception or failure",
				"serviceunavailableexception", "dependencyfailureexception", "(internalerror)", "(internalfailure)", "(serviceunavailable)",
				"serviceunavailable:", "error code: serviceunavailable", "error code: internalerror", "error code: internalfailure", "(internalserverexception)",
				"^an internal error occurred while handling the request", "^an internal error occurred while handling your request",
				"^an internal error occurred while processing the request", "^an internal error occurred while processing your request",
				"^we encountered an internal error. please try again", "^the request processing has failed because of an unknown error, exception or failure",
				"backup job…internal error while handling", "restore job…internal error while handling", "copy job…internal error while handling",
				"aws backup encountered an internal error", "backup job encountered an internal error", "copy job encountered an internal error", "restore job encountered an internal error",
				"internal error while handling…(service:", "internal error while handling…status code: 500",
			},
			Meaning: "Something went wrong inside AWS.",
			Remedy:  again,
			Examples: []string{
				"An internal error occurred. Please try again later.", "Backup job encountered a fatal error.", "ServiceUnavailable: The service is unavailable. Please try again shortly.",
				"An error occurred (ServiceUnavailableException) when calling the StartBackupJob operation: Service is unavailable",
				"An internal error occurred while handling your request", "We encountered an internal error. Please try again.",
				"AWS Backup encountered an internal error while handling this job", "Your backup job failed: internal error while handling the request", "Internal error while handling request (Service: AWSBackup; Status Code: 500)",
			},
		},
		{
			// What a job says in few words; elsewhere they are those of every program.
			ID: "internal_error_job", Class: ServiceInternal, Cause: "internal error of AWS", Group: "internal_error", Confidence: Medium, InJob: true, Vague: true,
			Patterns: []string{
				"^internal error", "internal error while handling", "internal error while processing", "internal error occurred while", "internal error has occurred",
				"^internal failure", "^internal server error", "^internal service error",
			},
			Meaning:  "Something went wrong inside AWS.",
			Remedy:   again,
			Examples: []string{"Internal error while handling the request", "Internal Service Error"},
		},
	}
}
