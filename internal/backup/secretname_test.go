package backup

import "testing"

func TestWhatNamesASecret(t *testing.T) {
	for key, want := range map[string]bool{
		"GuestAdminPassword": true, "MasterUserPwd": true, "Passphrase": true, "AuthToken": true, "ApiKey": true, "api_key": true, "APIKey": true,
		"PrivateKey": true, "private-key": true, "UserCred": true, "Credentials": true, "UserData": true, "SecretString": true, "ClientSecret": true,
		"SecretAccessKey": true, "DB_PASS": true, "sessionToken": true, "token": true, "TOKEN": true, "passwd": true, "WindowsConfiguration.Password": true,
		"aws:token": true, "MasterUserPassword2": true, "pin": true, "PIN": true, "CardPin": true, "AWS_ACCESS_KEY": true,

		"SecretArn": false, "SecretsManager ARN": false, "SecretARN": false, "SecretsManagerSecretId": false, "MasterUserSecretKmsKeyId": false, "ClientToken": false,
		"ClientRequestToken": false, "idempotencyToken": false, "NextToken": false, "pageToken": false, "ManageMasterUserPassword": false,
		"CredentialsName": false, "PasswordLength": false, "AuthTokenEnabled": false, "KmsKeyId": false, "Encrypted": false, "KeyName": false,
		"PassThrough": true, // rather hidden than shown
		"Compass":     false, "Pinned": false, "PinVersion": false, "Spin": false, "AccessKeyID": false, "Credit": false, "EngineVersion": false, "": false, "@role": false, "AccessKeyId": false,
	} {
		if got := NamesSecret(key); got != want {
			t.Errorf("%q names a secret: %v", key, got)
		}
	}
}

func TestWhereASecretStands(t *testing.T) {
	for _, tt := range []struct {
		key, value string
		want       bool
	}{
		{"GuestConfig", `{"Password":"hunter22"}`, true},
		{"GuestConfig", `{"Password":"h`, true}, // as it is being typed
		{"GuestConfig", `{"Password":"`, false},
		{"GuestConfig", `{"a":{"b":[{"api_key" : "x"}]}}`, true},
		{"GuestConfig", `"{\"Password\":\"hunter22\"}"`, true},
		{"GuestConfig", `{'pwd': 'x'}`, true},
		{"Options", "user=me password=hunter22", true},
		{"GuestConfig", `{"Password":"${secret:GuestConfig}"}`, false},
		{"GuestConfig", `{"Password":null,"Name":"x"}`, false},
		{"GuestConfig", `{"SecretArn":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:x"}`, false},
		{"Where", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x", false},
		{"Secret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x", false},
		{"MasterUserPassword", "${secret:MasterUserPassword}", false},
		{"MasterUserPassword", "hunter22", true},
		{"MasterUserPassword", "", false},
		{"Note", "the password is not here", false},
	} {
		if got := SecretStands(tt.key, tt.value); got != tt.want {
			t.Errorf("%s %s holds a secret: %v", tt.key, tt.value, got)
		}
	}
}
