package backend_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/api"
	"northboard/backend/backendtest"
	"northboard/backend/backup"
	"northboard/backend/clock"
	"northboard/backend/fault"
)

// panicking is a clock that cannot be asked.
type panicking struct{}

func (panicking) Now() clock.Instant       { panic("on purpose") }
func (panicking) Location() *time.Location { panic("on purpose") }

// A panic inside a bound call would leave the page waiting for ever. The library panics in every one of them here.
func TestAPI_APanicBecomesAFault(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // No file manager comes up.
	f := backendtest.New(t)
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	host := &api.Host{
		Context: context.Background,
		Backend: func() (*backend.Backend, error) { panic("on purpose") },
		// The safety of a library that does not open stands on its backups: they panic when they ask what time it is,
		// and there is no window to ask for a folder.
		Backups: backup.New(backup.Config{Library: f.Dir, Clock: panicking{}, Log: backendtest.Quiet()}),
		Log:     backendtest.Quiet(),
	}
	seen := 0
	for _, area := range api.Bound(host) {
		of := reflect.TypeOf(area)
		for i := range of.NumMethod() {
			method := of.Method(i)
			where := of.Elem().Name() + "." + method.Name
			seen++
			t.Run(where, func(t *testing.T) {
				args := []reflect.Value{reflect.ValueOf(area)}
				for n := 1; n < method.Type.NumIn(); n++ {
					args = append(args, reflect.Zero(method.Type.In(n)))
				}
				defer func() {
					if p := recover(); p != nil {
						t.Errorf("the panic came through: %v", p)
					}
				}()
				out := method.Func.Call(args)
				if len(out) == 0 || !isError(out[len(out)-1].Type()) {
					t.Skip("gives no error")
				}
				err, _ := out[len(out)-1].Interface().(error)
				if err == nil {
					t.Skip("asks no library")
				}
				var f *fault.Error
				// What finds nothing to work on gets no further than saying so.
				nothing := where == "Safety.ShowFolder" && fault.CodeOf(err) == fault.Unavailable || where == "Safety.Parts" && fault.CodeOf(err) == fault.NotFound
				if !errors.As(err, &f) || f.Code != fault.Internal && !nothing || f.Sentence == "" {
					t.Errorf("the page is told %v", err)
				}
			})
		}
	}
	if seen < 60 {
		t.Errorf("only %d calls were tried", seen)
	}
}
