package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// acting runs an armed console on a world of some size.
func acting(t *testing.T, o sim.Options, test func(u *user)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 110, 40, sim.New(o), Options{}, ops.Policy{}, "").after(5 * time.Second).arms()
		test(u)
	})
}

// sends confirms what the review shows and returns the requests that this sent.
func (u *user) sends(phrase string) []sim.Mutation {
	u.t.Helper()
	before := len(u.world.Started())
	u.sees("Checks").after(5 * time.Second).press("enter").after(time.Second)
	if got := u.phrase(); !strings.HasPrefix(got, phrase) {
		u.t.Errorf("it asks for %q, want %q:\n%s", got, phrase, u.text())
	}
	u.types(u.phrase()).press("enter").rests(30 * time.Second)
	return u.world.Started()[before:]
}

// tries presses a key on one row after the other until one has a wizard for it.
func (u *user) tries(key string) *user {
	u.t.Helper()
	for range 30 {
		if _, ok := u.press(key).session().top().(*wizard); ok {
			return u
		}
		u.press("j")
	}
	u.t.Fatalf("%s opens nothing on any row:\n%s", key, u.text())
	return u
}

// once fails unless one request was sent, of that operation, and AWS took it.
func (u *user) once(sent []sim.Mutation, operation string, within ...string) {
	u.t.Helper()
	if len(sent) != 1 || sent[0].Operation != operation || !sent[0].Taken {
		u.t.Errorf("%s: sent %+v\n%s", operation, sent, u.text())
		return
	}
	for _, w := range within {
		if !strings.Contains(sent[0].Body+sent[0].Path, w) {
			u.t.Errorf("%s: %s is not in %s %s", operation, w, sent[0].Path, sent[0].Body)
		}
	}
}

// vaultIn is the ARN of a vault.
func (u *user) vaultIn(account, region, name string) string {
	return "arn:aws:backup:" + region + ":" + account + ":backup-vault:" + name
}

// TestACopyThatBindsIsConfirmedByName copies into an air-gapped and into a locked vault.
func TestACopyThatBindsIsConfirmedByName(t *testing.T) {
	t.Parallel()
	for _, vault := range []string{"airgap", "prod-monthly"} {
		t.Run(vault, func(t *testing.T) {
			acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 40, Jobs: 100, Speed: 10_000}, func(u *user) {
				to := u.vaultIn(u.world.HomeAccount(), "us-east-1", vault)
				u.goes("points type:s3 status:completed vault:prod-daily").after(3*time.Second).press("C").after(5*time.Second).fills(restore.DestinationField, to)
				u.fills(restore.KeepField, "→days").fills(restore.DaysField, "60").submits().after(5 * time.Second).sees("can't be deleted by anyone before")
				sent := u.sends(vault)
				u.once(sent, "StartCopyJob", to, `"DeleteAfterDays":60`)
				if vault == "airgap" {
					return // the copy is as old as its source: the list has it after its next full pass
				}
				u.rests(time.Minute).home().goes("points vault:"+vault+" arn:"+strings.ToLower(sent[0].Job[:8])).after(5*time.Second).sees("1 of", "COMPLETED")
			})
		})
	}
}

// TestACopyThatCantGoInOneHopNamesTheWayInTwo copies to another account in another
// Region.
func TestACopyThatCantGoInOneHopNamesTheWayInTwo(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 2, Regions: 2, Resources: 160, Jobs: 100}, func(u *user) {
		home := u.world.HomeAccount()
		other := ""
		for _, a := range u.session().env.Fleet.Accounts {
			if a.ID.String() != home {
				other = a.ID.String()
			}
		}
		u.goes("points type:s3 status:completed vault=Default region:us-east-1 account:" + home).after(5 * time.Second).press("C").after(5 * time.Second)
		u.fills(restore.DestinationField, u.vaultIn(other, u.world.Regions()[1], "prod-daily")).submits().after(5 * time.Second)
		if words := strings.Join(strings.Fields(u.text()), " "); !strings.Contains(words, "first, and that copy to the destination") {
			u.t.Errorf("the way in two hops is not named:\n%s", u.text())
		}
		u.press("enter").after(time.Second)
		if len(u.session().dialogs) > 0 || len(u.world.Started()) > 0 {
			u.t.Errorf("it can be confirmed all the same:\n%s", u.text())
		}
	})
}

// TestAFailedBackupIsDoneAgain backs up what a failed job did not, and a resource.
func TestAFailedBackupIsDoneAgain(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400, Speed: 10_000}, func(u *user) {
		u.goes("bj state:failed vault:prod-daily").after(3 * time.Second).tries("B").after(5 * time.Second).submits().after(3 * time.Second)
		u.sees("Backs up", "the rule's copies of plan").misses("kept  ")
		u.once(u.sends("prod-daily"), "StartBackupJob", "BackupVaultName", "IamRoleArn") // whose lock holds it, as it holds a copy
		u.sees("› jobs › backup").rests(time.Minute).home()
		u.goes("resources type:ebs").after(3*time.Second).press("B").after(5*time.Second).fills("role", "→Default")
		u.submits().after(3 * time.Second)
		sent := u.sends("yes")
		u.once(sent, "StartBackupJob")
		u.sees("› jobs › backup").rests(time.Minute).home().goes("bj id:" + sent[0].Job).rests(10 * time.Second).sees("COMPLETED")
	})
}

// TestALifecycleIsSentWhole changes how long a point is kept: longer, and shorter.
func TestALifecycleIsSentWhole(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		open := func(vault, days string) {
			u.home().goes("points type:ebs status:completed vault:" + vault).after(3 * time.Second).goes("lifecycle").after(3 * time.Second)
			u.fills(keepDaysField, days).submits().after(3*time.Second).sees("will be", "deleted after "+days+" days")
		}
		open("Default", "399")
		u.once(u.sends("yes"), "UpdateRecoveryPointLifecycle", `"DeleteAfterDays":399`)
		u.sees("AWS took it")
		u.home().goes("points type:ebs status:completed vault:Default").after(3 * time.Second).goes("lifecycle").after(3 * time.Second)
		u.press("ctrl+s").after(time.Second).sees("nothing changes: it is").misses("will be")
		open("Default", "20")
		u.once(u.sends("snap-"), "UpdateRecoveryPointLifecycle", `"DeleteAfterDays":20`)
		u.sees("AWS took it")
		u.home().goes("points type:ebs status:completed vault:Default").after(3 * time.Second).goes("lifecycle").after(3 * time.Second)
		u.fills(keepDaysField, "").submits().after(3*time.Second).sees("will be", "kept until it is deleted")
		u.once(u.sends("yes"), "UpdateRecoveryPointLifecycle", `"DeleteAfterDays":-1`)
		u.sees("AWS took it")
		open("prod-daily", "400") // as much as its lock lets be, and its policy denies it
		u.sees("✗ vault policy").press("enter").after(time.Second)
		if len(u.session().dialogs) > 0 {
			u.t.Errorf("it can be confirmed all the same:\n%s", u.text())
		}
	})
}

// deletesSix marks six points of one vault and confirms that they are deleted; it returns
// what was sent within half a minute.
func (u *user) deletesSix() []sim.Mutation {
	u.t.Helper()
	u.goes("points type:ec2 status:completed vault=Default").after(3*time.Second).press("space", "space", "space", "space", "space", "space")
	u.goes("delete").rests(10 * time.Second).sees("three first")
	return u.sends("6 Default")
}

// TestDeletingManySaysWhatBecameOfEach deletes six points of one vault, three first:
// the rest goes when those are gone, not before.
func TestDeletingManySaysWhatBecameOfEach(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		if sent := u.deletesSix(); len(sent) != 3 {
			u.t.Errorf("%d requests were sent while the first three are DELETING, want 3", len(sent))
		}
		if u.answers().rests(30 * time.Second); len(u.world.Started()) != 6 {
			u.t.Errorf("%d requests were sent, want 6", len(u.world.Started()))
		}
		u.sees("6 of 6 answered, all sent", "AWS's word on 3 points").rests(time.Minute).sees("6 of 6 were sent; AWS took 6: 6 gone", "AWS took it; the point is gone").misses("is DELETING")
		gone := u.session().stack[len(u.session().stack)-1].(*wizard).review.op.Items[0].Name
		u.sees(gone).press("esc").rests(3 * time.Minute).sees("points").misses(gone)
		u.goes("actions kind:delete phase:intent outcome:gone").after(3*time.Second).sees("gone").press("enter").after(3*time.Second).
			sees("✗ gone: AWS has no such recovery point").misses("R restore", "C copy")
		if u.press("R").after(time.Second); u.session().top().Target().View != "points" {
			u.t.Errorf("R opens a form for what is gone:\n%s", u.text())
		}
	})
}

// TestPointsThatAreKeptStopTheRest deletes six points where AWS may not delete them: it
// answers 200, and the points turn EXPIRED seconds later.
func TestPointsThatAreKeptStopTheRest(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		u.world.DenyDeletes(u.world.HomeAccount())
		if sent := u.deletesSix(); len(sent) != 3 {
			u.t.Errorf("%d requests were sent, want 3", len(sent))
		}
		u.sees("3 of 6 were sent; AWS took 3: 3 EXPIRED", "the rest was not sent (3 of 6)", "EXPIRED", "insufficient permission")
		if words := strings.Join(strings.Fields(u.text()), " "); strings.Count(words, "AWS took it; the point is EXPIRED") != 3 {
			u.t.Errorf("not all three are said to be EXPIRED:\n%s", u.text())
		}
		u.sees("6 ", "not sent").press("enter").rests(10 * time.Minute)
		if len(u.world.Started()) != 3 {
			u.t.Errorf("%d requests were sent in the end, want 3", len(u.world.Started()))
		}
	})
}

// TestWhatIsUnderWayIsListedItemByItemAndLedBackTo deletes six points, leaves the page by
// each way, and comes back to it.
func TestWhatIsUnderWayIsListedItemByItemAndLedBackTo(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		u.world.DeletesTake(3 * time.Hour)
		u.deletesSix()
		all := []string{"3 of 6 answered, 3 still to be sent", "AWS's word on 3 points", "is DELETING", "6 ami-", "waits to be sent"}
		u.sees(all...).misses("delete under way")
		for out, back := range map[string][]string{"9": {"esc"}, "2": {"["}, "4": {"-"}, "esc": {"["}, "q": {"["}} {
			u.press(out).after(time.Second).sees("delete under way 3/6").misses(all[1])
			u.press(back...).after(time.Second).sees(all...)
		}
		u.press("9").goes("underway").sees(all...)
		u.press("9").rests(6*time.Minute).misses("under way").press("esc").sees("3 of 6 were sent", "enter opens the review of the rest", "not sent")
	})
}

// TestTheRestOfADeleteGoesOnWhenTheOperatorSaysSo deletes six points where AWS takes
// hours to delete: after five minutes the rest waits for a confirmation of its own.
func TestTheRestOfADeleteGoesOnWhenTheOperatorSaysSo(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		u.world.DeletesTake(3 * time.Hour)
		u.deletesSix()
		u.answers().rests(4*time.Minute).answers().rests(time.Minute).sees("3 of 6 were sent; AWS took 3", "still being deleted", "is DELETING", "enter opens the review of the rest")
		u.press("enter").rests(10*time.Second).sees("3 recovery points", "still DELETING when you were asked")
		if len(u.world.Started()) != 3 {
			u.t.Errorf("%d requests were sent before the rest was confirmed, want 3", len(u.world.Started()))
		}
		if sent := u.sends("3 Default"); len(sent) != 3 {
			u.t.Errorf("%d requests of the rest were sent, want 3", len(sent))
		}
		u.rests(5 * time.Minute).sees("3 of 3 were sent; AWS took 3: 3 still DELETING").misses("✓ AWS took it")
	})
}

// pointWith finds a recovery point of the home Region.
func (u *user) pointWith(has func(*backup.RecoveryPoint) bool) string {
	u.t.Helper()
	c, err := aws.New(u.t.Context(), aws.Options{Isolated: true, Regions: []string{"us-east-1"}, Transport: sim.InProcess{Handler: u.world}})
	if err != nil {
		u.t.Fatal(err)
	}
	in := backup.In(u.world.HomeAccount(), "us-east-1")
	for vaults, err := range c.Vaults(u.t.Context(), in, backup.VaultQuery{}) {
		if err != nil {
			u.t.Fatal(err)
		}
		for _, v := range vaults {
			for rows, err := range c.Points(u.t.Context(), in, backup.PointQuery{Vault: v.In.Get().Name.String()}) {
				if err != nil {
					break // the vault's policy denies it
				}
				for i := range rows {
					if has(&rows[i]) {
						return rows[i].ARN.String()
					}
				}
			}
		}
	}
	u.t.Fatal("there is no such point")
	return ""
}

// TestWhatIsLetGoIsConfirmedByName disassociates a continuous backup and detaches a
// nested recovery point.
func TestWhatIsLetGoIsConfirmedByName(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 5, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		for _, c := range []struct {
			command, operation string
			says               string   // the review
			comes              []string // to be said in the end
			has                func(*backup.RecoveryPoint) bool
		}{
			{"disassociate", "DisassociateRecoveryPoint", "what it holds ages out", []string{"STOPPED: nothing is added"}, func(p *backup.RecoveryPoint) bool {
				return p.Status.String() == "AVAILABLE" && p.Of.Get().Type.String() == "S3"
			}},
			{"disassociate", "DisassociateRecoveryPoint", "AWS Backup forgets it", []string{"gone from AWS Backup", "its own service"}, func(p *backup.RecoveryPoint) bool {
				return p.Status.String() == "AVAILABLE" && p.Of.Get().Type.String() == "RDS"
			}},
			{"detach-child", "DisassociateRecoveryPointFromParent", "lives on alone", []string{"gone from its parent, and COMPLETED"}, func(p *backup.RecoveryPoint) bool {
				return p.Status.String() == "COMPLETED" && !p.Parent.Empty() && p.Of.Get().Type.String() != "EKS"
			}},
		} {
			arn := u.pointWith(c.has)
			u.home().goes("points arn:"+arn).after(3*time.Second).goes(c.command).after(5*time.Second).sees(c.says, "caller: request", "backup:"+c.operation[:20])
			phrase := arn[len(arn)-8:]
			if strings.HasPrefix(c.says, "what it holds") { // S3 calls its points after their bucket
				phrase = arn[strings.LastIndex(arn, ":")+1:]
			}
			u.once(u.sends(phrase), c.operation)
			u.rests(10 * time.Second).sees("AWS took it").sees(c.comes...)
			u.home().goes("points type:rds status:completed vault:prod-daily").after(3 * time.Second).goes(c.command).after(time.Second)
			if _, ok := u.session().top().(*wizard); ok {
				u.t.Errorf("%s is offered for a snapshot:\n%s", c.command, u.text())
			}
		}
	})
}

// TestJobsAreStoppedAndValidated stops a running backup, and records what a test of a
// restored resource found.
func TestJobsAreStoppedAndValidated(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		u.goes("resources type:ebs").after(3*time.Second).press("B").after(5*time.Second).fills("role", "→Default").submits().after(3 * time.Second)
		job := u.sends("yes")[0].Job
		u.home().goes("bj id:" + job).after(5 * time.Second).press("X").after(5 * time.Second)
		name := u.wizard().act.(*doing).name[len("stop the backup of "):]
		u.once(u.sends(name), "StopBackupJob", job)
		u.sees("AWS took it", "ABORTING until it is ABORTED").home().goes("bj id:" + job).rests(time.Minute)
		u.sees("ABORT")
		u.goes("bj state:completed").after(3 * time.Second).press("X").after(time.Second)
		if _, ok := u.session().top().(*wizard); ok {
			u.t.Errorf("X is offered for a job that has ended:\n%s", u.text())
		}
		u.home().goes("rj state:completed").after(3*time.Second).tries("V").after(3*time.Second).fills("result", "→FAILED").fills("message", "no rows, in q c i n j k").after(time.Second).press("esc").after(time.Second)
		u.goes("drafts").after(3 * time.Second).sees("validat").press("R").after(3 * time.Second).sees("no rows, in q c i n j k").submits() // its draft can be opened
		u.once(u.sends("yes"), "PutRestoreValidationResult", `"ValidationStatus":"FAILED"`, "no rows, in q c i n j k")
		u.sees("AWS took it")
	})
}

// TestABackupOfAResourceProposesTheRoleOfItsLastGoodBackup opens the form of a resource that
// has been backed up, and asks for one that never was.
func TestABackupOfAResourceProposesTheRoleOfItsLastGoodBackup(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		u.goes("resources type:ebs").after(3 * time.Second).press("B").after(5 * time.Second).toField("role").after(time.Second)
		u.sees("last good backup", "that of its last good backup, ")
		d, ok := u.wizard().act.(*doing)
		if role := d.value("role"); !ok || !strings.Contains(role, ":role/") {
			u.t.Errorf("the role proposed is %q", role)
		}
		source := u.session().b.Source
		u.screen.looked() // the console goes on while AWS is asked
		never := again{of: backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:us-east-1:1:volume/vol-never")}, in: d.of.Scope}
		roles := []restore.Choice{{Value: "arn:aws:iam::1:role/backup-custom"}, {Value: "arn:aws:iam::1:role/" + restore.DefaultRole}}
		if got := usualRoleOf(u.t.Context(), source, never, roles); got.arn != roles[1].Value || !strings.Contains(got.note, "default role") {
			u.t.Errorf("of one that was never backed up: %+v", got)
		}
		if got := usualRoleOf(u.t.Context(), source, never, roles[:1]); got != (usualRole{}) {
			u.t.Errorf("where there is no default role: %+v", got)
		}
	})
}
