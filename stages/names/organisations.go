package names

import "annals/stages"

// organisation reads an organisation at [i, q): "X Bank", "X Inc.", "Ministry of X".
func (r *scratch) organisation(i, q int32) (chunk, bool) {
	// Roles and forms of address open a person, not an organisation.
	if r.is(i, wHonorific) && !r.is(i, wPlaceStart) {
		return chunk{}, false
	}
	h := int32(-1)
	for j := q - 1; j >= i; j-- {
		if r.is(j, wOrgHead) || r.is(j, wOrgEnd) && j > i {
			h = j
			break
		}
	}
	if h < 0 {
		return chunk{}, false
	}
	if h == i && !r.is(i, wOrgHead) {
		return chunk{}, false
	}
	if r.titleCase && !(r.is(i-1, wThe) && !r.capital(i-1)) {
		// In a headline only a short name of no ordinary words is believed.
		if h == i || h-i > 3 {
			return chunk{}, false
		}
		for j := i; j < h; j++ {
			if r.is(j, wCommon|wFunction) {
				return chunk{}, false
			}
		}
	}
	start := i
	if h > i {
		// "President Bush Foundation": leave a leading title outside only when a name follows.
		for start < h && r.is(start, wRole|wHonorific) && r.is(start+1, wGiven) {
			start++
		}
		if r.token(start).Shape&stages.ShapeSentenceStart != 0 && r.is(start, wFunction) {
			start++
		}
	}
	last := h + 1
	if r.byte1(last) == ',' && r.is(last+1, wOrgEnd) && r.capital(last+1) && r.token(last+1).Len() <= 5 {
		last += 2 // "Carr, Inc."
	}
	if r.is(h, wOrgHead) {
		last = r.ofPart(last, h == i)
	}
	if last == h+1 && h == start {
		return chunk{}, false // the bare word "Council", "Bank"
	}
	return chunk{first: start, last: last, kind: stages.Organisation, canonical: -1, certain: true, rule: "organisation"}, true
}

// ofPart reads "of Foreign Affairs and Trade of Ruritania" after an organisation's head and
// returns its end; at itself where there is none. must says that any of the
// prepositions may follow, not only "of".
func (r *scratch) ofPart(at int32, any bool) int32 {
	for n := 0; n < 3; n++ {
		j := at
		if !r.is(j, wOf|wScope) || r.capital(j) {
			return at
		}
		of := r.is(j, wOf)
		if !of && n > 0 {
			return at
		}
		j++
		if r.is(j, wFunction) && !r.capital(j) {
			if !r.is(j, wThe) {
				return at
			}
			j++
		}
		if !r.capital(j) && !(j < r.last && r.token(j).Class == stages.ClassNumber && n == 0 && any) || r.is(j, wNotName) && !r.capital(j+1) {
			return at
		}
		if !of {
			if c, ok := r.listed(j); ok && c.kind == stages.Place && c.certain {
				return at // "Norland University on Long Island"
			}
		}
		end := r.list(j)
		if end == j {
			return at
		}
		at = end
	}
	return at
}

// list reads "Economic, Social and Cultural Rights" from a capitalised word on.
func (r *scratch) list(j int32) int32 {
	if c, ok := r.listed(j); ok && (c.kind == stages.Place || c.kind == stages.Organisation) {
		if q := r.groupEnd(c.last - 1); q <= c.last {
			return c.last
		}
	}
	end := r.groupEnd(j)
	for {
		k := end
		comma := r.byte1(k) == ','
		if comma {
			k++
		}
		and := r.is(k, wAnd) && !r.capital(k)
		if and {
			k++
		}
		if k == end || !r.capital(k) || r.is(k, wOrgHead) || r.is(k, wFunction|wNotName) {
			return end
		}
		if c, ok := r.listed(k); ok && c.certain {
			return end
		}
		if comma && !and {
			// A comma goes on with the name only where the list closes with "and".
			if !r.listCloses(r.groupEnd(k)) {
				return end
			}
		}
		if and && r.is(k, wGiven) && !(r.capital(k+1) && r.is(k+1, wCommon|wPortfolio) && !r.is(k+1, wGiven|wSurname)) {
			return end
		}
		end = r.groupEnd(k)
		if and {
			return end
		}
	}
}

func (r *scratch) listCloses(k int32) bool {
	for n := 0; n < 3; n++ {
		comma := r.byte1(k) == ','
		if comma {
			k++
		}
		if r.is(k, wAnd) && !r.capital(k) {
			return r.capital(k+1) && !r.is(k+1, wFunction)
		}
		if !comma || !r.capital(k) {
			return false
		}
		k = r.groupEnd(k)
	}
	return false
}
