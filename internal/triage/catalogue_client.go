package triage

// clientEntries are about the way from a machine to AWS: credentials, clocks, the
// network, TLS, Regions that are not enabled.
func clientEntries() []Entry {
	login := "Log in again: aws sso login, or whatever gives the profile its credentials"
	skew := []string{
		"Set the clock of {here|this machine}: let it follow a time server (chrony, ntpd, w32time)",
		"See whether the time zone is right: AWS counts in UTC",
	}
	endpoint := "See whether {region|the Region} is spelt right, and the endpoint configured for it, if one is"
	return []Entry{
		{
			ID: "credentials_expired", Class: CredentialsExpired, Cause: "credentials expired", Root: []string{"account"},
			Patterns: []string{
				"expiredtokenexception", "(expiredtoken)", "expiredtoken:", "the security token included in the request is expired", "the provided token has expired",
				"tokenrefreshrequired*", "<code>expiredtoken</code>",
			},
			Meaning: "The temporary credentials are older than they may be.",
			Remedy: []string{
				"{!here}" + login, "{!here}Where a program keeps them, let it refresh them before they end",
				"{?here}Run it again: it is the session of AWS Backup or of its agent that ended, not that of this console",
			},
			Examples: []string{
				"An error occurred (ExpiredTokenException) when calling the ListBackupJobs operation: The security token included in the request is expired",
				"An error occurred (ExpiredToken) when calling the GetObject operation: The provided token has expired.",
			},
		},
		{
			// Amazon EC2 API, "Error codes": a request of more than 15 minutes ago, one of the future, or temporary credentials that ended.
			ID: "request_expired", Class: CredentialsExpired, Cause: "credentials expired, or the clock is wrong", Root: []string{"account"}, Confidence: Medium,
			Patterns: []string{"requestexpired:", "(requestexpired)", "error code: requestexpired"},
			Meaning:  "AWS got the request more than 15 minutes from the time that it was signed at, or its temporary credentials have ended. The words do not tell which.",
			Remedy: append([]string{
				"{!here}" + login, "{!here}Where a program keeps them, let it refresh them before they end",
				"{?here}Run it again: it is the session of AWS Backup or of its agent that may have ended, not that of this console",
				"If that is not it, see the clock",
			}, skew...),
			Examples: []string{
				"An error occurred (RequestExpired) when calling the DescribeInstances operation: Request has expired.", "RequestExpired: Request has expired.",
			},
		},
		{
			ID: "sso_session_expired", Class: CredentialsExpired, Cause: "single sign-on session expired", Root: []string{"profile"},
			Patterns: []string{
				"the sso session associated with this profile has expired or is otherwise invalid", "the sso session associated with this profile has expired",
				"token has expired and refresh failed", "createoauth2token operation: the refresh token has expired", "error loading sso token: token for", "the sso session token associated with profile={profile} was not found or is invalid",
				"the sso session has expired or is invalid", "cached sso login is expired/invalid", "failed to refresh cached credentials, the sso session has expired",
			},
			Meaning: "The session of IAM Identity Center is over.",
			Remedy:  []string{"aws sso login, with the profile or the sso-session that is used"},
			Examples: []string{
				"The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.",
				"Error when retrieving token from sso: Token has expired and refresh failed", "Error loading SSO Token: Token for my-sso does not exist",
			},
		},
		{
			ID: "credentials_missing", Class: CredentialsExpired, Cause: "no credentials", Root: []string{"profile"},
			Patterns: []string{
				"unable to locate credentials$", "missingauthenticationtoken*", "the config profile ({profile}) could not be found", "no valid credential sources found",
				"failed to refresh cached credentials, no ec2 imds role found", "no ec2 imds role found", "get credentials: failed to refresh cached credentials",
				"nocredentialproviders", "nocredentialproviders: no valid providers in chain",
			},
			Meaning:  "No credentials were found for the call.",
			Remedy:   []string{"Name a profile that exists, or log in: aws configure list shows where credentials are looked for"},
			Examples: []string{"NoCredentialProviders: no valid providers in chain. Deprecated.", "Unable to locate credentials. You can configure credentials by running \"aws configure\".", "The config profile (prod) could not be found", "operation error STS: GetCallerIdentity, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata"},
		},
		{
			ID: "token_not_known", Class: RegionDisabled, Cause: "credentials not valid in this Region", Root: []string{"scope", "account", "region"}, Confidence: Medium,
			Patterns: []string{"unrecognizedclientexception", "invalidclienttokenid", "the security token included in the request is invalid", "authfailure: aws was not able to validate the provided access credentials", "aws was not able to validate the provided access credentials"},
			Meaning:  "AWS does not know these credentials there: {region|the Region} is an opt-in Region that the account has not enabled, the session is of the global STS endpoint, the partition is another, or the key was deleted.",
			Remedy: []string{
				"See whether {account=account $|the account of the call} has enabled {region|the Region} (account:ListRegions)",
				"Use the Regional endpoint of STS (AWS_STS_REGIONAL_ENDPOINTS=regional)",
				"Where it fails in every Region, the access key was deleted or deactivated: log in with another",
			},
			Examples: []string{
				"An error occurred (UnrecognizedClientException) when calling the ListBackupVaults operation: The security token included in the request is invalid.",
				"An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid", "An error occurred (AuthFailure) when calling the DescribeInstances operation: AWS was not able to validate the provided access credentials",
			},
		},
		{
			ID: "region_disabled", Class: RegionDisabled, Cause: "Region not enabled", Root: []string{"scope", "account", "region"},
			Patterns: []string{"regiondisabledexception", "sts is not activated in this region for account:{account}", "sts is not activated in this region", "region {region} is not enabled", "is not enabled for this account…opt-in", "the region {region} is disabled"},
			Meaning:  "{account=Account $|The account of the call} has not enabled {region|the Region}.",
			Remedy:   []string{"Enable {region|the Region} for {account=account $|the account of the call}, or leave it out"},
			Examples: []string{"An error occurred (RegionDisabledException) when calling the AssumeRole operation: STS is not activated in this region for account:111122223333. Your account administrator can activate STS in this region using the IAM Console."},
		},
		{
			ID: "access_key_invalid", Class: CredentialsExpired, Cause: "access key or secret wrong", Root: []string{"account"}, Confidence: Medium,
			Patterns: []string{"invalidaccesskeyid", "the aws access key id you provided does not exist in our records", "the request signature we calculated does not match the signature you provided", "incompletesignature*"},
			Meaning:  "The access key does not exist, or its secret is another.",
			Remedy:   []string{"See whether the access key is active, and its secret complete, without spaces around it", login},
			Examples: []string{"An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS Access Key Id you provided does not exist in our records.", "An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method."},
		},
		{
			ID: "clock_skew", Class: ClockSkew, Cause: "clock of the machine is wrong",
			Patterns: []string{
				"signature expired: {signed} is now earlier than {oldest}", "signature not yet current: {signed} is still later than {newest}", "signature not yet current", "requesttimetooskewed",
				"signaturedoesnotmatch…signature expired: {signed} is now earlier than {oldest}", "invalidsignatureexception…signature expired: {signed} is now earlier than {oldest}",
				"the difference between the request time and the current time is too large", "signaturedoesnotmatch…signature not yet current", "request signature is too far in the past and has expired",
				"signature expired:",
			},
			Meaning: "The request was signed at {signed|a time} that is too far from AWS's clock.",
			Remedy:  skew,
			Examples: []string{
				"An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)",
				"InvalidSignatureException: Signature not yet current: 20260304T061542Z is still later than 20260304T060042Z (20260304T055542Z + 5 min.)", "An error occurred (RequestTimeTooSkewed) when calling the ListBuckets operation: The difference between the request time and the current time is too large.",
			},
		},
		{
			ID: "certificate_unknown", Class: Connectivity, Reached: true, Cause: "certificate not trusted", Root: []string{"endpoint"},
			Patterns: []string{
				"x509: certificate signed by unknown authority", "certificate_verify_failed", "certificate verify failed: unable to get local issuer certificate", "certificate verify failed: self signed certificate in certificate chain",
				"tls: failed to verify certificate: x509: certificate signed by unknown authority", "sslcertverificationerror", "self-signed certificate in certificate chain",
			},
			Meaning:  "The certificate that answers is signed by somebody whom {here|this machine} does not trust, often a proxy that inspects TLS.",
			Remedy:   []string{"Name the proxy's certificate authority: AWS_CA_BUNDLE, or ca_bundle in the profile", "Or let calls to AWS pass the proxy unopened"},
			Examples: []string{"tls: failed to verify certificate: x509: certificate signed by unknown authority", "SSL validation failed for https://backup.eu-west-1.amazonaws.com/ [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain (_ssl.c:1129)"},
		},
		{
			ID: "certificate_expired", Class: Connectivity, Reached: true, Cause: "certificate expired or not yet valid", Root: []string{"endpoint"},
			Patterns: []string{"x509: certificate has expired or is not yet valid", "certificate verify failed: certificate has expired"},
			Meaning:  "The certificate that answers is out of date, or the clock of {here|this machine} is wrong.",
			Remedy:   append([]string{"See whether a proxy with an old certificate answers"}, skew...),
			Examples: []string{"tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2024-01-01T00:00:00Z"},
		},
		{
			ID: "certificate_name", Class: Connectivity, Reached: true, Cause: "certificate is another's", Root: []string{"endpoint"},
			Patterns: []string{"x509: certificate is valid for {names}", "hostname mismatch, certificate is not valid for"},
			Meaning:  "Something else than AWS answers at that name: a wrong endpoint, a proxy or a portal.",
			Remedy:   []string{"See which address the name resolves to", endpoint},
			Examples: []string{"tls: failed to verify certificate: x509: certificate is valid for portal.example.net, not backup.eu-west-1.amazonaws.com"},
		},
		{
			ID: "tls_handshake", Class: Connectivity, Reached: true, Cause: "no TLS connection", Root: []string{"endpoint"},
			Patterns: []string{"tls handshake timeout", "tls: handshake failure", "remote error: tls:", "ssl: sslv3_alert_handshake_failure", "tls: first record does not look like a tls handshake", "http: server gave http response to https client"},
			Meaning:  "A connection was made, and no TLS on it: a proxy, a firewall or a wrong endpoint.",
			Remedy:   []string{"See whether HTTPS_PROXY is right, and whether a firewall ends TLS", endpoint, "Try again"},
			Examples: []string{"net/http: TLS handshake timeout", "remote error: tls: handshake failure"},
		},
		{
			ID: "endpoint_not_reached", Class: Connectivity, Reached: true, Confidence: Medium, Cause: "endpoint not reached", Root: []string{"host", "endpoint"},
			Patterns: []string{"could not connect to the endpoint url"},
			Meaning:  "{host|The endpoint} was not reached. The words are the same whether its name was not resolved, no way leads there, or nothing answers.",
			Remedy:   []string{"See whether {here|this machine} resolves {host|the name}: DNS, VPN, proxy", "See whether HTTPS goes out: HTTPS_PROXY, security groups, routes", endpoint, "Inside a VPC: see whether the VPC endpoint has private DNS"},
			Examples: []string{"Could not connect to the endpoint URL: \"https://backup.eu-wset-1.amazonaws.com/backup-vaults/\""},
		},
		{
			ID: "name_not_resolved", Class: Connectivity, Reached: true, Cause: "name not resolved", Root: []string{"host", "endpoint"},
			Patterns: []string{
				"lookup {host} on {server} no such host", "lookup {host} no such host", "dial tcp: lookup {host}", "failed to resolve '{host}'", "could not resolve host: {host}",
				"name or service not known", "temporary failure in name resolution", "nodename nor servname provided", "getaddrinfo enotfound {host}", "no such host",
			},
			Meaning: "The name {host|of the endpoint} can't be resolved.",
			Remedy:  []string{"See whether {here|this machine} resolves {host|the name}: DNS, VPN, proxy", endpoint, "Inside a VPC: see whether the VPC endpoint has private DNS"},
			Examples: []string{
				"dial tcp: lookup backup.eu-wset-1.amazonaws.com on 10.0.0.2:53: no such host",
				"<urlopen error [Errno -3] Temporary failure in name resolution>",
			},
		},
		{
			ID: "connection_refused", Class: Connectivity, Reached: true, Cause: "connection refused or cut", Root: []string{"host", "endpoint"},
			Patterns: []string{
				"dial tcp {host} connect: connection refused", "connect: connection refused", "read: connection reset by peer", "read tcp {local address}->{host} read: connection reset by peer", "write: broken pipe",
				"write tcp {local address}->{host} write: broken pipe", "write tcp {local address}->{host} write: connection reset by peer", "connection reset by peer", "econnrefused", "econnreset",
				"dial tcp {host} connect: network is unreachable", "connect: network is unreachable", "connect: no route to host", "proxyconnect tcp:", "remotedisconnected", "connection was closed before we received a valid response",
			},
			Meaning: "Something on the way to {host|the endpoint} refused the connection or cut it.",
			Remedy:  []string{"Try again", "See proxy, firewall and VPN between {here|this machine} and {host|the endpoint}", endpoint},
			Examples: []string{
				"dial tcp 10.1.2.3:443: connect: connection refused", "read tcp 10.0.0.5:51234->52.94.1.1:443: read: connection reset by peer",
				"Connection was closed before we received a valid response from endpoint URL: \"https://backup.eu-west-1.amazonaws.com/\".",
			},
		},
		{
			ID: "connection_timeout", Class: Connectivity, Reached: true, Cause: "no answer in time", Root: []string{"host", "endpoint"},
			Patterns: []string{
				"dial tcp {host} i/o timeout", "dial tcp {host} connect: connection timed out", "connect timeout on endpoint url", "read timeout on endpoint url", "net/http: request canceled (client.timeout exceeded",
				"(client.timeout exceeded while awaiting headers)", "net/http: timeout awaiting response headers", "etimedout", "requesttimeout: your socket connection to the server was not read from",
				"connect: operation timed out", "wsasend: an established connection was aborted",
			},
			Meaning: "{host|The endpoint} did not answer in time.",
			Remedy:  []string{"Try again", "See whether {here|this machine} may reach {host|the endpoint} on port 443: firewall, proxy, security group of the VPC endpoint", endpoint},
			Examples: []string{
				"dial tcp 52.94.36.1:443: i/o timeout", "Connect timeout on endpoint URL: \"https://backup.eu-west-1.amazonaws.com/\"",
				"Get \"https://backup.eu-west-1.amazonaws.com/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
			},
		},
	}
}
