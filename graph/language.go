package graph

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"quadrille/graph/lang"
	"quadrille/graph/lang/gizmo"
	"quadrille/graph/lang/path"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Language is a query language.
type Language string

// Languages.
const (
	AnyLanguage Language = ""      // what LanguageOf says
	Gizmo       Language = "gizmo" // JavaScript that builds paths: package gizmo
	Path        Language = "path"  // START PATH END: package path
)

var script = regexp.MustCompile(`^(?:(?:g|graph)\s*\.|(?:var|let|const|function|for|if|while|return|new|try|throw)\b|[\pL_$][\pL\pN_$]*(?:\.[\pL_$][\pL\pN_$]*)*\s*(?:=[^=]|\(|$)|[({\[]|//|/\*|[-+]?\d|(?:"[^"]*"|'[^']*'|` + "`[^`]*`" + `)\s*(?:$|[+.;,?=-])|'|` + "`" + `)`)

// LanguageOf tells in which language a text is written: what begins as Gizmo does (g., var, a function, a call, a
// number, a text by itself) is Gizmo, the rest is a path.
func LanguageOf(text string) Language {
	if script.MatchString(strings.TrimSpace(text)) {
		return Gizmo
	}
	return Path
}

// run runs a query in its language.
func (s *Snapshot) run(ctx context.Context, e lang.Executor, language Language, r lang.Request) (*lang.Table, error) {
	if language == AnyLanguage {
		language = LanguageOf(r.Text)
	}
	switch language {
	case Gizmo:
		return gizmo.Run(ctx, e, r)
	case Path:
		r.Names = namesIn{ctx, s}
		return path.Run(ctx, e, r)
	}
	return nil, &lang.Fault{Message: fmt.Sprintf("there is no query language %q: use gizmo or path", language)}
}

// Terms are the relations and the actors and things that the text of a path names, as far as they are known; nothing of a text in
// another language.
func (s *Snapshot) Terms(ctx context.Context, q Request) (relations []quad.IRI, ends []quad.Value) {
	if q.Lang == Gizmo || q.Lang == AnyLanguage && LanguageOf(q.Text) == Gizmo {
		return nil, nil
	}
	return path.Terms(q.Text, namesIn{ctx, s})
}

// namesIn finds the actors and things of a snapshot.
type namesIn struct {
	ctx context.Context
	s   *Snapshot
}

var _ lang.Names = namesIn{}

// Find implements lang.Names. Of several that are called so, one whose own label it is wins.
func (n namesIn) Find(name string) (found []lang.Named, near bool, err error) {
	known, err := n.s.names(n.ctx)
	if err != nil {
		return nil, false, err
	}
	key := strings.ToLower(name)
	var labels []string
	var begins, own []lang.Named
	for _, e := range known.entities {
		x := lang.Named{IRI: e.IRI, Label: e.Label}
		switch {
		case slices.Contains(e.keys, key):
			found = append(found, x)
			if strings.EqualFold(e.Label, name) || schema.Shorten(e.IRI) == key {
				own = append(own, x)
			}
		case slices.ContainsFunc(e.keys, func(k string) bool { return strings.HasPrefix(k, key) || strings.Contains(k, " "+key) }):
			begins = append(begins, x)
		}
		labels = append(labels, e.Label)
	}
	switch {
	case len(own) == 1:
		return own, false, nil
	case len(found) > 0:
		return found, false, nil
	case len(begins) > 0:
		return begins, true, nil
	}
	if label, ok := lang.Nearest(name, labels); ok {
		for _, e := range known.entities {
			if e.Label == label {
				found = append(found, lang.Named{IRI: e.IRI, Label: e.Label})
			}
		}
	}
	return found, true, nil
}
