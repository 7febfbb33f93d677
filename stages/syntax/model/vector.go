package model

import "encoding/binary"

// The inner loops, in plain Go. What rows hold are bytes, 128 standing for zero.

func productsPlain(w, x []int16, out []int32) {
	n := len(x)
	for u := range out {
		row := w[u*n : (u+1)*n][:len(x)]
		sum := int32(0)
		for i, v := range x {
			sum += int32(v) * int32(row[i])
		}
		out[u] = sum
	}
}

const lanes = 0x00ff00ff00ff00ff

// sumPlain adds up bytes eight at a time in two 64-bit words of four lanes of
// 16 bits, which cannot overflow below 257 rows.
func sumPlain(rows []byte, units int, slots []int32, out []uint16) {
	for at := 0; at < units; at += 8 {
		var even, odd uint64
		part := rows[at:]
		for _, s := range slots {
			x := binary.LittleEndian.Uint64(part[int(s)*units:])
			even += x & lanes
			odd += x >> 8 & lanes
		}
		o := out[at : at+8]
		for l := range 4 {
			o[2*l] = uint16(even >> (16 * l))
			o[2*l+1] = uint16(odd >> (16 * l))
		}
	}
}

func activatePlain(base []int32, sums []uint16, less int32, shift uint8, out []int16) {
	for u := range out {
		x := (base[u] + int32(sums[u]) - less) >> shift
		out[u] = int16(min(max(x, 0), 255))
	}
}

func addPlain(x, y []int32) {
	for u, v := range x {
		y[u] += v
	}
}

func scaledPlain(base []int32, sums []uint16, less, by int32, out []int32) {
	for u := range out {
		out[u] = (base[u] + int32(sums[u]) - less) * by >> 12
	}
}

func shiftPlain(x []int32, shift uint8) {
	for u := range x {
		x[u] >>= shift
	}
}

func stepPlain(state, vf, vr, in []int32, out []int16) {
	u := len(state)
	xs, fs, rs := in[:u], in[u : 2*u][:u], in[2*u : 3*u][:u]
	vf, vr, out = vf[:u], vr[:u], out[:u]
	for j, last := range state {
		f := sigmoid(fs[j] + vf[j]*last>>12)
		r := sigmoid(rs[j] + vr[j]*last>>12)
		c := last + int32(int64(xs[j]-last)*int64(gateOne-f)>>15)
		state[j] = c
		out[j] = int16(r * (tanh(c) >> 4) >> 18)
	}
}

func addSumsPlain(x, y []uint16) {
	for u, v := range x {
		y[u] += v
	}
}

func addWidePlain(x []uint16, less int32, y []int32) {
	for u, v := range x {
		y[u] += int32(v) - less
	}
}
