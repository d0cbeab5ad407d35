package views
import ("testing";"testing/synctest";"time";"fmt";"github.com/bkpui/bkpui/internal/sim")
func TestZZLook(t *testing.T) {
	for _, w := range []int{80,120} {
	synctest.Test(t, func(t *testing.T) {
		u := start(t, w, 22, sim.Options{}, Options{})
		u.after(10*time.Second)
		for _, v := range []string{"jobs","rj","cj","vaults","points","resources","plans","rules","selections","accounts","regions","health","calls"} {
			u.press(":").types(v).press("enter").after(20*time.Second)
			fmt.Println(u.text())
		}
	})
	}
}
