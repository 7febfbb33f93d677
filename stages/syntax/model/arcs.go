package model

import "encoding/binary"

// bucketCount is how many buckets distances between dependent and head fall into:
// the root, and ten on each side.
const bucketCount = 21

// buckets is by distance, from -longest on: heads on the left are below zero.
var buckets = func() (b [2*longest + 1]uint8) {
	for i := range b {
		far, side := i-longest, uint8(1)
		if far < 0 {
			far, side = -far, 11
		}
		switch {
		case far == 0: // the root
			b[i] = 0
		case far <= 6:
			b[i] = side + uint8(far) - 1
		case far <= 8:
			b[i] = side + 6
		case far <= 12:
			b[i] = side + 7
		case far <= 20:
			b[i] = side + 8
		default:
			b[i] = side + 9
		}
	}
	return b
}()

// arcs works out the scores of all arcs between n words and of those from the
// root.
func (a *Analysis) arcs(net *Network, n int) {
	width, padded := net.arcs, roundUp(n, blockWords)
	a.words, a.signed = grow(a.words, padded*width), grow(a.signed, (n+1)*width)
	for i := range n {
		y := a.project[i*net.project.stride:]
		squash(y[:width], a.words[i*width:])
		squash(y[width:2*width], a.signed[i*width:])
	}
	for i := 0; i < n*width; i += 8 {
		b := a.signed[i : i+8]
		binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)^0x8080808080808080)
	}
	copy(a.signed[n*width:], net.root)
	a.heads.set(a.signed, width, nil, nil)
	a.sums = grow(a.sums, padded*a.heads.stride)
	a.heads.sums(a.words, n, a.sums)

	stride := net.distances.stride
	a.scores = grow(a.scores, padded*stride)
	net.distances.times(a.words, n, a.scores)
	var more [bucketCount]int32
	for i := range n {
		for b, y := range a.scores[i*stride : i*stride+bucketCount] {
			more[b] = fixed(y)
		}
		row, far := a.sums[i*a.heads.stride:][:n+1], buckets[longest-i:][:n]
		for j, b := range far {
			row[j] += more[b]
		}
		row[n] += more[0]
	}
}

// fixed is a score in units of products of two bytes that stand for 1.
func fixed(y float32) int32 {
	const most, up = 1e6, 1 << 20
	return int32(float32(min(max(float32(y*(127*127)), -most), most)+(up+0.5))) - up
}

// label works out the scores of the labels of n words whose heads are found.
func (a *Analysis) label(net *Network, n int) {
	width, padded := net.labelled, roundUp(n, blockWords)
	a.words = grow(a.words, padded*width)
	at := func(i int32) []float32 { return a.project[int(i)*net.project.stride+2*net.arcs:][:2*width] }
	for i, h := range a.found {
		if int(h) == n {
			clear(a.words[i*width : (i+1)*width])
			continue
		}
		b := int(buckets[longest+int(h)-i])
		squashSum(at(int32(i))[:width], at(h)[width:], net.near[b*width:(b+1)*width], a.words[i*width:])
	}
	a.scores = grow(a.scores, padded*net.labels.stride)
	net.labels.times(a.words, n, a.scores)
}
