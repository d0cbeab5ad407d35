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

func TestWhatHoldsNoSecretIsShown(t *testing.T) {
	for _, value := range []string{
		`[{"ParameterKey":"InstanceType","ParameterValue":"t3.micro"}]`, `[{"ParameterKey":"DBPassword","UsePreviousValue":true}]`,
		`[{"ParameterKey":"DBPassword","ParameterValue":"{{resolve:ssm-secure:db:1}}"}]`, `[{"ParameterKey":"DBPassword","ParameterValue":""},{"ParameterKey":"Size","ParameterValue":"t3"}]`,
		`[{"ParameterKey":"Size","ParameterValue":"t`, `{"Name":"web","Value":"x"}`, `ParameterKey=Size,ParameterValue=t3`,
		"https://example.com:8443/a@b", "https://example.com/x?y=z", "http://[2001:db8::1]:80/", "postgres://u@h/db", "s3://bucket/key", "ssh://git@example.com",
		"postgres://h:54", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x", "arn:aws:iam::111122223333:role/backup",
		`["subnet-1","subnet-2"]`, "a note: all is well", "1,234", "2026-01-02T03:04:05Z", `{"a":`, "%zz", "<br>", "true",
		"postgres://u:${secret:ConnStr}@h/db",
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
