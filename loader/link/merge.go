package link

import (
	"slices"

	"quadrille/loader/document"
)

// merge makes one entity of those that turned out to be the same known actor or the same thing of several articles: the
// one that was mentioned first has the names of all.
func (l *linker) merge() {
	d := l.d
	first := map[string]int{}
	to := make([]int, len(d.Entities)) // where each entity goes
	kept := 0
	for i := range d.Entities {
		e := &d.Entities[i]
		key := ""
		switch {
		case e.Known.Key != "":
			key = e.Known.Key
		case e.Type == document.Person && l.slugs[i] != l.scoped(e.Name):
			key = "named " + l.slugs[i]
		case e.Type.Thing() && l.slugs[i] != l.scoped(e.Name):
			key = e.Type.Namespace() + "/" + l.slugs[i]
		}
		at, ok := first[key]
		if ok && e.Type == document.Person && e.Known.Key == "" && !l.late[i] {
			ok = false // coref has kept them apart
		}
		if ok && key != "" {
			take(&d.Entities[at], e)
			to[i] = at
			continue
		}
		if key != "" {
			first[key] = kept
		}
		d.Entities[kept], l.slugs[kept], to[i] = *e, l.slugs[i], kept
		kept++
	}
	if kept == len(d.Entities) {
		return
	}
	d.Entities, l.slugs = slices.Clip(d.Entities[:kept]), l.slugs[:kept]
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Entity > 0 {
			m.Entity = to[m.Entity-1] + 1
		}
	}
	for i := range d.Attributions {
		d.Attributions[i].Speaker = to[d.Attributions[i].Speaker]
	}
	relations := d.Relations[:0]
	for _, r := range d.Relations {
		if r.Subject, r.Object = to[r.Subject], to[r.Object]; r.Subject == r.Object {
			continue // "the president met Putin": nobody does anything to himself
		}
		if r.To > 0 {
			if r.To = to[r.To-1] + 1; r.To == r.Subject+1 || r.To == r.Object+1 {
				r.To = 0
			}
		}
		relations = append(relations, r)
	}
	d.Relations = relations
	for i := range d.Doubts {
		d.Doubts[i].Entity = to[d.Doubts[i].Entity]
	}
}

// take gives e the names of other.
func take(e, other *document.Entity) {
	for _, n := range append([]string{other.Name}, other.Aliases...) {
		if n != e.Name && !slices.Contains(e.Aliases, n) {
			e.Aliases = append(e.Aliases, n)
		}
	}
	if other.First.Begin < e.First.Begin {
		e.First = other.First
	}
}

// worth is the least score that a doubt is noted with: below it, too many others are as likely.
const worth = 0.1

// settle leaves out doubts that are none any more, those that tell nothing, and those that say the same twice.
func (l *linker) settle() {
	kept := l.d.Doubts[:0]
	type pair struct {
		entity int
		slug   string
	}
	seen := map[pair]int{}
	for _, x := range l.d.Doubts {
		e := &l.d.Entities[x.Entity]
		if e.Slug == x.Slug || x.Score < worth {
			continue
		}
		if at, ok := seen[pair{x.Entity, x.Slug}]; ok {
			kept[at].Score = max(kept[at].Score, x.Score)
			continue
		}
		seen[pair{x.Entity, x.Slug}] = len(kept)
		kept = append(kept, x)
	}
	l.d.Doubts = kept
}
