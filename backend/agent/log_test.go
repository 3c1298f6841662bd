package agent

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
)

func TestLog_TurnsOver(t *testing.T) {
	dir := t.TempDir()
	log := WithLog(backendtest.Quiet(), dir)
	for i := range 10_000 {
		log.Info("something happened, as it does", "number", i)
	}
	total := int64(0)
	for _, name := range []string{LogName, LogName + ".1"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Size() > logLimit || info.Mode().Perm() != 0o600 {
			t.Fatalf("%s: %v, %v", name, info, err)
		}
		total += info.Size()
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 || total < logLimit {
		t.Errorf("%d files of %d bytes, %v", len(files), total, err)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, LogName)); !strings.Contains(string(text), "number=9999") {
		t.Error("the last line is not in the newest file")
	}
}

func TestLog_SaysNothingOfThePersons(t *testing.T) {
	dir := t.TempDir()
	log := WithLog(backendtest.Quiet(), dir)
	secret := fault.Wrap(fmt.Errorf("read %q: %w", "my secret", errors.New("broken")), fault.Damaged, "The note “my secret” is damaged.")
	log.Error("look at “my secret”", "error", secret, "key", `as "my secret" says`, "long", strings.Repeat("x", 5000))
	log.Debug("my secret")
	text, err := os.ReadFile(filepath.Join(dir, LogName))
	if err != nil || strings.Contains(string(text), "secret") || len(text) > 1000 {
		t.Errorf("%v: %s", err, text)
	}
	if !strings.Contains(string(text), "damaged") || !strings.Contains(string(text), "broken") {
		t.Errorf("it does not say what happened: %s", text)
	}
}

func TestLog_NowhereToWrite(t *testing.T) {
	WithLog(backendtest.Quiet(), filepath.Join(t.TempDir(), "gone")).Info("this goes nowhere")
}
