package backup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// secretForms are values that hold a word as a secret, under names that say nothing.
var secretForms = []string{
	`{"Password":"%s"}`, `{"a":{"b":[{"api_key" : "%s"}]}}`, `"{\"Password\":\"%s\"}"`, `{'pwd': '%s'}`, `{"Credentials":{"u":"%s"}}`,
	`[{"ParameterKey":"DBPassword","ParameterValue":"%s"}]`, `[{"ParameterKey":"DbPass","ParameterValue":"%s"}]`, `[{"ParameterKey":"Pwd","ParameterValue":"%s"}]`,
	`[{"ParameterValue":"%s","ParameterKey":"DBPassword"}]`, `[{"Key":"Size","Value":"t3"},{"Key":"ApiKey","Value":"%s"}]`, `{"Tags":[{"Name":"db_pass","Value":"%s"}]}`,
	`"[{\"Name\":\"DB_PASSWORD\",\"Value\":\"%s\"}]"`, `[{"Name":"DbPassword","More":{"a":1},"Values":["%s"]}]`, `ParameterKey=DBPassword,ParameterValue=%s`,
	`<add key="Password" value="%s"/>`, `<Password>%s</Password>`,
	`postgres://u:%s@h/db`, `{"url":"postgres:\/\/u:%s@h\/db"}`, `jdbc:mysql://h:3306/db?user=u&password=%s`, `amqps://:%s@h:5671`, `see redis://u:%s@h:6379/0 there`,
	`https://u:%s/w@h`, `u:%s@tcp(h:3306)/db`, `jdbc:oracle:thin:u/%s@h:1521/x`,
	`Server=h;User Id=u;Password=%s;Database=d`, `user=me password=%s`, `AccountName=a;AccountKey=k;SharedSecret="%s"`,
	"user: u\npassword: %s\n", `Authorization: %s`, `mysql --user u --password %s`, `postgres%%3A%%2F%%2Fu%%3A%s%%40h`,
	`["password","%s"]`, `[["user","u"],["DB_PASS", "%s"]]`, `"[\"pwd\",\"%s\"]"`, `['pin','%s']`, `["mysql","--password","%s","db"]`, `{"args":["--api-key","%s"]}`,
	`mysql -p%s -h x`, `mysqldump -uroot -h x -p%s db`, `sh -c 'mysql -u u -p%s'`, `sshpass -p %s ssh u@h`, `docker login -u u -p %s`, `redis-cli -h h -a %s`, `curl -u u:%s h`,
	`password is %s`, `the password is "%s", ask me`, `{"note":"the PIN was %s."}`, `pin: %s`, `{"pin":"%s"}`,
	`AKIAIOSFODNN7EXAMPLE %s`, `id AKIAIOSFODNN7EXAMPLE:%s`, `ASIAIOSFODNN7EXAMPLE, "%s`,
	"-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----",
}

// late are forms that show what they are only with what follows the secret.
var late = []string{`u:%s@tcp(h:3306)/db`}

func TestASecretIsOneInEveryFormAlsoWhileItIsTyped(t *testing.T) {
	const word = "fox8SECRET"
	for _, form := range secretForms {
		whole := fmt.Sprintf(form, word)
		begins := strings.Index(whole, word)
		for end := begins + 1; end <= len(whole); end++ {
			if end < len(whole) && slices.Contains(late, form) {
				continue
			}
			if !SecretStands("Any", whole[:end]) {
				t.Errorf("%s holds none", whole[:end])
			}
		}
		r := StartRestoreJob{Secrets: map[string]Secret{"Any": NewSecret(whole)}}
		if !slices.ContainsFunc(r.SecretWords(), func(s string) bool {
			return s != whole && strings.HasPrefix(s, word)
		}) && !strings.HasPrefix(form, "-----") {
			t.Errorf("of %s the secrets are %q", whole, r.SecretWords())
		}
	}
}

func TestASecretThatIsKnownByItsOwnFormIsOne(t *testing.T) {
	const key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	for value, secret := range map[string]string{
		"Authorization: Bearer 9fK2mQ8xZ7": "9fK2mQ8xZ7", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.SflKxw": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.SflKxw",
		"sk-proj-0123456789abcdef": "sk-proj-0123456789abcdef", `{"a":"hvs.CAESIJ0123456789"}`: "hvs.CAESIJ0123456789", "AIzaSyA0123456789abcdefghij": "AIzaSyA0123456789abcdefghij",
		"https://hooks.slack.com/services/T0/B0/x9fK2": "T0/B0/x9fK2", "https://h/x?sv=2020&sig=Zk3v&se=1": "Zk3v", "CREATE USER u IDENTIFIED BY 'tigerlily';": "tigerlily",
		`["mysql","-u","root","-ptigerlily"]`: "tigerlily",
	} {
		r := StartRestoreJob{Secrets: map[string]Secret{"Any": NewSecret(value)}}
		if !SecretStands("Any", value) || !slices.Contains(r.SecretWords(), secret) {
			t.Errorf("of %s the secrets are %q", value, r.SecretWords())
		}
	}
	for _, token := range []string{
		"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "gho_16C7e42F292c6912E7710c838347Ae178B4a", "github_pat_11ABCDEFG0_xYz", "glpat-16C7e42F292c", "xoxb-1-2-a",
	} {
		for _, form := range []string{"%s", "clone with %s, then", `{"a":["%s"]}`, "https://h/?x=%s"} {
			value := fmt.Sprintf(form, token)
			r := StartRestoreJob{Secrets: map[string]Secret{"Any": NewSecret(value)}}
			if !SecretStands("Any", value) || !slices.Contains(r.SecretWords(), token) {
				t.Errorf("of %s the secrets are %q", value, r.SecretWords())
			}
		}
		if prefix := token[:strings.IndexAny(token, "_-")+1]; prefix != "github_" && !SecretStands("Any", prefix+"1") {
			t.Errorf("%s1 is shown while it is typed", prefix)
		}
	}
	for _, form := range []string{
		"AKIAIOSFODNN7EXAMPLE %s", "AKIAIOSFODNN7EXAMPLE:%s", "%s\nAKIAIOSFODNN7EXAMPLE", `{"id":"ASIAIOSFODNN7EXAMPLE","other":["%s"]}`,
		"aws configure: AKIAIOSFODNN7EXAMPLE and then %s for eu-west-1", "aws_access_key=%s", `{"AccessKey":"%s"}`,
	} {
		value := fmt.Sprintf(form, key)
		r := StartRestoreJob{Secrets: map[string]Secret{"Any": NewSecret(value)}}
		if !SecretStands("Any", value) || !slices.Contains(r.SecretWords(), key) {
			t.Errorf("of %s the secrets are %q", value, r.SecretWords())
		}
	}
}

func TestWhatHoldsNoSecretIsShown(t *testing.T) {
	for _, value := range []string{
		`[{"ParameterKey":"InstanceType","ParameterValue":"t3.micro"}]`, `[{"ParameterKey":"DBPassword","UsePreviousValue":true}]`,
		`[{"ParameterKey":"DBPassword","ParameterValue":"{{resolve:ssm-secure:db:1}}"}]`, `[{"ParameterKey":"DBPassword","ParameterValue":""},{"ParameterKey":"Size","ParameterValue":"t3"}]`,
		`[{"ParameterKey":"Size","ParameterValue":"t`, `{"Name":"web","Value":"x"}`, `ParameterKey=Size,ParameterValue=t3`,
		"https://example.com:8443/a@b", "https://example.com/x?y=z", "http://[2001:db8::1]:80/", "postgres://u@h/db", "s3://bucket/key", "ssh://git@example.com",
		"postgres://h:54", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x", "arn:aws:iam::111122223333:role/backup",
		`["subnet-1","subnet-2"]`, "a note: all is well", "1,234", "2026-01-02T03:04:05Z", `{"a":`, "%zz", "<br>", "true",
		"postgres://u:${secret:ConnStr}@h/db",
		"AKIAIOSFODNN7EXAMPLE", `{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","Region":"eu-west-1"}`, "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", "high_ghp", "weighghp_x",
		"mysql-prod-1", "bearer of it", "task-0123456789abcdef01", "https://h/x?sigma=1", "eyJ", "mysql -P 3306 -h x", "mysql --protocol=tcp", "psql -p 5432", "ssh -p 22 h", "mysql-snapshot -x", `["db","web"]`, `["db-password","web","x"]`, `["subnet-1","password"]`,
		`["SecretArn","x"]`, `["password",true]`, "the password is kept in the vault", "the password is n", "the token is not valid", "the volume is vol-0123", "pinned: yes", "awsbackup:job-0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
		"rds:db-2026-01-02-03-04", "snap-0123456789abcdef0", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "docker-login-p", "curl -o f https://h/x",
	} {
		if SecretStands("Any", value) {
			t.Errorf("%s is hidden", value)
		}
	}
}

func FuzzSecretStands(f *testing.F) {
	for _, form := range secretForms {
		f.Add("Any", fmt.Sprintf(form, "fox8SECRET"), "bear6SECRET")
	}
	f.Add("Password", "x", "")
	f.Fuzz(func(t *testing.T, key, value, word string) {
		stands := SecretStands(key, value)
		r := StartRestoreJob{Secrets: map[string]Secret{key: NewSecret(value)}}
		for _, s := range r.SecretWords() {
			if s == "" {
				t.Errorf("%q %q: an empty secret", key, value)
			}
		}
		if stands && SecretStands("Any", value) && !SecretStands("Any", " "+value) && !strings.HasPrefix(value, refBegins) {
			t.Errorf("a blank shows %q", value)
		}
		for _, c := range word { // what is written into a form as JSON and URL write it
			if c < '0' || c > 'z' || c > '9' && c < 'A' || c > 'Z' && c < 'a' {
				return
			}
		}
		if len(word) < 8 {
			return
		}
		for _, form := range secretForms {
			if !SecretStands("Any", fmt.Sprintf(form, word)) {
				t.Errorf("%s holds none", fmt.Sprintf(form, word))
			}
		}
	})
}
