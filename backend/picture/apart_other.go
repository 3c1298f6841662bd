//go:build !linux

package picture

import "time"

// limitProcess has no limit to set here: Go's own soft limit (GOMEMLIMIT) and the parent's clock stand alone.
func limitProcess(uint64, time.Duration) error { return nil }
