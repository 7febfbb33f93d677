package figures

import (
	"cmp"
	"strings"

	"annals/stages/lang"
)

// Units and currencies of the language data.

// minorUnit is the smaller unit of a pair, and how many make one of the larger.
type minorUnit struct {
	unit int16
	per  decimal
}

// sense is another unit that a form means where one of the words of its context
// stands in the sentence.
type sense struct {
	unit    int16
	context *lang.Phrases
}

func (x *lexicon) loadUnits(pack *lang.Pack, f *unitFile, c *currencyFile) {
	l := pack.NewPhraseList()
	symbol := func(m map[string]int16, s string, i int) {
		if _, ok := m[s]; !ok {
			m[s] = int16(i)
		}
		x.maxSymbol = max(x.maxSymbol, len(s))
	}
	for _, d := range f.Units {
		i := len(x.units)
		x.units = append(x.units, unit{id: d.ID, name: cmp.Or(d.Name, d.ID), dimension: d.Dimension})
		for _, s := range d.Symbols {
			symbol(x.symbols, s, i)
		}
		for _, w := range d.Words {
			l.Add(w, int32(i))
		}
		l.Add(d.ID, int32(i))
	}
	// Prefixed forms come after all units that are written out, which win.
	for _, d := range f.Units {
		if !d.Prefixed {
			continue
		}
		for _, p := range f.Prefixes {
			id := p.Word + d.ID
			i := -1
			for j := range x.units {
				if x.units[j].id == id {
					i = j
				}
			}
			if i < 0 {
				i = len(x.units)
				x.units = append(x.units, unit{id: id, name: id, dimension: d.Dimension})
			}
			for _, s := range d.Symbols {
				if len(s) <= 3 && !x.clock[p.Symbol+s] {
					symbol(x.symbols, p.Symbol+s, i)
				}
			}
			for _, w := range d.Words {
				l.Add(p.Word+w, int32(i))
			}
			l.Add(id, int32(i))
		}
	}
	for _, d := range c.Currencies {
		i := len(x.units)
		x.units = append(x.units, unit{id: d.ID, name: d.Name, dimension: "currency", class: unitCurrency})
		for _, s := range d.Symbols {
			symbol(x.currencies, s, i)
			symbol(x.symbols, s, i)
		}
		code := strings.ToUpper(d.ID)
		symbol(x.currencies, code, i)
		symbol(x.symbols, code, i)
		symbol(x.currencies, code+"$", i)
		for _, s := range append(d.Symbols, code) { // "hk$", "usd 20"
			if strings.HasPrefix(s, "A ") || strings.HasPrefix(s, "S ") {
				continue // "a $5 ticket"
			}
			if lower := strings.ToLower(s); len(s) >= 2 && strings.HasSuffix(s, "$") || s == code && len(code) == 3 && !d.Word {
				symbol(x.currencies, lower, i)
				symbol(x.currencies, lower+"$", i)
			}
		}
		for _, w := range d.Words {
			l.Add(w, int32(i))
		}
		l.Add(d.Name, int32(i))
	}
	x.unitWords = l.Compile()
	x.minor = map[int16]minorUnit{}
	index := map[string]int16{}
	for i := range x.units {
		index[x.units[i].id] = int16(i)
	}
	pair := func(id, minor string, per uint64) {
		if u, ok := index[minor]; ok && per > 0 {
			x.minor[index[id]] = minorUnit{u, fromInt(per)}
		}
	}
	for _, d := range f.Units {
		pair(d.ID, d.Minor, d.Per)
	}
	for _, d := range c.Currencies {
		pair(d.ID, d.Minor, d.Per)
		if k, ok := index[d.Kind]; ok {
			x.units[index[d.ID]].kind = k
		}
	}
	x.senses = map[string][]sense{}
	for _, d := range f.Senses {
		u, ok := index[d.Unit]
		if !ok {
			continue
		}
		context := phrases(pack, d.Context)
		for _, form := range d.Forms {
			x.senses[form] = append(x.senses[form], sense{u, context})
		}
	}
	x.afterCurrency = map[string]int16{}
	for _, w := range sortedKeys(c.After) {
		if u, ok := index[c.After[w]]; ok {
			x.afterCurrency[w] = u
		}
	}
	x.poundMass, x.pound = -1, -1
	if i, ok := index["pound-mass"]; ok {
		x.poundMass = i
	}
	if i, ok := index["gbp"]; ok {
		x.pound = i
	}
	x.dollar = -1
	if i, ok := index["usd"]; ok {
		x.dollar = i
	}
}
