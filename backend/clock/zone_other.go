//go:build !unix

package clock

import "time"

// zoneOfSystem gives the zone the process started in.
func zoneOfSystem() *time.Location { return time.Local }
