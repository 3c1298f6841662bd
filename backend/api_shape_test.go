package backend_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"northboard/backend"
	"northboard/backend/api"
	"northboard/backend/backendtest"
	"northboard/backend/sample"
)

// What crosses to the page is JSON with generated TypeScript beside it. A time.Time would become any, a type that is
// reached only through a map would be lost, and a nil slice would arrive as null where the page expects a list.

func TestAPI_TypesThatReachThePage(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, area := range append(api.Bound(&api.Host{}), &api.Painter{}) {
		of := reflect.TypeOf(area)
		if of.NumMethod() == 0 {
			t.Errorf("%s has no method for the page", of)
		}
		for i := range of.NumMethod() {
			method := of.Method(i)
			where := of.Elem().Name() + "." + method.Name
			for n := 1; n < method.Type.NumIn(); n++ {
				checkType(t, where, method.Type.In(n), seen)
			}
			results := method.Type.NumOut()
			if results > 2 || (results == 2 && !isError(method.Type.Out(1))) {
				t.Errorf("%s: Wails hands over one result and one error", where)
			}
			for n := range results {
				if out := method.Type.Out(n); !isError(out) {
					checkType(t, where, out, seen)
				}
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

func isError(of reflect.Type) bool { return of == reflect.TypeFor[error]() }

// checkType looks at a type and all that it is made of.
func checkType(t *testing.T, where string, of reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	if seen[of] {
		return
	}
	seen[of] = true
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		checkType(t, where, of.Elem(), seen)
	case reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.Complex64, reflect.Complex128, reflect.Uintptr:
		t.Errorf("%s: %s cannot cross to the page", where, of)
	case reflect.Struct:
		if of.PkgPath() == "time" {
			t.Errorf("%s: %s becomes any in TypeScript: use clock.Day or clock.Instant", where, of)
			return
		}
		for i := range of.NumField() {
			field := of.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if !field.IsExported() || name == "-" {
				continue
			}
			if name == "" && !field.Anonymous {
				t.Errorf("%s: %s.%s has no json name", where, of, field.Name)
			}
			checkType(t, where+" > "+of.Name()+"."+field.Name, field.Type, seen)
		}
	}
}

// Calls that ask a person or the desktop, or start another process.
var notCalled = []string{"Library.Quit", "Picture.Pick", "Picture.Paste", "Wallpaper.State", "Wallpaper.Set", "Wallpaper.Save", "Wallpaper.Restore", "Wallpaper.ShowFolder", "Exchange.PickExport", "Exchange.PickImport"}

func TestAPI_ListsAreNeverNull(t *testing.T) {
	for _, filled := range []bool{false, true} {
		b, err := open(t, filepath.Join(t.TempDir(), "library"), false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		})
		ctx := context.Background()
		if filled {
			if _, err := sample.Add(ctx, b.Store, b.Pictures); err != nil {
				t.Fatal(err)
			}
		}
		host := &api.Host{
			Context: func() context.Context { return ctx },
			Backend: func() (*backend.Backend, error) { return b, nil },
			Log:     backendtest.Quiet(),
		}
		answered := 0
		for _, area := range api.Bound(host) {
			of := reflect.TypeOf(area)
			for i := range of.NumMethod() {
				method := of.Method(i)
				where := of.Elem().Name() + "." + method.Name
				if slices.Contains(notCalled, where) {
					continue
				}
				// With nothing given: most verbs refuse that, with a fault; the reads answer.
				args := []reflect.Value{reflect.ValueOf(area)}
				for n := 1; n < method.Type.NumIn(); n++ {
					args = append(args, reflect.Zero(method.Type.In(n)))
				}
				out := method.Func.Call(args)
				if len(out) == 0 || (isError(out[len(out)-1].Type()) && !out[len(out)-1].IsNil()) {
					continue
				}
				answered++
				for _, value := range out {
					for _, null := range nulls(value, where) {
						t.Errorf("filled %v: %s is null", filled, null)
					}
				}
			}
		}
		if answered < 20 {
			t.Errorf("filled %v: only %d calls gave an answer", filled, answered)
		}
	}
}

// nulls names the lists within a value that would arrive as null.
func nulls(v reflect.Value, where string) []string {
	var found []string
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return nulls(v.Elem(), where)
		}
	case reflect.Slice:
		if v.IsNil() {
			return []string{where}
		}
		for i := range v.Len() {
			found = append(found, nulls(v.Index(i), fmt.Sprintf("%s[%d]", where, i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				found = append(found, nulls(v.Field(i), where+"."+v.Type().Field(i).Name)...)
			}
		}
	}
	return found
}
