package phrase

import (
	"strconv"
	"strings"
	"time"
)

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

// shortWeekdays that are no English words. The other three (wed, sat, sun)
// count only where a word such as "on" leads to them.
var shortWeekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "tues": time.Tuesday, "thu": time.Thursday,
	"thur": time.Thursday, "thurs": time.Thursday, "fri": time.Friday,
}

var wordlikeWeekdays = map[string]time.Weekday{
	"wed": time.Wednesday, "sat": time.Saturday, "sun": time.Sunday,
}

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
	"oct": 10, "nov": 11, "dec": 12,
}

// wordlikeMonths are also words or names: "May review", "March for peace",
// "April and June", "Jan".
var wordlikeMonths = set("march mar april may june jun jan august")

var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}

// markers lead to a day: what follows them is meant as one.
var markers = set("by on until till before due for")

// connectives may follow a day that stands inside a sentence.
var connectives = set("at with about for to in on by from and or then before after via using because so if when until while without against near as")

// heralds before a word make it part of the title: "the Friday report",
// "every Friday", "move it to Friday", "Black Friday".
var heralds = set(`the a an of to from since after last every each between and or than like about my our your his her their per as is was not
 past via without called named black good casual ash cyber manic super ruby easter whit pancake fat bloody happy this next
 first second third fourth fifth final`)

// counted words name a part when a number follows: "chapter 3", "version 1.2.".
var counted = set(`part chapter step page version section level phase grade score ratio act episode season no number nr sprint week day batch lesson
 module unit release top room tier class route model volume vol line exercise question figure table goal task item milestone v go python java`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// count reads "two", "3", and "a" or "an".
func count(w string) (int, bool) {
	if n, ok := numberWords[w]; ok {
		return n, true
	}
	if w == "a" || w == "an" {
		return 1, true
	}
	return digits(w, 3)
}

// digits reads an unsigned whole number of at most max digits.
func digits(w string, max int) (int, bool) {
	if w == "" || len(w) > max {
		return 0, false
	}
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// dayOfMonth reads "6", "6." (its stop is punctuation already), "6th", "1st".
func dayOfMonth(w string) (n int, ordinal, ok bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if rest, cut := strings.CutSuffix(w, suffix); cut {
			n, ok = digits(rest, 2)
			return n, true, ok && n >= 1 && n <= 31
		}
	}
	n, ok = digits(w, 2)
	return n, false, ok && n >= 1 && n <= 31
}
