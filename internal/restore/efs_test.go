package restore

import (
	"strings"
	"testing"
)

func efsPoint() Point {
	return pointOf("EFS", "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0a1b", "home")
}

func efsMetadata() map[string]string {
	return map[string]string{
		"file-system-id": "fs-0a1b", "Encrypted": "true", "KmsKeyId": testKey, "PerformanceMode": "generalPurpose", "newFileSystem": "true",
		"CreationToken": "the-old-one", "aws:backup:request-id": requestID,
	}
}

func TestEFSSendsExactly(t *testing.T) { sendsExactly(t, efsSendings()) }

func efsSendings() []sending {
	token, _ := creationToken(&Form{point: efsPoint(), opened: testNow})
	fresh := map[string]string{
		"file-system-id": "fs-0a1b", "newFileSystem": "true", "CreationToken": token, "Encrypted": "true", "KmsKeyId": testKey, "PerformanceMode": "generalPurpose",
	}
	return []sending{
		{name: "a new file system, with tags", spec: "efs", point: efsPoint(), metadata: efsMetadata(), set: map[string]string{TagsField: "yes"}, tags: true, want: fresh},
		{
			name: "One Zone, with a token of ours", spec: "efs", point: efsPoint(), metadata: efsMetadata(),
			set:  map[string]string{"singleAzFilesystem": "yes", "availabilityZoneName": "eu-west-1a", "CreationToken": "home-2"},
			want: with(fresh, "singleAzFilesystem", "true", "availabilityZoneName", "eu-west-1a", "CreationToken", "home-2"),
		},
		{
			name: "into the one that was backed up; no tags there", spec: "efs", point: efsPoint(), metadata: efsMetadata(),
			set:  map[string]string{"newFileSystem": "no", TagsField: "yes"},
			want: map[string]string{"file-system-id": "fs-0a1b", "newFileSystem": "false"},
		},
		{
			name: "paths into another file system", spec: "efs-items", point: efsPoint(), metadata: efsMetadata(),
			set: map[string]string{
				"newFileSystem": "no", "file-system-id": "fs-9", "ItemsToRestore": "/home/a, b\n/etc/Passwd",
			},
			want: map[string]string{"file-system-id": "fs-9", "newFileSystem": "false", "ItemsToRestore": `["/home/a, b","/etc/Passwd"]`},
		},
		{
			name: "a copy from another Region keeps a key of this one", spec: "efs", point: copiedFrom("us-east-1", efsPoint()), metadata: efsMetadata(),
			want: map[string]string{
				"file-system-id": "fs-0a1b", "newFileSystem": "true", "CreationToken": token, "Encrypted": "true", "KmsKeyId": testKey, "PerformanceMode": "generalPurpose",
			},
		},
		{
			name: "a copy from another Region has the default key instead of one of there", spec: "efs", point: copiedFrom("us-east-1", efsPoint()),
			metadata: with(efsMetadata(), "KmsKeyId", strings.Replace(testKey, "eu-west-1", "us-east-1", 1)),
			want: map[string]string{
				"file-system-id": "fs-0a1b", "newFileSystem": "true", "CreationToken": token, "Encrypted": "true", "PerformanceMode": "generalPurpose",
			},
		},
	}
}

func TestFieldsOfANewFileSystemAreAskedOnlyForOne(t *testing.T) {
	f := formOf(t, "efs", efsPoint(), efsMetadata())
	shown := func() string {
		var keys []string
		for _, s := range f.Fields() {
			keys = append(keys, s.Key)
		}
		return strings.Join(keys, " ")
	}
	if got := shown(); got != "newFileSystem CreationToken Encrypted KmsKeyId PerformanceMode singleAzFilesystem @role @tags" {
		t.Error(got)
	}
	f.Set("Encrypted", "no")
	if got := shown(); strings.Contains(got, "KmsKeyId") {
		t.Error(got)
	}
	f.Set("newFileSystem", "no")
	if got := shown(); got != "newFileSystem file-system-id @role @tags" {
		t.Error(got)
	}
	if target := f.Target(); target.Effect != WritesInto || target.ID != "fs-0a1b" || target.Kind != FileSystems {
		t.Errorf("%+v", target)
	}
	if s := state(t, f, TagsField); s.Value != "false" || s.Fixed == "" {
		t.Errorf("%+v", s)
	}
}

func TestPathsOfAFileSystem(t *testing.T) {
	f := formOf(t, "efs-items", efsPoint(), efsMetadata())
	for paths, want := range map[string]string{
		"/a\n/b\n/c\n/d\n/e":     "",
		"/a\n/b\n/c\n/d\n/e\n/f": "at most 5; there are 6",
		"home":                   "a path begins with / at the root of the file system: home",
		"/home/*":                "wildcards are taken literally: /home/*",
		`["/a\nb"]`:              "",
	} {
		f.Set("ItemsToRestore", paths)
		if s := state(t, f, "ItemsToRestore"); s.Problem != want {
			t.Errorf("%q: %q", paths, s.Problem)
		}
	}
}

func TestEveryFormHasItsOwnCreationToken(t *testing.T) {
	spec := efs()[0]
	a := NewForm(spec, efsPoint(), efsMetadata(), here(), testNow)
	b := NewForm(spec, efsPoint(), efsMetadata(), here(), testNow+1)
	was := a.Value("CreationToken")
	a.SetNow(testNow + 60_000)
	if was == b.Value("CreationToken") || was != a.Value("CreationToken") || was == "the-old-one" {
		t.Error(was, a.Value("CreationToken"), b.Value("CreationToken"))
	}
}
