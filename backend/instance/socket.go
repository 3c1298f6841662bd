package instance

// Rules of the socket:
// - One connection carries one command, a line; the answer is a line: "ok", or "fault <code> <sentence>".
// - Only the user may connect: the folder is 0700, the socket 0600.
// - A connection that says nothing within two seconds is closed.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"northboard/backend/fault"
)

// Command is what one process asks of another: "raise" with a route, "ping", "stop".
type Command struct {
	Verb     string
	Argument string
}

// Handler does what a command asks. It may be called by several goroutines at once.
type Handler func(ctx context.Context, command Command) error

const (
	longestLine = 4096
	patience    = 2 * time.Second
)

// Serve answers commands at path until ctx ends; then it removes the socket and returns nil. The caller must hold
// lock, the lock of the role it serves for: that is what makes it safe to remove a socket left behind by a crash.
// ready, which may be nil, is called when commands will be heard.
func Serve(ctx context.Context, lock *Lock, path string, handle Handler, ready func()) error {
	if lock == nil {
		return errors.New("serve commands: the role's lock is not held")
	}
	listener, err := listen(path)
	if err != nil {
		return err
	}
	var answering sync.WaitGroup
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer func() {
		stop()
		listener.Close()
		answering.Wait()
	}()
	if ready != nil {
		ready()
	}
	for {
		conn, err := listener.Accept()
		if ctx.Err() != nil {
			if err == nil {
				conn.Close()
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("serve commands: %w", err)
		}
		answering.Go(func() { answer(ctx, conn, handle) })
	}
}

func listen(path string) (net.Listener, error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the socket's folder: %w", err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("remove the socket left behind: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen for commands: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		listener.Close()
		return nil, fmt.Errorf("close the socket to others: %w", err)
	}
	return listener, nil
}

// answer reads the command with patience, and lets the handler take the time it needs.
func answer(ctx context.Context, conn net.Conn, handle Handler) {
	defer conn.Close()
	patient, done := context.WithTimeout(ctx, patience)
	stop := context.AfterFunc(patient, func() { conn.Close() })
	line, err := readLine(conn)
	stop()
	done()
	if err != nil {
		return
	}
	verb, argument, _ := strings.Cut(line, " ")
	reply := "ok"
	if err := safely(ctx, handle, Command{Verb: verb, Argument: argument}); err != nil {
		f := fault.From(err)
		reply = "fault " + string(f.Code) + " " + oneLine(f.Sentence)
	}
	// A caller that has gone needs no answer.
	_, _ = io.WriteString(conn, reply+"\n")
}

// safely keeps a mistake in a handler from ending the process.
func safely(ctx context.Context, handle Handler, command Command) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("command %q panicked: %v", command.Verb, r)
		}
	}()
	return handle(ctx, command)
}

// Send gives a command to the process that serves path and waits for its answer. When nobody serves it, the
// fault is Unavailable; a handler's fault comes back with its code and sentence.
func Send(ctx context.Context, path string, command Command) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
			return fault.Wrap(err, fault.Unavailable, "Northboard is not running, so it could not be asked. Nothing was changed.")
		}
		return fmt.Errorf("reach the other process: %w", err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	line := command.Verb
	if command.Argument != "" {
		line += " " + oneLine(command.Argument)
	}
	if _, err := io.WriteString(conn, line+"\n"); err != nil {
		return noAnswer(ctx, err)
	}
	reply, err := readLine(conn)
	if err != nil {
		return noAnswer(ctx, err)
	}
	if reply == "ok" {
		return nil
	}
	if rest, ok := strings.CutPrefix(reply, "fault "); ok {
		code, sentence, _ := strings.Cut(rest, " ")
		return fault.New(fault.Code(code), sentence)
	}
	return fmt.Errorf("the other process answered %q", reply)
}

func noAnswer(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return fault.Wrap(err, fault.Unavailable, "Northboard is running but did not answer. Nothing was changed; please try again.")
}

func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, longestLine)).ReadString('\n')
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(line, "\n"), nil
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}
