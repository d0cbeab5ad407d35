package backup

import (
	"regexp"
	"strings"
)

var (
	// address begins what follows the scheme of a URL, also of one within JSON.
	address = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*):\\*/\\*/([^\s"'\\<>]*)`)

	// port is what may follow the colon of a host, or the beginning of one.
	port = regexp.MustCompile(`^[0-9]{0,5}$`)

	// logins carry a password before the host without being a URL: Go's MySQL, Oracle's JDBC.
	logins = []*regexp.Regexp{
		regexp.MustCompile(`[^\s:@/"']+:([^\s"']+)@(?:tcp|unix)?\(`),
		regexp.MustCompile(`(?i)oracle:\w+:[^/@\s]+/([^@\s]+)`),
	}
)

// secretsOfURLs are the passwords before hosts. Of one that is still being typed, what is no
// port is taken for one.
func secretsOfURLs(text string) []string {
	var found []string
	for _, m := range address.FindAllStringSubmatch(text, -1) {
		if word := userinfo(strings.ToLower(m[1]), m[2]); word != "" {
			found = append(found, word)
		}
	}
	for _, login := range logins {
		for _, m := range login.FindAllStringSubmatch(text, -1) {
			found = append(found, m[1])
		}
	}
	return found
}

// userinfo is what gives access in what follows a scheme: the password, or of the web also what
// stands alone, which is a token as a rule.
func userinfo(scheme, rest string) string {
	host, _, _ := strings.Cut(rest, "/")
	if end := strings.IndexAny(host, "?#"); end >= 0 && !strings.Contains(host[end:], "@") {
		host = host[:end]
	}
	at := strings.LastIndex(host, "@")
	if at < 0 {
		if strings.HasPrefix(host, "[") { // an address of IPv6
			return ""
		}
		if _, after, has := strings.Cut(host, ":"); has && !port.MatchString(after) {
			_, whole, _ := strings.Cut(rest, ":")
			whole, _, _ = strings.Cut(whole, "@") // a password may hold what should have been escaped
			return whole
		}
		return ""
	}
	_, password, has := strings.Cut(host[:at], ":")
	if !has && (scheme == "http" || scheme == "https") {
		password = host[:at]
	}
	if strings.HasPrefix(password, refBegins) {
		return ""
	}
	return password
}
