package picture

import (
	"fmt"
	"os"
	"syscall"
	"time"
)

// limitProcess holds this process to so much memory and processor time, lets it write no file and leave no core, and
// makes it the first that the kernel ends when the whole machine runs short.
func limitProcess(memory uint64, within time.Duration) error {
	for resource, most := range map[int]uint64{
		// Private memory that can be written: what Go's heap is made of. RLIMIT_AS would count what Go only reserves.
		syscall.RLIMIT_DATA:  memory,
		syscall.RLIMIT_CPU:   uint64(within/time.Second) * 4,
		syscall.RLIMIT_FSIZE: 0,
		syscall.RLIMIT_CORE:  0,
	} {
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return fmt.Errorf("limit %d: %w", resource, err)
		}
	}
	file, err := os.OpenFile("/proc/self/oom_score_adj", os.O_WRONLY, 0)
	if err != nil {
		return nil // Not every container shows it. The limits above hold.
	}
	defer file.Close()
	_, _ = file.WriteString("1000")
	return nil
}
