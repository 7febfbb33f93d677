package verify

import (
	"annals/schemas"
	"annals/stages"
)

// A conversion turns a unit into the base unit of its dimension. Units that
// have none are compared only with themselves; so are currencies, for which no
// dated rates are at hand. The factors are exact by definition (international
// yard and pound agreement of 1959, SI brochure) but for those with a tolerance.
type conversion struct {
	base      string
	factor    float64
	tolerance float64
}

var conversions = map[string]conversion{
	"metre": {"metre", 1, 0}, "kilometre": {"metre", 1000, 0}, "centimetre": {"metre", 0.01, 0}, "millimetre": {"metre", 0.001, 0},
	"mile": {"metre", 1609.344, 0}, "nautical mile": {"metre", 1852, 0}, "yard": {"metre", 0.9144, 0}, "foot": {"metre", 0.3048, 0}, "inch": {"metre", 0.0254, 0}, "li": {"metre", 500, 0},
	"square metre": {"square metre", 1, 0}, "square kilometre": {"square metre", 1e6, 0}, "hectare": {"square metre", 1e4, 0}, "acre": {"square metre", 4046.8564224, 0},
	"square mile": {"square metre", 2589988.110336, 0}, "square foot": {"square metre", 0.09290304, 0}, "square yard": {"square metre", 0.83612736, 0}, "mu": {"square metre", 10000.0 / 15, 0},
	"litre": {"litre", 1, 0}, "millilitre": {"litre", 0.001, 0}, "cubic metre": {"litre", 1000, 0}, "cubic kilometre": {"litre", 1e12, 0}, "gallon": {"litre", 3.785411784, 0}, "us gallon": {"litre", 3.785411784, 0},
	"imperial gallon": {"litre", 4.54609, 0}, "barrel": {"litre", 158.987294928, 0}, "hectolitre": {"litre", 100, 0}, "megalitre": {"litre", 1e6, 0},
	"kilogram": {"kilogram", 1, 0}, "gram": {"kilogram", 0.001, 0}, "milligram": {"kilogram", 1e-6, 0}, "tonne": {"kilogram", 1000, 0}, "metric ton": {"kilogram", 1000, 0}, "kilotonne": {"kilogram", 1e6, 0},
	"megatonne": {"kilogram", 1e9, 0}, "pound": {"kilogram", 0.45359237, 0}, "ounce": {"kilogram", 0.028349523125, 0}, "quintal": {"kilogram", 100, 0},
	// An unmarked ton may be short (907 kg), long (1,016 kg) or metric.
	"ton": {"kilogram", 1000, 0.093}, "short ton": {"kilogram", 907.18474, 0}, "long ton": {"kilogram", 1016.0469088, 0},
	"watt": {"watt", 1, 0}, "kilowatt": {"watt", 1e3, 0}, "megawatt": {"watt", 1e6, 0}, "gigawatt": {"watt", 1e9, 0}, "terawatt": {"watt", 1e12, 0},
	"watt hour": {"watt hour", 1, 0}, "kilowatt hour": {"watt hour", 1e3, 0}, "kilowatt-hour": {"watt hour", 1e3, 0}, "megawatt hour": {"watt hour", 1e6, 0}, "megawatt-hour": {"watt hour", 1e6, 0},
	"gigawatt hour": {"watt hour", 1e9, 0}, "gigawatt-hour": {"watt hour", 1e9, 0}, "terawatt hour": {"watt hour", 1e12, 0}, "terawatt-hour": {"watt hour", 1e12, 0},
	"second": {"second", 1, 0}, "minute": {"second", 60, 0}, "hour": {"second", 3600, 0}, "day": {"second", 86400, 0}, "week": {"second", 604800, 0},
	"metre per second": {"metre per second", 1, 0}, "kilometre per hour": {"metre per second", 1 / 3.6, 0}, "mile per hour": {"metre per second", 0.44704, 0}, "knot": {"metre per second", 1852.0 / 3600, 0},
	"kilometer": {"metre", 1000, 0}, "meter": {"metre", 1, 0},
	"byte": {"byte", 1, 0}, "kilobyte": {"byte", 1e3, 0.024}, "megabyte": {"byte", 1e6, 0.05}, "gigabyte": {"byte", 1e9, 0.08}, "terabyte": {"byte", 1e12, 0.1},
}

// convert is the conversion of a unit, itself where it has no base.
func convert(unit string) conversion {
	if c, ok := conversions[unit]; ok {
		return c
	}
	return conversion{base: unit, factor: 1}
}

// unitOf is the unit part of a key: the base unit of a physical unit, the unit
// itself for money and ratios, nothing for counts, where the counted noun says
// more than the unit.
func (k *keyer) unitOf(f *schemas.Figure) int32 {
	if f.Unit == "" || f.Dimension == "count" || f.Dimension == "" && stages.Fold(f.Unit) == stages.Fold(f.CountedHead) {
		return 0
	}
	return k.id(convert(f.Unit).base)
}
