package sim

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// FuzzRestoresAreAnswered spoils one key of the metadata of each type: whatever it
// holds, the request is taken or refused in AWS's words.
func FuzzRestoresAreAnswered(f *testing.F) {
	w := New(Options{Accounts: 1, Regions: 1, Resources: 300})
	var all []point
	for _, k := range resourceKinds {
		all = append(all, pointOf(f, w, k.name, func(p point) bool { return p.s.kind == backups && (k.name == "CloudFormation") == (p.child > 0) }))
	}
	for i, p := range all {
		for _, key := range slices.Sorted(maps.Keys(good(w, p))) {
			f.Add(uint8(i), key, `{"a":[1,"x"]}`)
			f.Add(uint8(i), key, "-1")
		}
	}
	f.Fuzz(func(t *testing.T, i uint8, key, value string) {
		p := all[int(i)%len(all)]
		meta := good(w, p)
		meta[key] = value
		body, err := json.Marshal(map[string]any{"RecoveryPointArn": p.arn(), "IamRoleArn": w.scopes[0].role, "ResourceType": p.kindName(), "Metadata": meta})
		if err != nil {
			return // no text that JSON can carry
		}
		isAnswered(t, w, http.MethodPut, "/restore-jobs", string(body))
	})
}

// FuzzBodiesAreAnswered sends anything to the operations that read a body.
func FuzzBodiesAreAnswered(f *testing.F) {
	w := New(Options{Accounts: 1, Regions: 1})
	paths := []string{"/backup-jobs", "/copy-jobs", "/restore-jobs", "/restore-jobs/0815/validations", "/backup-vaults/Default/recovery-points/arn%3Aaws"}
	for i := range paths {
		for _, body := range []string{
			"", "{}", "[]", "null", `{"Lifecycle":7}`, `{"Metadata":{"a":1}}`,
			`{"RecoveryPointArn":"arn:aws:ec2:::x","SourceBackupVaultName":"Default","DestinationBackupVaultArn":"arn:aws:backup:r:backup-vault:n","IamRoleArn":"arn:aws:iam::1:role/x"}`,
			`{"BackupVaultName":"Default","ResourceArn":"arn:aws:rds:us-east-1:1:cluster:","IamRoleArn":"arn:aws:iam:::role/"}`,
		} {
			f.Add(uint8(i), body)
		}
	}
	f.Fuzz(func(t *testing.T, i uint8, body string) {
		method := http.MethodPut
		if path := paths[int(i)%len(paths)]; strings.Contains(path, "recovery-points") {
			isAnswered(t, w, http.MethodPost, path, body)
		} else {
			isAnswered(t, w, method, path, body)
		}
	})
}

func isAnswered(t *testing.T, w *World, method, path, body string) {
	t.Helper()
	rec := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	err := w.backup(Caller{Account: w.HomeAccount(), Region: "us-east-1", Principal: "arn:aws:iam::" + w.HomeAccount() + ":user/operator"}, rec, req)
	known := []string{
		"AccessDeniedException", badParameter, badRequest, "MissingParameterValueException", "ResourceNotFoundException", "SerializationException",
	}
	if err != nil && (!slices.Contains(known, err.Code) || err.Message == "") {
		t.Errorf("%s %q: %+v", path, body, err)
	}
	if err == nil && !json.Valid(rec.Body.Bytes()) {
		t.Errorf("%s %q: %s", path, body, rec.Body)
	}
}
