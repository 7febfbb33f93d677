package model

// The parts of the network that go number by number, in float32: every operation
// is rounded by itself. The conversions to float32 in the plain forms keep a
// compiler from fusing a product with a sum, which would round once; the vector
// forms use no fused instruction; so all forms give the same bits. There is
// neither division nor table: the two curves are pieces of parabolas,
//
//	tanh~(x) = t (2 - |t|), t = x/2 cut to [-1, 1]
//	sigmoid~(x) = 1/2 + 1/2 tanh~(x/2)
//
// and the network was trained with them.

func curve(t float32) float32 {
	t = min(max(t, -1), 1)
	a := t
	if a < 0 {
		a = -a
	}
	return float32(t * float32(2-a))
}

func tanh(x float32) float32 { return curve(float32(x * 0.5)) }

func sigmoid(x float32) float32 { return float32(float32(0.5*curve(float32(x*0.25))) + 0.5) }

// small is a number of -1 to 1 as a byte, 128 standing for zero.
func small(x float32) uint8 {
	return uint8(int32(float32(float32(x*127) + (zero + 0.5))))
}

// squashPlain writes tanh~ of x as bytes.
func squashPlain(x []float32, out []uint8) {
	for i, v := range x {
		out[i] = small(tanh(v))
	}
}

// squashSumPlain writes tanh~ of (a + b) + c as bytes.
func squashSumPlain(a, b, c []float32, out []uint8) {
	b, c, out = b[:len(a)], c[:len(a)], out[:len(a)]
	for i, v := range a {
		out[i] = small(tanh(float32(float32(v+b[i]) + c[i])))
	}
}

// A pass is a recurrent layer in one direction over a sentence of n words. From
// one word to the next, numbers stand so many places further as the steps say,
// which are negative for the pass from right to left; u, in and out are at the
// first word the pass comes to.
type pass struct {
	u       []float32 // the array; by word: z, f and r, units each
	at      int       // of the first word in u
	step    int
	gates   []float32 // vf, vr: units each
	in      []uint8   // vectors of the layer below; nil where a layer does not add them
	out     []uint8
	wordAt  int // of the first word in in and out
	outStep int
	state   []float32 // units
	n       int
}

const inverse127 = float32(1.0 / 127)

// runPlain takes the pass; see layer.
func (p *pass) runPlain() {
	units := len(p.state)
	clear(p.state)
	vf, vr := p.gates[:units], p.gates[units:2*units]
	for k := range p.n {
		u, at := p.u[p.at+k*p.step:], p.wordAt+k*p.outStep
		zs, fs, rs := u[:units], u[units:2*units], u[2*units:3*units]
		out := p.out[at : at+units]
		for j, c := range p.state {
			f := sigmoid(float32(fs[j] + float32(vf[j]*c)))
			r := sigmoid(float32(rs[j] + float32(vr[j]*c)))
			z := zs[j]
			c = float32(z + float32(f*float32(c-z)))
			p.state[j] = c
			g := tanh(c)
			if p.in == nil {
				out[j] = small(float32(r * g))
				continue
			}
			x := float32(float32(int32(p.in[at+j])-zero) * inverse127)
			out[j] = small(float32(x + float32(r*float32(g-x))))
		}
	}
}

// greatestPlain is the place of the greatest number, the first of equals.
func greatestPlain(x []float32) int {
	best := 0
	for i, s := range x {
		if s > x[best] {
			best = i
		}
	}
	return best
}
