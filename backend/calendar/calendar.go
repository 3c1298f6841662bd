// Package calendar owns what other programs' calendars and mail read: reminders as an .ics file with alarms, and a text
// as a draft of a mail. It writes and never reads, knows no library, and sends nothing anywhere.
//
// Times are written without a zone. That is a wall clock's time wherever the phone is, as it is in the library.
package calendar

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/emersion/go-ical"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
)

// Entry is one reminder.
type Entry struct {
	ID    string // the same one again replaces what a calendar has
	Title string
	Text  string
	At    recur.Moment // the first, or only, time; without a time of day it is the whole day
	Rule  string       // RFC 5545; "" once
}

const (
	program = "-//Northboard//Northboard//EN"
	minutes = 15  // how long an entry stands in the calendar
	folded  = 75  // bytes in a line of the file
	longest = 500 // characters of a title
)

// Write writes an .ics file that holds the entries. None at all is a fault: calendars refuse an empty file.
func Write(w io.Writer, entries []Entry, now clock.Instant) error {
	if len(entries) == 0 {
		return fault.New(fault.NotFound, "There is no reminder to put into a calendar yet. Nothing was written.")
	}
	file := ical.NewCalendar()
	file.Props.SetText(ical.PropProductID, program)
	file.Props.SetText(ical.PropVersion, "2.0")
	for _, e := range entries {
		event, err := e.event(now)
		if err != nil {
			return err
		}
		file.Children = append(file.Children, event)
	}
	var text bytes.Buffer
	if err := ical.NewEncoder(&text).Encode(file); err != nil {
		return fmt.Errorf("write the calendar: %w", err)
	}
	_, err := w.Write(fold(text.Bytes()))
	return err
}

func (e Entry) event(now clock.Instant) (*ical.Component, error) {
	day, err := time.Parse(time.DateOnly, string(e.At.Day))
	if err != nil {
		return nil, fmt.Errorf("write the day of %s: %w", e.ID, err)
	}
	event := ical.NewComponent(ical.CompEvent)
	event.Props.SetText(ical.PropUID, e.ID+"@northboard")
	event.Props.SetDateTime(ical.PropDateTimeStamp, now.In(time.UTC))
	event.Props.SetText(ical.PropSummary, clean(e.Title, longest))
	if text := clean(e.Text, 10*longest); text != "" {
		event.Props.SetText(ical.PropDescription, text)
	}
	start := ical.NewProp(ical.PropDateTimeStart)
	if e.At.Time == "" {
		start.SetValueType(ical.ValueDate)
		start.Value = day.Format("20060102")
	} else {
		start.Value = day.Format("20060102") + "T" + strings.ReplaceAll(string(e.At.Time), ":", "") + "00"
		length := ical.NewProp(ical.PropDuration)
		length.Value = fmt.Sprintf("PT%dM", minutes)
		event.Props.Set(length)
	}
	event.Props.Set(start)
	if e.Rule != "" {
		rule := ical.NewProp(ical.PropRecurrenceRule)
		rule.Value = strings.TrimPrefix(e.Rule, "RRULE:")
		event.Props.Set(rule)
	}
	// It takes no time of the day away from anything else.
	event.Props.SetText(ical.PropTransparency, "TRANSPARENT")
	alarm := ical.NewComponent(ical.CompAlarm)
	alarm.Props.SetText(ical.PropAction, "DISPLAY")
	alarm.Props.SetText(ical.PropDescription, clean(e.Title, longest))
	trigger := ical.NewProp(ical.PropTrigger)
	trigger.Value = "PT0S"
	alarm.Props.Set(trigger)
	event.Children = append(event.Children, alarm)
	return event, nil
}

// clean takes out what no calendar may hold, and what is too much for one.
func clean(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == unicode.ReplacementChar) {
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return text
}

// fold breaks lines as RFC 5545 wants it: at 75 bytes, never within a character.
func fold(text []byte) []byte {
	var out bytes.Buffer
	for line := range strings.SplitSeq(strings.TrimSuffix(string(text), "\r\n"), "\r\n") {
		used := 0
		for _, r := range line {
			n := len(string(r))
			if used+n > folded {
				out.WriteString("\r\n ")
				used = 1
			}
			out.WriteRune(r)
			used += n
		}
		out.WriteString("\r\n")
	}
	return out.Bytes()
}
