package agent

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/backendtest"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/notify"
	"northboard/backend/store"
)

// The whole way on a real bus: a task comes due, a notification service is asked to show it, somebody presses Done,
// and another process that has the library open sees the task done within two seconds.
func TestBus_DoneReachesTheOtherProcess(t *testing.T) {
	desktoptest.Need(t, "dbus-daemon")
	env := desktoptest.Bus(t, desktoptest.Env(t))
	server := desktoptest.NotificationMock(t, env, "actions body")

	c := mondayMorning(t)
	dir := t.TempDir()
	b, window := openBackend(t, dir, c), openBackend(t, dir, c)
	task := addTask(t, b, "Finish the CV", "2026-11-23", "09:00")
	seen := make(chan store.Changed, 10)
	defer window.Store.Watch(func(changed store.Changed) { seen <- changed })()

	running(t, NewLoop(LoopConfig{
		Backend: b, Name: "agent", Tick: quick, Log: backendtest.Quiet(),
		Connect: func(ctx context.Context) (notify.Notifier, error) { return notify.Connect(ctx, env) },
		Open:    func(context.Context, string) error { return nil },
	}).Run)
	c.Advance(time.Hour)
	notified := regexp.MustCompile(`Notify "Northboard" 0 "northboard" "Finish the CV" "Due at 09:00" \["default", "Open", "(northboard/done/[^"]+)", "Done"`)
	until(t, "Notify on the bus", 20*time.Second, func() bool { return notified.MatchString(server.Output()) })
	action := notified.FindStringSubmatch(server.Output())[1]

	mock := desktoptest.Connection(t, env).Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
	press := func(action string) {
		t.Helper()
		err := mock.Call("org.freedesktop.DBus.Mock.EmitSignal", 0, "org.freedesktop.Notifications", "ActionInvoked", "us",
			[]dbus.Variant{dbus.MakeVariant(uint32(1)), dbus.MakeVariant(action)}).Err
		if err != nil {
			t.Fatal(err)
		}
	}
	press("northboard/done/nobody")
	press("\x01nonsense")
	pressed := time.Now()
	press(action)
	for {
		select {
		case changed := <-seen:
			for _, row := range changed.Rows {
				if row.Kind == "task" && row.ID == task.ID && taskIsDone(t, window, task.ID) {
					t.Logf("seen after %v", time.Since(pressed))
					return
				}
			}
		case <-time.After(2*time.Second - time.Since(pressed)):
			t.Fatalf("the other process saw nothing in two seconds; the service said:\n%s", strings.TrimSpace(server.Output()))
		}
	}
}
