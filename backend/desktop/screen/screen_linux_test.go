package screen

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/fault"
)

func TestScreens_One(t *testing.T) {
	env := desktoptest.Display(t, desktoptest.Env(t), 3840, 2160)
	got, err := Screens(t.Context(), env)
	if err != nil || len(got) != 1 || got[0].W != 3840 || got[0].H != 2160 || got[0].Scale != 1 || got[0].Name == "" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestScreens_SeveralAndScaled(t *testing.T) {
	desktoptest.Need(t, "xrandr", "xrdb")
	env := desktoptest.Display(t, desktoptest.Env(t), 3000, 1080)
	desktoptest.Monitors(t, env, "left=1920/500x1080/300+0+0", "right=1080/300x1080/300+1920+0")
	resources := filepath.Join(t.TempDir(), "resources")
	if err := os.WriteFile(resources, []byte("Xft.dpi:\t192\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := desktop.Run(t.Context(), env, 10*time.Second, "xrdb", "-nocpp", "-merge", resources); err != nil {
		t.Fatal(err)
	}
	got, err := Screens(t.Context(), env)
	want := []Screen{
		{Name: "left", W: 1920, H: 1080, Scale: 2},
		{Name: "right", X: 1920, W: 1080, H: 1080, Scale: 2},
	}
	for i := range got {
		got[i].Primary = false
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestScreens_None(t *testing.T) {
	for name, display := range map[string]string{"no-display": "", "no-server": ":4711", "network": "192.0.2.1:0", "nonsense": "x"} {
		t.Run(name, func(t *testing.T) {
			if _, err := Screens(t.Context(), desktoptest.Env(t).With("DISPLAY", display)); fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestScreens_ManyAtOnce(t *testing.T) {
	env := desktoptest.Display(t, desktoptest.Env(t), 800, 600)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := Screens(t.Context(), env); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestScaleIn(t *testing.T) {
	for text, want := range map[string]float64{
		"": 1, "Xft.dpi: 96": 1, "Xft.dpi:\t144\n": 1.5, "*x: 1\nXft.dpi: 192\n": 2, "Xft.dpi: NaN": 1, "Xft.dpi: 1e9": 1, "Xft.dpi": 1, "Xft.dpi: 0": 1,
	} {
		if got := scaleIn(text); got != want {
			t.Errorf("%q gives %v, want %v", text, got, want)
		}
	}
}
