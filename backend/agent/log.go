package agent

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"northboard/backend/fault"
)

// LogName is the agent's log in the library's folder, and LogName+".1" the one before it.
const LogName = "agent.log"

// logLimit is how long a log grows, in bytes, before it becomes the one before.
const logLimit = 128 << 10

// sayingLimit is how much of one value is kept: nothing that fits into a line of a log is longer.
const sayingLimit = 300

// WithLog is a logger that also writes what happens into the library's own log, for whoever asks why a reminder did
// not come. Nothing that the person wrote gets there: texts between quotation marks are left out.
func WithLog(to *slog.Logger, library string) *slog.Logger {
	if to == nil {
		to = slog.Default()
	}
	file := slog.NewTextHandler(&logFile{folder: library}, &slog.HandlerOptions{
		Level:       slog.LevelInfo,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr { return discreet(a) },
	})
	return slog.New(slog.NewMultiHandler(to.Handler(), file))
}

var quoted = regexp.MustCompile(`“[^”]*”?|"[^"]*"?|‘[^’]*’?`)

// discreet takes out of one value what may be the person's.
func discreet(a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
		return a
	}
	text := a.Value.String()
	if err, ok := a.Value.Any().(error); ok {
		text = string(fault.CodeOf(err)) + ": " + err.Error()
	}
	text = quoted.ReplaceAllString(text, "…")
	if len(text) > sayingLimit {
		text = text[:sayingLimit] + "…"
	}
	return slog.String(a.Key, text)
}

// logFile appends to the log and turns it over when it is full. It never makes the library's folder, and a log that
// cannot be written is no reason not to remind.
type logFile struct {
	folder string
	mu     sync.Mutex
}

func (f *logFile) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := filepath.Join(f.folder, LogName)
	if info, err := os.Lstat(path); err == nil && info.Size()+int64(len(line)) > logLimit {
		if err := os.Rename(path, path+".1"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, err
		}
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := file.Write(line)
	return n, errors.Join(err, file.Close())
}
