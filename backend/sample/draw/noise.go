package draw

import "math"

// random is splitmix64: the same picture on every machine and with every version of Go.
type random struct{ state uint64 }

func (r *random) next() float64 {
	r.state += 0x9e3779b97f4a7c15
	return unit(r.state)
}

func (r *random) between(lo, hi float64) float64 { return lo + (hi-lo)*r.next() }

func (r *random) pick(n int) int { return min(int(r.next()*float64(n)), n-1) }

func unit(z uint64) float64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return float64(z>>11) / (1 << 53)
}

func lattice(x, y int, seed uint64) float64 {
	return unit(uint64(x)*0x9e3779b97f4a7c15 ^ uint64(y)*0xc2b2ae3d27d4eb4f ^ seed*0x165667b19e3779f9)
}

// value is smooth noise between 0 and 1.
func value(x, y float64, seed uint64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	tx, ty := ease(x-fx), ease(y-fy)
	top := lattice(ix, iy, seed) + (lattice(ix+1, iy, seed)-lattice(ix, iy, seed))*tx
	low := lattice(ix, iy+1, seed) + (lattice(ix+1, iy+1, seed)-lattice(ix, iy+1, seed))*tx
	return top + (low-top)*ty
}

func ease(t float64) float64 { return t * t * t * (t*(t*6-15) + 10) }

// cloud is noise in octaves, between 0 and 1.
func cloud(x, y float64, octaves int, seed uint64) float64 {
	sum, weight, total := 0.0, 1.0, 0.0
	for i := range octaves {
		sum += value(x, y, seed+uint64(i)*131) * weight
		total += weight
		weight *= 0.5
		x, y = x*2.03+7.1, y*2.03+3.7
	}
	return sum / total
}

// ridge is a line of hills: base is its middle, amp how far it swings, scale the width of one hill.
func ridge(base, amp, scale float64, octaves int, seed uint64) func(x float64) float64 {
	return func(x float64) float64 {
		return base + (cloud(x/scale, 0.5, octaves, seed)-0.5)*2*amp
	}
}

// peaks is a line of mountains with sharp tops.
func peaks(base, amp, scale float64, seed uint64) func(x float64) float64 {
	return func(x float64) float64 {
		sum, weight, s := 0.0, 1.0, scale
		for i := range 5 {
			n := value(x/s, 0.5, seed+uint64(i)*17)
			sum += (1 - math.Abs(2*n-1)) * weight
			weight *= 0.46
			s /= 2.1
		}
		return base - sum/1.8*amp
	}
}
