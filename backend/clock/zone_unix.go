//go:build unix

package clock

import (
	"os"
	"strings"
	"time"
)

// zoneOfSystem reads the zone anew, since time.Local is read once in a process's life. TZ wins, as in libc.
// Where nothing can be read, time.Local is the best guess there is.
func zoneOfSystem() *time.Location {
	if tz, ok := os.LookupEnv("TZ"); ok {
		return zoneOfEnv(tz)
	}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			if loc, err := time.LoadLocation(name); err == nil {
				return loc
			}
		}
	}
	if data, err := os.ReadFile("/etc/localtime"); err == nil {
		if loc, err := time.LoadLocationFromTZData("Local", data); err == nil {
			return loc
		}
	}
	return time.Local
}

// zoneOfEnv reads TZ: a name, a name after a colon, or the path of a zone file.
func zoneOfEnv(tz string) *time.Location {
	tz = strings.TrimPrefix(tz, ":")
	if tz == "" {
		return time.UTC
	}
	if strings.HasPrefix(tz, "/") {
		if data, err := os.ReadFile(tz); err == nil {
			if loc, err := time.LoadLocationFromTZData(tz, data); err == nil {
				return loc
			}
		}
		return time.Local
	}
	if loc, err := time.LoadLocation(tz); err == nil {
		return loc
	}
	return time.Local
}
