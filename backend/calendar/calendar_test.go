package calendar

import (
	"bytes"
	"encoding/json"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
)

const now = clock.Instant(1795366800000)

// reader is Debian's icalendar, which is not ours, saying what it finds.
const reader = `
import icalendar, json, sys
cal = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
out = []
for e in cal.walk('VEVENT'):
    a = e.walk('VALARM')
    out.append([str(e['UID']), str(e['SUMMARY']), str(e.get('DESCRIPTION', '')), str(e['DTSTART'].dt), e['RRULE'].to_ical().decode() if 'RRULE' in e else '',
        len(a), str(a[0]['TRIGGER'].dt), str(a[0]['ACTION']), str(a[0]['DESCRIPTION'])])
print(json.dumps(out))`

func TestWrite_ReadBack(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", "import icalendar").Run() != nil {
		t.Skip("SKIPPED, NOT TESTED: icalendar is missing; apt-get install python3-icalendar")
	}
	// Debian's reader takes a backslash before an n for the end of a line, also one that is escaped; no other letter.
	hostile := "A; B, C\\x \"x\"\r\nBEGIN:VEVENT\nüñ漢字😀 " + strings.Repeat("漢", 100)
	entries := []Entry{
		{ID: "one", Title: "Ring Mira", Text: "Ask about the talk", At: recur.Moment{Day: "2026-11-24", Time: "14:00"}},
		{ID: "two", Title: hostile, Text: hostile + "\x00\x1b", At: recur.Moment{Day: "2026-11-30", Time: "06:30"}, Rule: "FREQ=WEEKLY;BYDAY=MO"},
		{ID: "three", Title: "Whole day", At: recur.Moment{Day: "2028-02-29"}, Rule: "RRULE:FREQ=YEARLY"},
	}
	path := filepath.Join(t.TempDir(), "reminders.ics")
	var text bytes.Buffer
	if err := Write(&text, entries, now); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(text.String(), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\n\x00\x1b") {
			t.Errorf("the line %q", line)
		}
	}
	said, err := exec.Command("/usr/bin/python3", "-c", reader, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, said, text.String())
	}
	var got [][]any
	if err := json.Unmarshal(said, &got); err != nil {
		t.Fatal(err)
	}
	plain := strings.ReplaceAll(hostile, "\r\n", "\n")
	want := [][]any{
		{"one@northboard", "Ring Mira", "Ask about the talk", "2026-11-24 14:00:00", "", 1.0, "0:00:00", "DISPLAY", "Ring Mira"},
		{"two@northboard", plain, plain, "2026-11-30 06:30:00", "FREQ=WEEKLY;BYDAY=MO", 1.0, "0:00:00", "DISPLAY", plain},
		{"three@northboard", "Whole day", "", "2028-02-29", "FREQ=YEARLY", 1.0, "0:00:00", "DISPLAY", "Whole day"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d entries came back: %s", len(got), said)
	}
	for i := range want {
		for j := range want[i] {
			if got[i][j] != want[i][j] {
				t.Errorf("entry %d, field %d: %q, want %q", i, j, got[i][j], want[i][j])
			}
		}
	}
}

func TestWrite_Nothing(t *testing.T) {
	if err := Write(&bytes.Buffer{}, nil, now); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
}

func TestWriteDraft(t *testing.T) {
	var text bytes.Buffer
	if err := WriteDraft(&text, "Für Mira\r\nBcc: everybody@example.org", "Ünï\n\nline = 1\n.", now, time.UTC); err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Get("X-Unsent") != "1" || m.Header.Get("Bcc") != "" || m.Header.Get("To") != "" || m.Header.Get("Subject") == "" {
		t.Errorf("%v", m.Header)
	}
	if !strings.Contains(text.String(), "=C3=9Cn=C3=AF") {
		t.Errorf("%s", text.String())
	}
}

func TestMailto(t *testing.T) {
	if got := Mailto("A & B", "x\ny=z?"); got != "mailto:?subject=A%20%26%20B&body=x%0D%0Ay%3Dz%3F" {
		t.Error(got)
	}
	if got := Mailto("long", strings.Repeat("ü ", 5000)); len(got) > mailtoLimit || !strings.HasSuffix(got, "%E2%80%A6") {
		t.Errorf("%d bytes, %s", len(got), got[len(got)-20:])
	}
}
