package attribute

import "quadrille/loader/document"

// piece is the part of a quotation that lies in one sentence.
type piece struct {
	document.Range
	quote, sentence int // quote is index+1
}

// quotations gives the pieces of quotations that no rule has read to whoever said the rest: the same quotation, the
// one it goes on from, the sentence before.
func (r *reader) quotations() {
	pieces := r.pieces()
	owner := make([]int, len(r.d.Quotations)+1) // reading+1 of each quotation
	last := make([]int, len(r.d.Paragraphs)+1)  // reading+1 whose words a paragraph ends with
	covered := make([]int32, len(r.d.Tokens))   // reading+1 that has a token as content
	intro := make([]int, len(r.d.Sentences))    // reading+1 of a sentence's last reading in the author's words
	for i, x := range r.readings {
		if x.quote != 0 {
			continue
		}
		intro[x.sentence] = i + 1
		for _, c := range x.content {
			for t := c.First; t < c.End; t++ {
				covered[t] = int32(i + 1)
				if q := r.d.Tokens[t].Quote; q > 0 && owner[q] == 0 {
					owner[q] = i + 1
				}
			}
		}
	}
	for _, p := range pieces {
		q := &r.d.Quotations[p.quote-1]
		sentence := &r.d.Sentences[p.sentence]
		if sentence.Tokens.Len() > longest {
			continue
		}
		if x := r.coverer(covered, p.Range); x > 0 {
			last[sentence.Paragraph] = x
			continue
		}
		trust := trustSameQuotation
		if owner[p.quote] == 0 {
			switch {
			case q.Continues && p.quote > 1 && owner[p.quote-1] > 0:
				owner[p.quote], trust = owner[p.quote-1], trustContinued
			case q.Scare:
				continue
			default:
				owner[p.quote], trust = r.context(p, sentence, intro, last)
			}
		}
		if owner[p.quote] == 0 {
			continue
		}
		from := &r.readings[owner[p.quote]-1]
		x := reading{source: from.source, content: []document.Range{p.Range}, sentence: p.sentence, trust: trust}
		if from.whole == 0 {
			from.whole = r.number()
		}
		x.whole = from.whole
		r.add(x)
		last[sentence.Paragraph] = owner[p.quote]
	}
}

// context finds whom a quotation without a cue belongs to, as reading+1; 0 for nobody.
func (r *reader) context(p piece, sentence *document.Sentence, intro, last []int) (int, rule) {
	v := view{d: r.d, t: r.d.Tokens, groups: r.groups, verbs: r.verbs, lo: sentence.Tokens.First, hi: sentence.Tokens.End}
	if p.Len() < 5 {
		return 0, 0
	}
	if p.First > v.lo {
		// "Ralph Kalsakau, climate minister of Vanuatu, speaking a moment ago: “Big …"
		if !v.is(p.First-1, ":") && !v.comma(p.First-1) {
			return 0, 0
		}
		if x := intro[p.sentence]; x > 0 {
			return x, trustColon
		}
		if source, ok := r.speaker(&v, p.First-1); ok {
			r.add(reading{source: []document.Range{source}, sentence: p.sentence, trust: 0})
			return len(r.readings), trustColon
		}
		return 0, 0
	}
	if p.sentence == 0 || p.End < v.hi-1 {
		return 0, 0
	}
	before := &r.d.Sentences[p.sentence-1]
	if before.Headline {
		return 0, 0
	}
	if before.Paragraph == sentence.Paragraph {
		if x := intro[p.sentence-1]; x > 0 {
			return x, trustNextSentence
		}
		if x := last[sentence.Paragraph]; x > 0 {
			return x, trustNextSentence
		}
		return 0, 0
	}
	if x := last[before.Paragraph]; x > 0 {
		return x, trustNextParagraph
	}
	if x := intro[p.sentence-1]; x > 0 {
		return x, trustNextParagraph
	}
	if r.d.Sentences[p.sentence-1].Paragraph > 0 { // a question in the author's words between two answers
		return last[before.Paragraph-1], trustInterview
	}
	return 0, 0
}

// speaker is the first noun group of a sentence that introduces a quotation with a colon, before token end.
func (r *reader) speaker(v *view, end int) (document.Range, bool) {
	for i := v.lo; i < end; i++ {
		g, ok := v.verb(i)
		if !ok || !g.Finite || v.relative(i-1) {
			continue
		}
		return v.subject(g.First, 3)
	}
	for i := v.lo; i < end; i++ {
		if g, ok := v.noun(i); ok && !v.time(g) {
			return v.inverted(i)
		}
	}
	return document.Range{}, false
}

// coverer is the reading+1 that has most of the piece as its content, 0 when it is mostly free.
func (r *reader) coverer(covered []int32, p document.Range) int {
	n, x := 0, 0
	for i := p.First; i < p.End; i++ {
		if covered[i] > 0 {
			n++
			x = int(covered[i])
		}
	}
	if 2*n > p.Len() {
		return x
	}
	return 0
}

// pieces lists the parts of quotations by sentence, in reading order.
func (r *reader) pieces() []piece {
	var out []piece
	for i := 0; i < len(r.d.Tokens); i++ {
		q := r.d.Tokens[i].Quote
		if q == 0 {
			continue
		}
		j := i
		for j < len(r.d.Tokens) && r.d.Tokens[j].Quote == q && r.d.Tokens[j].Sentence == r.d.Tokens[i].Sentence {
			j++
		}
		out = append(out, piece{document.Range{First: i, End: j}, q, r.d.Tokens[i].Sentence})
		i = j - 1
	}
	return out
}

// transcripts reads what a name and a colon introduce: a headline's "Minister: talks to resume", and the paragraphs of an
// interview, "MR KOVAR: Good afternoon."
func (r *reader) transcripts() {
	speakers := map[string]int{} // how often a name introduces a paragraph
	type turn struct {
		first, last int // sentences
		name        document.Range
	}
	var turns []turn
	for i := range r.d.Sentences {
		s := &r.d.Sentences[i]
		if i > 0 && r.d.Sentences[i-1].Paragraph == s.Paragraph {
			if n := len(turns); n > 0 && turns[n-1].last == i-1 {
				turns[n-1].last = i
			}
			continue
		}
		t := r.d.Tokens[s.Tokens.First:s.Tokens.End]
		for j := 1; j < len(t)-1 && j < 7; j++ {
			if t[j].Text == ":" {
				turns = append(turns, turn{i, i, document.Range{First: s.Tokens.First, End: s.Tokens.First + j}})
				speakers[r.d.Text(r.d.Span(document.Range{First: s.Tokens.First, End: s.Tokens.First + j}))]++
				break
			}
			if t[j].Tag == document.PUNCT && t[j].Text != "." && t[j].Text != "," && t[j].Text != "-" {
				break
			}
		}
	}
	for _, t := range turns {
		name := r.d.Text(r.d.Span(t.name))
		if speakers[name] < 2 && !r.d.Sentences[t.first].Headline || !r.named(t.name) {
			continue
		}
		if r.d.Sentences[t.first].Headline {
			t.last = t.first
		}
		whole := r.number()
		for i := t.first; i <= t.last; i++ {
			content := r.d.Sentences[i].Tokens
			x := reading{source: []document.Range{t.name}, sentence: i, trust: trustTurn, verbatim: !r.d.Sentences[i].Headline, whole: whole}
			if i == t.first {
				content.First = t.name.End + 1
				x.cue = []document.Range{{First: t.name.End, End: t.name.End + 1}}
			}
			if content.Len() > 1 {
				x.content = []document.Range{content}
				r.add(x)
			}
		}
	}
}

// named tells whether the tokens are a name or a role, without a verb.
func (r *reader) named(n document.Range) bool {
	proper := false
	for i := n.First; i < n.End; i++ {
		t := &r.d.Tokens[i]
		if t.Tag == document.VERB || t.Tag == document.AUX {
			return false
		}
		proper = proper || t.Tag == document.PROPN
	}
	for _, m := range r.d.Mentions {
		if m.Entity > 0 && n.Contains(m.Head) && r.d.Entities[m.Entity-1].Type.Actor() {
			return true
		}
	}
	return proper
}
