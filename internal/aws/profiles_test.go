package aws_test

import (
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// house is a home directory with the files of AWS's tools and no AWS_ variable
// but those that point at them.
type house struct {
	t    *testing.T
	home string
}

func newHouse(t *testing.T, config string) house {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "") // so that it is put back
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	h := house{t, t.TempDir()}
	t.Setenv("HOME", h.home)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(h.home, ".aws", "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(h.home, ".aws", "credentials"))
	h.write("config", config)
	return h
}

func (h house) write(path, text string) {
	h.t.Helper()
	path = filepath.Join(h.home, ".aws", path)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

func (h house) keys(key string) {
	h.write("credentials", "[ops]\naws_access_key_id = "+key+"\naws_secret_access_key = x\n")
}

// login leaves the cached token of an SSO session, as `aws sso login` does.
func (h house) login(session string, until time.Time) {
	h.write(fmt.Sprintf("sso/cache/%x.json", sha1.Sum([]byte(session))),
		fmt.Sprintf(`{"accessToken": %q, "expiresAt": %q}`, sim.SSOToken(until), until.UTC().Format(time.RFC3339)))
}

func (h house) client(rt http.RoundTripper, change func(*aws.Options)) *aws.Client {
	h.t.Helper()
	o := aws.Options{Profiles: []string{"ops"}, Transport: rt}
	if change != nil {
		change(&o)
	}
	c, err := aws.New(h.t.Context(), o)
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

// fails asserts the kind of an error of AWS and that it says what mends it.
func fails(t *testing.T, err error, kind backup.Kind, remedy string) backup.Error {
	t.Helper()
	var e *backup.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a *backup.Error of kind %q", err, kind)
	}
	if e.Kind != kind || !strings.Contains(e.Remedy, remedy) {
		t.Fatalf("kind %q, remedy %q, want %q, %q (%v)", e.Kind, e.Remedy, kind, remedy, e)
	}
	return *e
}

func vaults(c *aws.Client, account string) error {
	_, err := gather(c.Vaults(context.Background(), backup.In(account, "us-east-1"), backup.VaultQuery{}))
	return err
}

func TestAnUnknownProfileIsAnErrorWithTheNamesThereAre(t *testing.T) {
	h := newHouse(t, "[profile ops]\nregion = us-east-1\n[profile lab]\n[sso-session corp]\n")
	h.write("credentials", "[old]\naws_access_key_id = x\naws_secret_access_key = y\n")
	_, err := aws.New(t.Context(), aws.Options{Profiles: []string{"opps"}})
	if err == nil || !strings.Contains(err.Error(), `no profile "opps"`) || !strings.Contains(err.Error(), "lab, old, ops") || strings.Contains(err.Error(), "corp") {
		t.Errorf("error: %v", err)
	}
}

func TestAProfileWithoutASourceSaysWhichAndWhereToMendIt(t *testing.T) {
	h := newHouse(t, "[profile loop]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = loop\n"+
		"[profile there]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = back\n"+
		"[profile back]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = there\n"+
		"[profile bare]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = empty\n[profile empty]\nregion = us-east-1\n"+
		"[profile gone]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = old\n")
	for profile, want := range map[string]string{
		"loop":  `profile "loop": its source_profile "loop" has no credentials of its own`,
		"there": `profile "there": its source_profile "there" has no credentials of its own`,
		"bare":  `profile "bare": its source_profile "empty" has no credentials of its own`,
		"gone":  `profile "gone" takes its credentials from another: there is no profile "old"; there are back, bare, empty, gone, loop, there`,
	} {
		_, err := aws.New(t.Context(), aws.Options{Profiles: []string{profile}})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "nil") {
			t.Errorf("%s: %v", profile, err)
		}
		if profile != "gone" && !strings.Contains(err.Error(), filepath.Join(h.home, ".aws", "config")) {
			t.Errorf("%s: no file is named: %v", profile, err)
		}
	}
}

func TestARoleWithoutASourceSaysWhatItNeeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newHouse(t, "[profile alone]\nregion = us-east-1\nrole_arn = arn:aws:iam::111122223333:role/R\n")
		hang := roundTripper(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		c, err := aws.New(t.Context(), aws.Options{Profiles: []string{"alone"}, Transport: hang})
		if err != nil {
			t.Fatal(err)
		}
		_, err = gather(c.Accounts(t.Context()))
		fails(t, err, backup.Credentials, "give profile alone a source_profile or a credential_source")
	})
}

func TestABrokenConfigFileIsNamed(t *testing.T) {
	h := newHouse(t, "")
	if err := os.Remove(filepath.Join(h.home, ".aws", "config")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(h.home, ".aws", "config"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := aws.New(t.Context(), aws.Options{})
	if err == nil || !strings.Contains(err.Error(), filepath.Join(".aws", "config")) {
		t.Errorf("error: %v", err)
	}
}

func TestASectionThatIsNotClosedIsNamedWithItsLine(t *testing.T) {
	h := newHouse(t, "# mine\n[default]\nregion = us-east-1\n[profile ops\nregion = us-east-1\n")
	for _, profiles := range [][]string{nil, {"ops"}} {
		_, err := aws.New(t.Context(), aws.Options{Profiles: profiles})
		if want := filepath.Join(h.home, ".aws", "config") + `:4: a section that is not closed: "[profile ops"`; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestWrongOptionsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		o    aws.Options
		want string
	}{
		{aws.Options{Regions: []string{"Ireland"}}, "such as eu-west-1"},
		{aws.Options{Accounts: []string{"payments"}}, "--org"},
	} {
		if _, err := aws.New(t.Context(), c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
}

func TestAnExpiredLoginSaysTheCommandAndComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		account := w.HomeAccount()
		h := newHouse(t, `[profile ops]
region = us-east-1
sso_session = corp
sso_account_id = `+account+`
sso_role_name = BackupReader
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
`)
		c := h.client(sim.InProcess{Handler: w}, nil)
		const command = "aws sso login --profile ops --no-browser --use-device-code"
		fails(t, vaults(c, account), backup.Credentials, command)
		rows, err := gather(c.Accounts(t.Context()))
		fails(t, err, backup.Credentials, command)
		if len(rows) != 1 || rows[0].ID.String() != account || rows[0].Trouble != backup.Credentials || rows[0].Remedy.String() != command {
			t.Errorf("accounts without a login: %+v", rows)
		}
		h.login("corp", time.Now().Add(time.Hour))
		time.Sleep(10 * time.Second)
		if err := vaults(c, account); err != nil {
			t.Errorf("after the login: %v", err)
		}
		time.Sleep(2 * time.Hour)
		fails(t, vaults(c, account), backup.Credentials, command)
	})
}

func TestKeysThatAWSRefusesAreReadAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, "[profile ops]\nregion = us-east-1\n")
		h.keys("AKIAOLD")
		stale := &byKey{inner: sim.InProcess{Handler: w}, refused: "AKIAOLD"}
		c := h.client(stale, nil)
		account := all(t, c.Accounts(t.Context()))[0].ID.String()
		stale.on.Store(true)
		var wg sync.WaitGroup
		for range 40 {
			wg.Go(func() { fails(t, vaults(c, account), backup.Credentials, "profile ops") })
		}
		wg.Wait()
		before := stale.seen.Load()
		for range 40 {
			fails(t, vaults(c, account), backup.Credentials, "profile ops")
		}
		if n := stale.seen.Load() - before; n > 1 {
			t.Errorf("keys that were just refused were sent %d times more", n)
		}
		h.keys("AKIANEW")
		time.Sleep(10 * time.Second)
		if err := vaults(c, account); err != nil {
			t.Errorf("with new keys: %v", err)
		}
	})
}

// byKey answers calls that are signed with a refused key as AWS does.
type byKey struct {
	inner   http.RoundTripper
	refused string
	on      atomic.Bool
	seen    atomic.Int32
}

func (b *byKey) RoundTrip(r *http.Request) (*http.Response, error) {
	if !b.on.Load() || !strings.Contains(r.Header.Get("Authorization"), b.refused) {
		return b.inner.RoundTrip(r)
	}
	b.seen.Add(1)
	return answers(r, 403, http.Header{"X-Amzn-Errortype": {"ExpiredTokenException"}}, `{"message":"The security token included in the request is expired"}`), nil
}

func TestCredentialsOfAnotherAccountAreNotUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		home := w.HomeAccount()
		h := newHouse(t, "[profile ops]\nregion = us-east-1\n")
		h.keys("AKIAOLD")
		c := h.client(sim.InProcess{Handler: w}, nil)
		all(t, c.Accounts(t.Context()))
		if err := vaults(c, home); err != nil {
			t.Fatal(err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1}})
		fails(t, vaults(c, home), backup.Credentials, "profile ops")
		w.SetFaults(nil)
		other := ""
		for _, a := range all(t, fleet(t, w, nil).Accounts(t.Context())) {
			if a.Name.String() == "data-lake" {
				other = a.ID.String()
			}
		}
		h.write("credentials", "")
		h.write("config", "[profile ops]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+other+":role/BackupReader\nsource_profile = base\n[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n")
		time.Sleep(10 * time.Second)
		e := fails(t, vaults(c, home), backup.Credentials, "start again")
		if !strings.Contains(e.Message, other) {
			t.Errorf("message %q", e.Message)
		}
	})
}

const mfaProfile = `[profile ops]
region = us-east-1
role_arn = arn:aws:iam::%s:role/BackupReader
source_profile = base
mfa_serial = arn:aws:iam::%[1]s:mfa/operator
[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = x
`

func TestAnMFACodeIsAskedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, fmt.Sprintf(mfaProfile, w.HomeAccount()))
		var asked atomic.Int32
		answer := "000000" // the wrong one
		var words []string // of AWS about the code before
		c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) {
			o.Ask = func(_ context.Context, q aws.Challenge) (string, error) {
				asked.Add(1)
				time.Sleep(3 * time.Minute) // to find the phone
				if q.Profile != "ops" || !strings.HasSuffix(q.Serial, "mfa/operator") {
					t.Errorf("asked for %+v", q)
				}
				words = append(words, q.Refused)
				return answer, nil
			}
		})
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				e := fails(t, vaults(c, w.HomeAccount()), backup.Credentials, "a fresh code")
				if !strings.HasPrefix(e.Message, "the MFA code was refused: MultiFactorAuthentication failed") {
					t.Errorf("the reason does not lead: %s", e.Message)
				}
			})
		}
		wg.Wait()
		if len(words) != 3 || words[0] != "" || !strings.Contains(words[1], "invalid MFA one time pass code") {
			t.Errorf("asked %d times, and said of the code before: %q", len(words), words)
		}
		answer = "123456"
		time.Sleep(time.Minute)
		for range 20 {
			wg.Go(func() {
				if err := vaults(c, w.HomeAccount()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := asked.Load(); n != 4 {
			t.Errorf("asked %d times, want 3 for the wrong code and 1 for the right one", n)
		}
	})
}

func TestACodeOfTheWrongShapeIsAskedForAgainAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, fmt.Sprintf(mfaProfile, w.HomeAccount()))
		codes := []string{"12345", "000000", "123456"}
		c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) {
			o.Ask = func(context.Context, aws.Challenge) (string, error) {
				code := codes[0]
				codes = codes[1:]
				return code, nil
			}
		})
		if err := vaults(c, w.HomeAccount()); err != nil || len(codes) != 0 {
			t.Errorf("after two wrong codes and a right one: %v, %d codes left", err, len(codes))
		}
	})
}

func TestACodeThatIsAwaitedIsAStateAndHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, fmt.Sprintf(mfaProfile, w.HomeAccount())+"[profile other]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+
			w.Accounts()[1]+":role/BackupReader\nsource_profile = base\n")
		var told []aws.Challenge
		c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) {
			o.Profiles = []string{"ops", "other"}
			o.Asked = func(_ context.Context, q aws.Challenge) { told = append(told, q) }
		})
		list := func() (rows map[string]backup.Account, took time.Duration) {
			began := time.Now()
			rows = map[string]backup.Account{}
			for page, err := range c.Accounts(t.Context()) {
				if err != nil {
					break // that of the profile which can't be read
				}
				for _, a := range page {
					rows[a.Profile.String()] = a
				}
			}
			return rows, time.Since(began)
		}
		for range 3 {
			rows, took := list()
			if took > 2*time.Second || rows["other"].Principal.Empty() {
				t.Errorf("the other profile waited for %v: %+v", took, rows["other"])
			}
			if a := rows["ops"]; a.Trouble != backup.Credentials || !strings.HasPrefix(a.Remedy.String(), "M ") {
				t.Errorf("what waits for a code says %q: %q", a.Why, a.Remedy)
			}
			time.Sleep(10 * time.Second)
		}
		if len(told) != 1 || told[0].Profile != "ops" || !strings.HasSuffix(told[0].Serial, "mfa/operator") {
			t.Errorf("asked %+v, want once", told)
		}
		if err := c.Answer(t.Context(), "ops", "000000"); err == nil || !strings.Contains(err.Error(), "invalid MFA one time pass code") {
			t.Errorf("a wrong code: %v", err)
		}
		if err := c.Answer(t.Context(), "ops", "123456"); err != nil {
			t.Errorf("a right code at once after it: %v", err)
		}
		if rows, _ := list(); rows["ops"].Trouble != "" || rows["ops"].Principal.Empty() {
			t.Errorf("after the code: %+v", rows["ops"])
		}
		if len(told) != 2 || !told[1].Settled {
			t.Errorf("told %+v, want that it is settled", told)
		}
	})
}

func TestCredentialsThatTakeTheirTimeHoldNobodyUp(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	h := newHouse(t, "[profile slow]\nregion = us-east-1\ncredential_process = sleep 9\n[profile other]\nregion = us-east-1\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n")
	c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) {
		o.Profiles = []string{"slow", "other"}
		o.Asked = func(context.Context, aws.Challenge) {}
	})
	began, why := time.Now(), ""
	for page, err := range c.Accounts(t.Context()) {
		if err != nil {
			break // that of the profile which can't be read
		}
		for _, a := range page {
			if a.Profile.String() == "slow" {
				why = a.Why.String()
			}
		}
	}
	if took := time.Since(began); took > 8*time.Second || !strings.Contains(why, "not come yet") {
		t.Errorf("the list took %v and says %q", took, why)
	}
}

func TestWithoutAnybodyToAskAnMFAProfileIsAStateNotAHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, fmt.Sprintf(mfaProfile, w.HomeAccount()))
		e := fails(t, vaults(h.client(sim.InProcess{Handler: w}, nil), w.HomeAccount()), backup.Credentials, "")
		if !strings.Contains(e.Message, "MFA") {
			t.Errorf("message %q", e.Message)
		}
	})
}

func TestAnEndpointThatAnswersNothingToEverythingIsNotAWS(t *testing.T) {
	h := newHouse(t, "[profile ops]\nregion = us-east-1\n")
	h.keys("AKIAOPS")
	c := h.client(roundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}, nil
	}), nil)
	_, err := gather(c.Accounts(t.Context()))
	fails(t, err, backup.Unreachable, "AWS_ENDPOINT_URL")
	if !strings.Contains(err.Error(), "names no account: not AWS") {
		t.Error(err)
	}
}

func TestNoCredentialsAtAllIsSaidSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newHouse(t, "[default]\nregion = us-east-1\n")
		hang := roundTripper(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		c, err := aws.New(t.Context(), aws.Options{Transport: hang})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, err = gather(c.Accounts(t.Context()))
		fails(t, err, backup.Credentials, "aws configure sso")
		if d := time.Since(began); d > 6*time.Second {
			t.Errorf("said after %s", d)
		}
	})
}

func TestKeysOfTheEnvironmentAreMendedInTheEnvironment(t *testing.T) {
	for _, config := range []string{"", "[default]\nregion = us-east-1\nsso_session = corp\n[profile ops]\n"} {
		w := sim.New(sim.Options{Seed: 7})
		newHouse(t, config)
		t.Setenv("AWS_ACCESS_KEY_ID", "AKIAOLD")
		t.Setenv("AWS_SECRET_ACCESS_KEY", "x")
		t.Setenv("AWS_PROFILE", "ops") // the variables go before it
		if config == "" {
			t.Setenv("AWS_PROFILE", "")
		}
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1}})
		c, err := aws.New(t.Context(), aws.Options{Transport: sim.InProcess{Handler: w}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = gather(c.Accounts(t.Context()))
		fails(t, err, backup.Credentials, "export fresh AWS_ACCESS_KEY_ID")
	}
}

func TestARoleOfAProfileIsNamedAfterTheOperator(t *testing.T) {
	for named, want := range map[string]string{"": "bkpui-ada", "role_session_name = night-shift\n": "night-shift"} {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, "[profile ops]\nregion = us-east-1\nrole_arn = arn:aws:iam::"+w.HomeAccount()+":role/BackupReader\nsource_profile = base\n"+named+
			"[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = x\n")
		c := h.client(sim.InProcess{Handler: w}, func(o *aws.Options) { o.SessionName = "bkpui-ada" })
		who := all(t, c.Accounts(t.Context()))[0].Principal.String()
		if !strings.HasSuffix(who, "/BackupReader/"+want) {
			t.Errorf("%s, want a session called %s", who, want)
		}
	}
}

func TestWithoutARegionTheWayOutIsSaid(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	h := newHouse(t, "[profile ops]\n")
	h.keys("AKIAOPS")
	c := h.client(sim.InProcess{Handler: w}, nil)
	home := all(t, c.Accounts(t.Context()))[0]
	_, err := gather(c.Regions(t.Context(), home.ID))
	e := fails(t, err, backup.Invalid, "--region")
	if e.Message != "no region: give --region or set AWS_REGION" {
		t.Errorf("message %q", e.Message)
	}
}
