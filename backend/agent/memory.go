package agent

import (
	"runtime/debug"
	"runtime/metrics"
)

// spareMost is how much memory, in bytes, the agent keeps that it does not need at the moment: a backup or a painted
// wallpaper takes some, and what rests for a day afterwards should not hold it.
const spareMost = 1 << 20

// thrift is how much the heap may grow, in percent, before it is swept: an agent has time, and should be small.
const thrift = 40

// giveBack returns memory to the system when there is something worth returning. Asking costs microseconds.
func giveBack() {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/free:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() == metrics.KindUint64 && sample[0].Value.Uint64() > spareMost {
		debug.FreeOSMemory()
	}
}
