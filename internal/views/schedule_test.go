package views

import "testing"

func TestScheduleSaysCronInWords(t *testing.T) {
	for _, c := range []struct{ expr, zone, want string }{
		{"", "", "daily at 05:00 UTC (the default)"},
		{"cron(0 5 ? * * *)", "Etc/UTC", "daily at 05:00 UTC"},
		{"15 4 ? * * *", "", "daily at 04:15 UTC"},
		{"cron(0 4 ? * SUN *)", "Europe/Paris", "Sun at 04:00 Europe/Paris"},
		{"cron(0 4 ? * 1,4 *)", "", "Sun, Wed at 04:00 UTC"},
		{"cron(30 22 ? * MON-FRI *)", "", "Mon–Fri at 22:30 UTC"},
		{"cron(30 3 1 * ? *)", "", "monthly on day 1 at 03:30 UTC"},
		{"cron(30 3 1,15 * ? *)", "", "monthly on day 1, 15 at 03:30 UTC"},
		{"cron(0 2 L * ? *)", "", "monthly on the last day at 02:00 UTC"},
		{"cron(0 2 ? * 6L *)", "", "the last Fri of the month at 02:00 UTC"},
		{"cron(0 2 1 1/3 ? *)", "", "on day 1 every 3 months from Jan at 02:00 UTC"},
		{"cron(0 2 1 JAN,7 ? *)", "", "on day 1 of Jan, Jul at 02:00 UTC"},
		{"cron(10 * ? * * *)", "", "hourly at :10"},
		{"cron(10 0/1 ? * * *)", "Asia/Tokyo", "hourly at :10"},
		{"cron(10 * ? * MON *)", "", "Mon hourly at :10"},
		{"cron(0/15 * ? * * *)", "", "every 15 min"},
		{"cron(0 0/12 ? * * *)", "", "daily at 00:00, 12:00 UTC"},
		{"cron(0 */2 * * ? *)", "", "every 2 h from 00:00 UTC"},
		{"cron(0 6,18 ? * * *)", "", "daily at 06:00, 18:00 UTC"},
		{"rate(1 day)", "", "every 1 day"},

		// What can't be said whole stays as it is.
		{"cron(0 5 ? * * 2027)", "", "cron(0 5 ? * * 2027)"},
		{"cron(0 5 15W * ? *)", "", "cron(0 5 15W * ? *)"},
		{"cron(0 5 ? * MON#1 *)", "", "cron(0 5 ? * MON#1 *)"},
		{"cron(0 5 1 * MON *)", "", "cron(0 5 1 * MON *)"},
		{"cron(0 25 ? * * *)", "", "cron(0 25 ? * * *)"},
		{"cron(0/7 * ? * * *)", "", "cron(0/7 * ? * * *)"},
		{"cron(0 5 ? *)", "", "cron(0 5 ? *)"},
		{"whenever", "", "whenever"},
		{"cron(", "", "cron("},
		{"rate()", "", "rate()"},
	} {
		if got := schedule(c.expr, c.zone); got != c.want {
			t.Errorf("schedule(%q, %q) = %q, want %q", c.expr, c.zone, got, c.want)
		}
	}
}

func FuzzSchedule(f *testing.F) {
	f.Add("cron(0 0/12 ? 1/3 6L *)", "Europe/Paris")
	f.Add("cron(*/0 5-7 31 13 MON#9 *)", "")
	f.Fuzz(func(t *testing.T, expr, zone string) {
		if schedule(expr, zone) == "" && expr != "" {
			t.Errorf("nothing is said of %q", expr)
		}
	})
}
