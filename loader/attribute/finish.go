package attribute

import (
	"cmp"
	"slices"

	"quadrille/loader/document"
)

// attributions turns readings into attributions: contents trimmed, speakers looked up, claims nested.
func (r *reader) attributions() []document.Attribution {
	slices.SortStableFunc(r.readings, func(a, b reading) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(first(a.content), first(b.content)))
	})
	var out []document.Attribution
	last := -1
	type piece struct{ whole, speaker int }
	before := map[piece]int{} // index+1 of the piece before
	for _, x := range r.readings {
		var content []document.Range
		for _, c := range x.content {
			if c = r.trim(c); c.Len() > 0 {
				content = append(content, c)
			}
		}
		if len(content) == 0 {
			continue
		}
		a := document.Attribution{Style: r.style(x, content), Polarity: x.polarity, Sentence: x.sentence, Confidence: max(x.sure, rules[x.trust].trust), Origin: rules[x.trust].origin}
		if len(x.cue) > 0 && a.Polarity == document.Asserted {
			a.Polarity = r.mood(x.cue[0])
		}
		for _, c := range content {
			a.Content = append(a.Content, r.d.Span(c))
		}
		for _, c := range x.cue {
			a.Cue = append(a.Cue, r.d.Span(c))
		}
		for _, source := range x.source {
			for _, s := range r.speakers(source, last) {
				b := a
				b.Speaker = s.entity
				b.Source = []document.Span{r.d.Span(source)} // of joint speakers all, as they speak as one
				if w := x.cue; len(w) > 0 && w[0].First > source.End && r.relative(w[0].First-1) {
					b.Source = append(b.Source, r.d.Tokens[w[0].First-1].Span)
				}
				if r.known(out, &b) {
					continue
				}
				if x.whole > 0 {
					at := piece{x.whole, s.entity}
					b.Continues, before[at] = before[at], len(out)+1
				}
				out = append(out, b)
				if x.quote == 0 {
					last = s.entity
				}
			}
		}
	}
	nest(out)
	return out
}

// mood is the polarity of a cue as the tree has it: of its last verb where that is a verb of saying ("avoided saying"), else of its
// head ("wants to see"). Who is asked, told or supposed to say something may say it.
func (r *reader) mood(cue document.Range) document.Polarity {
	heads := r.d.Tree.Heads
	if len(heads) < cue.End {
		return document.Asserted
	}
	at := -1
	for i := cue.First; i < cue.End; i++ {
		if t := &r.d.Tokens[i]; at < 0 && !cue.Contains(heads[i]) || t.Tag == document.VERB && verbs[t.Lemma] != 0 {
			at = i
		}
	}
	o := r.moods.At(at)
	if o.Silent {
		return document.Hedged
	}
	return o.Polarity
}

// relative tells whether token i is a relative pronoun, which stands for the source before it.
func (r *reader) relative(i int) bool {
	w := r.d.Tokens[i].Lower
	return w == "who" || w == "which" || w == "that"
}

func first(content []document.Range) int {
	if len(content) == 0 {
		return -1
	}
	return content[0].First
}

// known tells whether an attribution of the same speaker already has this content.
func (r *reader) known(out []document.Attribution, a *document.Attribution) bool {
	for i := len(out) - 1; i >= 0 && out[i].Sentence == a.Sentence; i-- {
		b := &out[i]
		if b.Speaker == a.Speaker && b.Content[0].Begin == a.Content[0].Begin {
			return true
		}
	}
	return false
}

// trim takes off what is not part of a content: outer quotation marks, stops and commas at its end. Marks inside stay,
// and with them the comma before the last of them: “…” in the midst of other words is quoted as it stands.
func (r *reader) trim(c document.Range) document.Range {
	t := r.d.Tokens
	for c.Len() > 0 {
		begin, end := &t[c.First], &t[c.End-1]
		switch {
		case c.First > 0 && doubled(&t[c.First-1], begin) || c.Len() > 1 && doubled(begin, &t[c.First+1]):
			c.First++
		case c.End < len(t) && doubled(end, &t[c.End]) || c.Len() > 1 && doubled(&t[c.End-2], end):
			c.End--
		case r.opens(c.First) && (!r.closedIn(c) || r.closes(c.End-1) && end.Quote == begin.Quote):
			if r.closes(c.End-1) && end.Quote == begin.Quote && c.Len() > 1 {
				c.End--
			}
			c.First++
		case r.closes(c.End-1) && !r.openedIn(c):
			c.End--
		case stop(end):
			c.End--
		case stop(begin) || begin.Text == "•" || r.closes(c.First):
			c.First++
		case begin.Kind == document.QuoteMark && begin.Quote == 0:
			c.First++
		case end.Kind == document.QuoteMark && end.Quote == 0:
			c.End--
		default:
			return c
		}
	}
	return c
}

// doubled tells whether b is the same quotation mark as a, right behind it: ““…””.
func doubled(a, b *document.Token) bool {
	return a.Kind == document.QuoteMark && b.Kind == document.QuoteMark && a.Text == b.Text && a.End == b.Begin
}

func stop(t *document.Token) bool {
	switch t.Text {
	case ".", ",", ";", ":", "–", "—", "--", "-":
		return true
	}
	return false
}

func (r *reader) opens(i int) bool {
	t := &r.d.Tokens[i]
	return t.Kind == document.QuoteMark && t.Quote > 0 && r.d.Quotations[t.Quote-1].Begin == t.Begin
}

func (r *reader) closes(i int) bool {
	t := &r.d.Tokens[i]
	return t.Kind == document.QuoteMark && t.Quote > 0 && r.d.Quotations[t.Quote-1].End == t.End && !r.opens(i)
}

// closedIn tells whether the quotation that opens at c's first token closes within c.
func (r *reader) closedIn(c document.Range) bool {
	q := r.d.Tokens[c.First].Quote
	for i := c.First + 1; i < c.End; i++ {
		if r.closes(i) && r.d.Tokens[i].Quote == q {
			return true
		}
	}
	return false
}

// openedIn tells whether the quotation that closes at c's last token opens within c.
func (r *reader) openedIn(c document.Range) bool {
	q := r.d.Tokens[c.End-1].Quote
	for i := c.First; i < c.End-1; i++ {
		if r.opens(i) && r.d.Tokens[i].Quote == q {
			return true
		}
	}
	return false
}

// style tells how much of a content stands in quotation marks.
func (r *reader) style(x reading, content []document.Range) document.Style {
	if x.verbatim {
		return document.Direct
	}
	in, out := 0, 0
	for _, c := range content {
		for i := c.First; i < c.End; i++ {
			switch t := &r.d.Tokens[i]; {
			case t.Kind == document.QuoteMark || t.Tag == document.PUNCT:
			case t.Quote > 0:
				in++
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return document.Indirect
	case out == 0:
		return document.Direct
	}
	return document.Mixed
}

// nest sets the voice of each attribution: the smallest other one whose content holds its cue, or its content when it
// has no cue.
func nest(all []document.Attribution) {
	begin := 0
	for i := range all {
		for all[begin].Sentence != all[i].Sentence {
			begin++
		}
		best, size := 0, 0
		for j := begin; j < len(all) && all[j].Sentence == all[i].Sentence; j++ {
			if i == j {
				continue
			}
			for _, c := range all[j].Content {
				if holds(c, &all[i]) && (best == 0 || c.Len() < size) && !(holds(all[i].Content[0], &all[j]) && j > i) {
					best, size = j+1, c.Len()
				}
			}
		}
		all[i].Voice = best
	}
}

func holds(c document.Span, a *document.Attribution) bool {
	for _, q := range a.Cue {
		if c.Contains(q) {
			return true
		}
	}
	return false
}
