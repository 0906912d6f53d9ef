package document

import "slices"

// Least takes out the attributions, relations and doubts that are less sure than the given confidence, and with a claim what stands in
// it: without its speaker it would be the article's word. What goes on a claim that is gone goes on the one before.
func (d *Document) Least(confidence float64) {
	kept := make([]int, len(d.Attributions)) // index+1 of each afterwards, 0 for gone
	gone := func(voice int) bool { return voice > 0 && kept[voice-1] == 0 }
	for i := range d.Attributions {
		kept[i] = i + 1
		if d.Attributions[i].Confidence < confidence {
			kept[i] = 0
		}
	}
	for changed := true; changed; { // claims within claims
		changed = false
		for i := range d.Attributions {
			if kept[i] > 0 && gone(d.Attributions[i].Voice) {
				kept[i], changed = 0, true
			}
		}
	}
	continued := func(i int) int {
		for i > 0 && kept[i-1] == 0 {
			i = d.Attributions[i-1].Continues
		}
		return i
	}
	for i := range d.Attributions {
		d.Attributions[i].Continues = continued(d.Attributions[i].Continues)
	}
	attributions := d.Attributions[:0]
	for i, a := range d.Attributions {
		if kept[i] > 0 {
			attributions = append(attributions, a)
			kept[i] = len(attributions)
		}
	}
	at := func(i int) int {
		if i == 0 {
			return 0
		}
		return kept[i-1]
	}
	d.Attributions = attributions
	for i := range d.Attributions {
		a := &d.Attributions[i]
		a.Voice, a.Continues = at(a.Voice), at(a.Continues)
	}
	relation := make([]int, len(d.Relations))
	relations := d.Relations[:0]
	for i, r := range d.Relations {
		if r.Confidence < confidence || gone(r.Voice) {
			continue
		}
		r.Voice = at(r.Voice)
		relations = append(relations, r)
		relation[i] = len(relations)
	}
	d.Relations = relations
	whens := d.Whens[:0]
	for _, w := range d.Whens {
		if w.Attribution > 0 {
			w.Attribution = at(w.Attribution)
		} else {
			w.Relation = relation[w.Relation-1]
		}
		if w.Attribution+w.Relation > 0 {
			whens = append(whens, w)
		}
	}
	d.Whens = whens
	d.Doubts = slices.DeleteFunc(d.Doubts, func(x Doubt) bool { return x.Score < confidence })
}
