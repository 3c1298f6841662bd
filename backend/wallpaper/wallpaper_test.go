package wallpaper_test

import (
	"context"
	"encoding/json"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
	"northboard/backend/wallpaper"
)

func TestChoice(t *testing.T) {
	f := backendtest.New(t)
	quiet := func(fn func(tx *store.Tx) error) error { return f.Store.WriteQuiet(context.Background(), fn) }
	chosen := wallpaper.Choice{Kind: wallpaper.Goal, ID: "g1"}
	for _, c := range []wallpaper.Choice{{}, chosen, {}} {
		if err := quiet(func(tx *store.Tx) error { return wallpaper.SetChoice(tx, c) }); err != nil {
			t.Fatal(err)
		}
		f.Read(t, func(tx *store.Tx) error {
			got, err := wallpaper.ChoiceIn(tx)
			if got != c || err != nil {
				t.Errorf("%+v, %v; want %+v", got, err, c)
			}
			return nil
		})
	}
	for _, c := range []wallpaper.Choice{{Kind: "cat", ID: "x"}, {Kind: wallpaper.Goal}} {
		err := quiet(func(tx *store.Tx) error { return wallpaper.SetChoice(tx, c) })
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestFormer_TheNewestIsPutBack(t *testing.T) {
	f := backendtest.New(t)
	quiet := func(fn func(tx *store.Tx) error) {
		t.Helper()
		if err := f.Store.WriteQuiet(context.Background(), fn); err != nil {
			t.Fatal(err)
		}
	}
	former := func(desktop string) (state json.RawMessage) {
		f.Read(t, func(tx *store.Tx) (err error) {
			state, err = wallpaper.Former(tx, desktop)
			return err
		})
		return state
	}
	for _, state := range []string{`{"a":1}`, `{"newer":true}`} {
		quiet(func(tx *store.Tx) error { return wallpaper.KeepFormer(tx, "xfce", json.RawMessage(state)) })
	}
	if got := former("xfce"); string(got) != `{"newer":true}` {
		t.Fatalf("%s", got)
	}
	if got := former("gnome"); got != nil {
		t.Fatalf("%s", got)
	}
	quiet(func(tx *store.Tx) error { return wallpaper.ForgetFormer(tx, "xfce") })
	if got := former("xfce"); got != nil {
		t.Fatalf("%s", got)
	}
}
