package opener

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/fault"
)

// recorder is an environment whose xdg-open writes down its arguments, and then does what the script says.
func recorder(t *testing.T, then string) (desktop.Env, func() string) {
	t.Helper()
	dir := t.TempDir()
	heard := filepath.Join(dir, "heard")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + heard + "'\n" + then + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return desktoptest.Env(t).With("PATH", dir+":/usr/bin:/bin"), func() string {
		text, _ := os.ReadFile(heard)
		return strings.TrimSuffix(string(text), "\n")
	}
}

func TestOpen_Addresses(t *testing.T) {
	for target, want := range map[string]string{
		"https://example.org/a?b=c#d":                   "https://example.org/a?b=c#d",
		"https://example.org/$(id);`id`&x":              "https://example.org/$%28id%29;%60id%60&x",
		"mailto:someone@example.org":                    "mailto:someone@example.org",
		"mailto:a@example.org?subject=Hello":            "mailto:a@example.org?subject=Hello",
		"https://127.0.0.1:631/":                        "",
		"https://[::1]/":                                "",
		"https://localhost/":                            "",
		"https://exa\u200bmple.org":                     "",
		"https://\u0430pple.com":                        "",
		"mailto:a@example.org?body=x%0d%0aBcc:y":        "",
		"mailto:a@example.org?Attach=/etc/passwd":       "",
		"http://example.org":                            "",
		"https:///nowhere":                              "",
		"https://user:word@example.org":                 "",
		"javascript:alert(1)":                           "",
		"file:///etc/passwd":                            "",
		"data:text/html,x":                              "",
		"--help":                                        "",
		"-x":                                            "",
		"example.org":                                   "",
		"":                                              "",
		"https://example.org/\x00":                      "",
		"https://example.org/\n--x":                     "",
		"mailto:":                                       "",
		" https://example.org":                          "",
		"https://" + strings.Repeat("a", 9000) + ".org": "",
	} {
		t.Run("", func(t *testing.T) {
			env, heard := recorder(t, "exit 0")
			err := Open(t.Context(), env, target)
			if want == "" && fault.CodeOf(err) != fault.Invalid || want != "" && err != nil {
				t.Errorf("%q gave %v", target, err)
			}
			got := heard()
			if got != want {
				t.Errorf("%q was opened as %q", target, got)
			}
		})
	}
}

func TestOpen_Paths(t *testing.T) {
	root, other := t.TempDir(), t.TempDir()
	write := func(path string, mode os.FileMode) string {
		if err := os.WriteFile(path, []byte("x"), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	link := filepath.Join(root, "link")
	if err := os.Symlink(write(filepath.Join(other, "secret"), 0o600), link); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		target string
		code   fault.Code
	}{
		"folder":       {root, ""},
		"picture":      {write(filepath.Join(root, "-a b.png"), 0o600), ""},
		"outside":      {other, fault.Invalid},
		"above":        {root + "/../" + filepath.Base(other), fault.Invalid},
		"neighbour":    {root + "x", fault.NotFound},
		"link-outside": {link, fault.Invalid},
		"program":      {write(filepath.Join(root, "run"), 0o700), fault.Invalid},
		"desktop-file": {write(filepath.Join(root, "x.Desktop"), 0o600), fault.Invalid},
		"gone":         {filepath.Join(root, "gone"), fault.NotFound},
		"device":       {"/dev/null", fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			env, heard := recorder(t, "exit 0")
			err := Open(t.Context(), env, test.target, "relative", "/nonexistent", root)
			if fault.CodeOf(err) != test.code {
				t.Errorf("got %v", err)
			}
			if opened := heard() != ""; opened != (test.code == "") {
				t.Errorf("opened: %q", heard())
			}
		})
	}
}

func TestOpen_TheProgramRefusesOrStays(t *testing.T) {
	env, _ := recorder(t, "exit 3")
	if err := Open(t.Context(), env, "https://example.org"); fault.CodeOf(err) != fault.Unavailable || !strings.Contains(fault.From(err).Sentence, "https://example.org") {
		t.Errorf("a refusal gave %v", err)
	}
	env, _ = recorder(t, "exec sleep 6")
	begin := time.Now()
	if err := Open(t.Context(), env, "https://example.org"); err != nil || time.Since(begin) > 5*time.Second {
		t.Errorf("a program that stays gave %v after %v", err, time.Since(begin))
	}
	if err := Open(t.Context(), desktoptest.Env(t).With("PATH", "/nonexistent"), "https://example.org"); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("without the program: %v", err)
	}
}
