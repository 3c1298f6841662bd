package recur

import (
	"strconv"
	"strings"
	"time"
)

// String gives the normal form, "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR": what Parse reads back as the same rule. "" for no rule.
func (r Rule) String() string {
	if !r.set {
		return ""
	}
	var b strings.Builder
	for name, freq := range freqNames {
		if freq == r.freq {
			b.WriteString("FREQ=" + name)
		}
	}
	if r.interval > 1 {
		b.WriteString(";INTERVAL=" + strconv.Itoa(r.interval))
	}
	if r.count > 0 {
		b.WriteString(";COUNT=" + strconv.Itoa(r.count))
	}
	if r.hasUntil {
		layout := "20060102T150405"
		switch {
		case r.untilDay:
			layout = "20060102"
		case r.untilUTC:
			layout += "Z"
		}
		b.WriteString(";UNTIL=" + time.Unix(int64(r.until), 0).UTC().Format(layout))
	}
	for _, part := range []struct {
		name string
		list []int
	}{
		{"BYMONTH", r.months}, {"BYWEEKNO", r.weekNos}, {"BYYEARDAY", r.yearDays}, {"BYMONTHDAY", r.monthDays},
	} {
		writeList(&b, part.name, part.list)
	}
	if len(r.weekdays) > 0 {
		names := make([]string, len(r.weekdays))
		for i, w := range r.weekdays {
			if w.n != 0 {
				names[i] = strconv.Itoa(w.n)
			}
			names[i] += dayNames[w.day]
		}
		b.WriteString(";BYDAY=" + strings.Join(names, ","))
	}
	writeList(&b, "BYHOUR", r.hours)
	writeList(&b, "BYMINUTE", r.minutes)
	writeList(&b, "BYSECOND", r.seconds)
	writeList(&b, "BYSETPOS", r.setPos)
	if r.wkst != time.Monday {
		b.WriteString(";WKST=" + dayNames[r.wkst])
	}
	return b.String()
}

func writeList(b *strings.Builder, name string, list []int) {
	if len(list) == 0 {
		return
	}
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	b.WriteString(";" + name + "=" + strings.Join(texts, ","))
}
