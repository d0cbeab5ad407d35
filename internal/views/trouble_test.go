package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// fleetEnv is a session that knows these accounts, and one Region of each that has an ID.
func fleetEnv(rows ...backup.Account) *Env {
	store := state.NewStore()
	state.Publish(store, accountsPart(), (*backup.Account).Key, rows, 0)
	for _, a := range rows {
		if !a.ID.Empty() && !a.Skipped {
			state.Publish(store, regionsPart(a.ID), nil, []backup.Region{{Account: a.ID, Name: backup.Intern("us-east-1")}}, 0)
		}
	}
	store.Flush()
	e := bareEnv()
	e.Snap = store.Snapshot()
	e.Fleet = fleetOf(e.Snap, nil)
	return e
}

func TestAProfileThatCanNotBeReadIsNamedEverywhere(t *testing.T) {
	word := backup.Intern
	good := backup.Account{ID: word("111122223333"), Profile: word("good"), Name: word("good"), Home: true}
	hung := backup.Account{
		Profile: word("hung"), Name: word("hung"), Home: true, Trouble: backup.Credentials,
		Why: word("no credentials came within 60 s"), Remedy: word("make the credential_process of profile hung work again"),
	}
	expired := backup.Account{
		ID: word("777788889999"), Profile: word("sso"), Name: word("sso"), Home: true, Trouble: backup.Credentials, Why: word("expired"), Remedy: word("aws sso login --profile sso"),
	}
	found := backup.Account{ID: word("444455556666"), Profile: word("hung"), Home: true}
	for _, c := range []struct {
		name, title, right, line string
		rows                     []backup.Account
	}{
		{"one of two", "1 account × 1 region", "profile hung unread", "profile hung: credentials: no credentials came within 60 s — make the credential_process", []backup.Account{good, hung}},
		{"the only one", "no accounts", "nothing readable", "profile hung: credentials", []backup.Account{hung}},
		{"whose account the configuration tells", "2 accounts × 1 region", "sso unread", "sso: credentials: aws sso login --profile sso", []backup.Account{good, expired}},
		{"since its account is known", "2 accounts × 1 region", "", "", []backup.Account{good, hung, found}},
		{"whose role is refused", "2 accounts × 1 region", "lake unread", "lake: access denied sts:AssumeRole — let the role's trust policy", []backup.Account{good, {ID: word("777788889999"), Profile: word("lake"), Name: word("lake"), Home: true, Trouble: backup.AccessDenied, Refused: word("sts:AssumeRole"), Remedy: word("let the role's trust policy and the caller's own policy allow sts:AssumeRole")}}},
		{"a name that nobody has", "1 account × 1 region", "", `no account of the organisation is called "goood"; did you mean good?`, []backup.Account{good, {Name: word("goood"), Trouble: backup.NotFound}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := fleetEnv(c.rows...)
			switch c.name {
			case "whose role is refused":
				e.Fleet.Err = &backup.Error{Kind: backup.AccessDenied, Action: "sts:AssumeRole", Remedy: "let the role's trust policy and the caller's own policy allow sts:AssumeRole"}
			case "whose account the configuration tells":
				e.Fleet.Err = &backup.Error{Kind: backup.Credentials, Message: "expired", Remedy: "aws sso login --profile sso"}
			}
			s := &session{env: e}
			if got := s.scopeWords(); got != c.title {
				t.Errorf("title %q, want %q", got, c.title)
			}
			if got := s.lost(); got != c.right {
				t.Errorf("state %q, want %q", got, c.right)
			}
			var l lists
			l.update(e, vaultParts(e, Target{}))
			lines := troubleLines(e, l.failed, ui.Rect{W: 160, H: 9})
			if got := len(lines) > 0; got != (c.line != "") || got && !strings.Contains(string(lines[0]), c.line) {
				t.Errorf("under a list %q, want %q", lines, c.line)
			}
		})
	}
}

func TestACommandThatMendsIsThereWhole(t *testing.T) {
	const command = "aws sso login --profile sso --no-browser --use-device-code"
	e := fleetEnv(backup.Account{
		ID: backup.Intern("111122223333"), Name: backup.Intern("sso"), Profile: backup.Intern("sso"), Home: true, Trouble: backup.Credentials,
		Why: backup.Intern("the SSO session has expired or is invalid: expected RFC3339 timestamp"), Remedy: backup.Intern(command),
	})
	failed := append(fleetTroubles(e), fleetTroubles(e)...)
	for _, r := range []ui.Rect{{W: 80, H: 21}, {W: 80, H: 9}, {W: 80, H: 5}, {W: 300, H: 40}} {
		whole := false
		for _, line := range troubleLines(e, failed, r) {
			whole = whole || strings.Contains(string(line), command)
			if w := ui.Width(string(line)); w != r.W {
				t.Errorf("%v: a line of %d cells", r, w)
			}
		}
		if !whole {
			t.Errorf("%v: the command is not there: %q", r, troubleLines(e, failed, r))
		}
	}
	r := accounts().(*Resource[backup.Account])
	if got := string(r.column("access").appendCell(nil, &e.Fleet.Accounts[0], e)); got != "⊘ credentials: "+command {
		t.Errorf("access %q", got)
	}
	if notes := strings.Join(r.Notes(&e.Fleet.Accounts[0], e), "\n"); !strings.Contains(notes, "to mend it: "+command) {
		t.Errorf("the page says %q", notes)
	}
}

func TestAccountsStillToBeFoundAreSaidToBe(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1, Operations: []string{"organizations"}}})
		u := startOn(t, 80, 12, w, Options{}).after(5*time.Second).sees("1 account × 2 regions, looking for more", "loading").misses("live")
		u.after(4*time.Minute).sees("accounts unread", "organizations:ListAccounts").misses("live", "looking for")
	})
}

func TestTheOverviewNamesWhatIsUnreadAndCountsNothingOfIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"backup"}}})
		u := startOn(t, 80, 24, w, Options{}).after(75*time.Second).sees("not read", "30 unread", "access denied backup:List").misses("0 jobs", "live")
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"ListCopyJobs"}}})
		u.rests(10*time.Minute).sees(" jobs, ", "⊘ denied").misses("not read")

		// Pages and the list of lists do not look fresh either.
		u.opens("health").misses("● live").sees("unread")
		w.SetFaults(nil)
		u.opens("vaults prod-daily account:payments").sees("prod-daily")
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeBackupVault"}}})
		u.press("d").after(3*time.Second).sees("› prod-daily", "1 unread").misses("● live").press("esc")
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"ListBackupVaults"}}})
		u.press("ctrl+r").after(3*time.Second).press("d").after(3*time.Second).sees("› prod-daily", "unread").misses("● live")
	})
}

// refreshed is a poller that only remembers what is to be read again.
type refreshed struct{ parts []state.Part }

func (*refreshed) Want([]state.Part)            {}
func (*refreshed) Stop([]state.Part)            {}
func (r *refreshed) Refresh(parts []state.Part) { r.parts = append(r.parts, parts...) }

func TestRegionsAreReadAgainWhenAnotherProfileIsOfTheAccountToo(t *testing.T) {
	store, again := state.NewStore(), &refreshed{}
	s := &session{env: bareEnv(), b: Backend{Store: store, Poller: again}}
	row := backup.Account{ID: backup.Intern("111122223333"), Profile: backup.Intern("base"), Home: true}
	for _, profiles := range []string{"base", "base", "base, cp"} {
		row.Profile = backup.Intern(profiles)
		state.Publish(store, accountsPart(), (*backup.Account).Key, []backup.Account{row}, 0)
		store.Flush()
		s.observe()
		if want := profiles != "base"; len(again.parts) > 0 != want {
			t.Errorf("%s: %v", profiles, again.parts)
		}
	}
	if !slices.Equal(again.parts, []state.Part{regionsPart(row.ID)}) {
		t.Errorf("read again: %v", again.parts)
	}
}
