package backend_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"northboard/backend"
	"northboard/backend/api"
	"northboard/backend/backendtest"
	"northboard/backend/fault"
)

// A panic inside a bound call would leave the page waiting for ever. The library panics in every one of them here.
func TestAPI_APanicBecomesAFault(t *testing.T) {
	host := &api.Host{
		Context: context.Background,
		Backend: func() (*backend.Backend, error) { panic("on purpose") },
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
				// The safety of a library that does not open stands on its backups, of which there are none here.
				noBackups := of.Elem().Name() == "Safety" && fault.CodeOf(err) == fault.Unavailable
				if !errors.As(err, &f) || f.Code != fault.Internal && !noBackups || f.Sentence == "" {
					t.Errorf("the page is told %v", err)
				}
			})
		}
	}
	if seen < 60 {
		t.Errorf("only %d calls were tried", seen)
	}
}
