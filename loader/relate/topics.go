package relate

import (
	"sort"

	"quadrille/loader/document"
)

// topics are the processes and treaties that an article is about: what a cue without an object of its own ("Qatar, which has
// been mediating") means.
type topics struct {
	mentions []topic     // in the order of the text
	count    map[int]int // entity -> its mentions
	weight   map[int]int // entity -> its mentions, those as talks counting more
	main     int         // the one named most, the first of equals; -1 for none
}

// bargaining are the nouns that name a process between parties best.
var bargaining = set("talk negotiation process dialogue round consultation bargaining")

// mediating are nouns for what a mediator does, which is not what it is done to.
var mediating = set("mediation facilitation arbitration conciliation intercession effort initiative diplomacy attempt mission office proposal plan")

// contested are nouns for processes that have rivals but no parties, so that a cue without an object does not mean them.
var contested = set("reform campaign election race primary trial investigation inquiry probe audit review appeal")

type topic struct {
	entity, token, sentence int
}

func findTopics(d *document.Document) topics {
	t := topics{count: map[int]int{}, weight: map[int]int{}, main: -1}
	for i := range d.Mentions {
		n := &d.Mentions[i]
		if n.Entity == 0 || n.Form == document.Pronoun {
			continue
		}
		e := n.Entity - 1
		if l := d.Tokens[n.Head].Lemma; mediating[l] || contested[l] {
			continue
		}
		switch d.Entities[e].Type {
		case document.Process, document.Treaty:
			t.count[e]++
			if bargaining[d.Tokens[n.Head].Lemma] {
				t.weight[e] += 3
			} else {
				t.weight[e]++
			}
			t.mentions = append(t.mentions, topic{e, n.Head, d.Tokens[n.Head].Sentence})
		}
	}
	sort.SliceStable(t.mentions, func(i, j int) bool { return t.mentions[i].token < t.mentions[j].token })
	for _, n := range t.mentions {
		if t.main < 0 || t.weight[n.entity] > t.weight[t.main] {
			t.main = n.entity
		}
	}
	return t
}

// back is how many sentences a cue without an object may look back.
const back = 3

// near is the topic that a cue at token means: the last one named before it in the sentence and those just before, else the one
// that the article names most.
func (t topics) near(m *run, s *sentence, token int, types map[document.EntityType]bool) (int, bool) {
	ok := func(e int) bool { return types == nil || types[m.doc.Entities[e].Type] }
	lo, hi := 0, len(t.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.mentions[mid].token < token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	best := -1
	for i := lo - 1; i >= 0 && i >= lo-reach && t.mentions[i].sentence >= s.index-back; i-- {
		if e := t.mentions[i].entity; ok(e) && (best < 0 || t.weight[e] > t.weight[best]) {
			best = e
		}
	}
	if best >= 0 {
		return best, true
	}
	if i := lo; i < len(t.mentions) && t.mentions[i].sentence == s.index && ok(t.mentions[i].entity) {
		return t.mentions[i].entity, true
	}
	if t.main >= 0 && ok(t.main) {
		return t.main, true
	}
	return 0, false
}
