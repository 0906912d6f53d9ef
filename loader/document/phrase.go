package document

// GroupAt gives the index of the noun group that holds token i, -1 for none.
func (d *Document) GroupAt(i int) int {
	lo, hi := 0, len(d.NounGroups)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.NounGroups[mid].End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.NounGroups) && d.NounGroups[lo].Contains(i) {
		return lo
	}
	return -1
}

// GroupFrom gives the index of the noun group that begins at token i, -1 for none.
func (d *Document) GroupFrom(i int) int {
	if g := d.GroupAt(i); g >= 0 && d.NounGroups[g].First == i {
		return g
	}
	return -1
}

// NounPhrase is noun group g with the complements that follow its head: the phrases with a preposition of preps, and
// what is joined to their nouns by commas and "and" after "between" and "of". It takes no verb, no quotation mark and
// no word of the next sentence. At most three complements are taken.
func (d *Document) NounPhrase(g int, preps map[string]bool) Range {
	r := d.NounGroups[g].Range
	end := d.Sentences[d.Tokens[r.First].Sentence].Tokens.End
	for n := 0; n < 3 && r.End+1 < end; n++ {
		p := &d.Tokens[r.End]
		if !preps[p.Lower] || p.Tag != ADP && p.Tag != SCONJ {
			break
		}
		next := d.GroupFrom(r.End + 1)
		if next < 0 || d.NounGroups[next].End > end || d.temporal(next) {
			break
		}
		r.End = d.NounGroups[next].End
		if p.Lower == "between" || p.Lower == "among" {
			r.End = d.conjuncts(r.End, end)
		} else if p.Lower == "of" || p.Lower == "over" || p.Lower == "with" || p.Lower == "on" {
			r.End = d.properConjunct(next, r.End, end)
		}
	}
	return r
}

// conjuncts takes ", B and C" after a noun group that ends at token i.
func (d *Document) conjuncts(i, end int) int {
	for i+1 < end {
		j := i
		if d.Tokens[j].Lower == "," && j+2 < end {
			j++
		}
		if d.Tokens[j].Lower == "and" && j+1 < end {
			j++
		}
		if j == i {
			return i
		}
		next := d.GroupFrom(j)
		if next < 0 || d.NounGroups[next].End > end {
			return i
		}
		last := d.Tokens[j-1].Lower == "and"
		i = d.NounGroups[next].End
		if last {
			return i
		}
	}
	return i
}

// properConjunct takes "and B" after the name A: "efforts of the US and the EU".
func (d *Document) properConjunct(group, i, end int) int {
	if d.Tokens[d.NounGroups[group].Head].Tag != PROPN || i+1 >= end || d.Tokens[i].Lower != "and" {
		return i
	}
	next := d.GroupFrom(i + 1)
	if next < 0 || d.Tokens[d.NounGroups[next].Head].Tag != PROPN || d.NounGroups[next].End > end {
		return i
	}
	// After a verb, another one behind B means that B begins a clause of its own: "backs the role of A and B rejects it".
	if e := d.NounGroups[next].End; e < end && d.finite(e) {
		for k := d.Sentences[d.Tokens[i].Sentence].Tokens.First; k < i; k++ {
			if d.finite(k) {
				return i
			}
		}
	}
	return d.NounGroups[next].End
}

func (d *Document) finite(i int) bool { return d.Tokens[i].Tag == VERB || d.Tokens[i].Tag == AUX }

// temporal tells whether a noun group tells a time: "Monday", "14 June", "last week".
func (d *Document) temporal(g int) bool {
	h := &d.Tokens[d.NounGroups[g].Head]
	return times[h.Lower] || h.Tag == NUM
}

var times = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "today": true, "yesterday": true, "tomorrow": true,
	"week": true, "weeks": true, "month": true, "months": true, "year": true, "years": true, "day": true, "days": true,
	"hour": true, "hours": true, "minutes": true, "morning": true, "evening": true, "afternoon": true, "night": true,
	"decade": true, "decades": true, "century": true, "spring": true, "summer": true, "autumn": true, "winter": true,
}
