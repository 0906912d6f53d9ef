package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"quadrille/graph/schema"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// Load adds the quads of one article as one batch: whole or not at all, durable when it returns. Every quad's label
// must be the article or one of its evidence, and each such evidence must be the subject of a quad that the article
// labels. added is false, and nothing changes, when the article is there already.
func (g *Graph) Load(ctx context.Context, article quad.IRI, quads []quad.Quad) (added bool, err error) {
	quads, err = checkArticle(article, quads)
	if err != nil {
		return false, fmt.Errorf("load %s: %w", schema.Shorten(article), err)
	}
	err = g.write(ctx, func(st store.Store) error {
		now, err := st.Snapshot(ctx)
		if err != nil {
			return err
		}
		defer now.Close()
		there, err := exists(ctx, now, quad.Quad{Label: article})
		if err != nil || there {
			return err
		}
		// Quads that were imported without their article are there already.
		quads, err = missing(ctx, now, quads)
		if err != nil {
			return err
		}
		added = true
		return st.Add(ctx, quads)
	})
	if err != nil {
		return false, fmt.Errorf("load %s: %w", schema.Shorten(article), err)
	}
	return added, nil
}

// checkArticle verifies the quads of an article and gives them without repetitions.
func checkArticle(article quad.IRI, quads []quad.Quad) ([]quad.Quad, error) {
	if local, ok := strings.CutPrefix(string(article), schema.Base+"article/"); !ok || local == "" || strings.ContainsAny(local, "#/") {
		return nil, fmt.Errorf("%s is not the name of an article, such as %s", article, schema.ArticleIRI("7f3a5c2e9b1d4f60"))
	}
	if len(quads) == 0 {
		return nil, errors.New("an article without quads cannot be stored")
	}
	seen := make(map[string]bool, len(quads))
	described := map[quad.Value]bool{}
	out := make([]quad.Quad, 0, len(quads))
	for i, q := range quads {
		if err := checkQuad(q); err != nil {
			return nil, fmt.Errorf("quad %d (%s): %w", i+1, q, err)
		}
		if !schema.OfArticle(q.Label, article) {
			return nil, fmt.Errorf("quad %d (%s): its label must be the article or one of its evidence", i+1, q)
		}
		if q.Label == article {
			described[q.Subject] = true
		}
		if k := key(q); !seen[k] {
			seen[k] = true
			out = append(out, q)
		}
	}
	for i, q := range out {
		if q.Label != article && !described[q.Label] {
			return nil, fmt.Errorf("quad %d (%s): nothing is said of its label, the evidence, under the article's", i+1, q)
		}
	}
	return out, nil
}

func checkQuad(q quad.Quad) error {
	switch q.Subject.(type) {
	case quad.IRI, quad.BNode:
	default:
		return errors.New("the subject must be an IRI or a blank node")
	}
	if _, ok := q.Predicate.(quad.IRI); !ok {
		return errors.New("the predicate must be an IRI")
	}
	if q.Object == nil {
		return errors.New("it has no object")
	}
	return nil
}

// key names a quad as the stores tell quads apart.
func key(q quad.Quad) string {
	return quad.StringOf(q.Subject) + "\x00" + quad.StringOf(q.Predicate) + "\x00" + quad.StringOf(q.Object) + "\x00" + quad.StringOf(q.Label)
}

// pattern gives the IDs of a quad's parts; ok is false when the store lacks one, and so every quad with it.
func pattern(ctx context.Context, r store.Reader, q quad.Quad) (p store.Quad, ok bool, err error) {
	for _, part := range []struct {
		v  quad.Value
		to *store.ID
	}{{q.Label, &p.Label}, {q.Subject, &p.Subject}, {q.Object, &p.Object}, {q.Predicate, &p.Predicate}} {
		if part.v == nil {
			continue
		}
		if *part.to, err = r.ID(ctx, part.v); err != nil || *part.to == 0 {
			return p, false, err
		}
	}
	return p, true, nil
}

// exists tells whether the store holds a quad with the parts of q that are not nil.
func exists(ctx context.Context, r store.Reader, q quad.Quad) (bool, error) {
	p, ok, err := pattern(ctx, r, q)
	if err != nil || !ok {
		return false, err
	}
	for _, err := range store.Scan(ctx, r, p) {
		return err == nil, err
	}
	return false, nil
}

// holds tells whether the store holds that very quad, without a label when it has none.
func holds(ctx context.Context, r store.Reader, q quad.Quad) (bool, error) {
	p, ok, err := pattern(ctx, r, q)
	if err != nil || !ok {
		return false, err
	}
	for found, err := range store.Scan(ctx, r, p) {
		if err != nil {
			return false, err
		}
		if found.Label == p.Label {
			return true, nil
		}
	}
	return false, nil
}

// missing gives the quads that the store does not hold.
func missing(ctx context.Context, r store.Reader, quads []quad.Quad) ([]quad.Quad, error) {
	var out []quad.Quad
	known := map[quad.Value]bool{} // labels that the store knows
	for _, q := range quads {
		if q.Label != nil {
			k, asked := known[q.Label]
			if !asked {
				id, err := r.ID(ctx, q.Label)
				if err != nil {
					return nil, err
				}
				k = id != 0
				known[q.Label] = k
			}
			if !k {
				out = append(out, q)
				continue
			}
		}
		there, err := holds(ctx, r, q)
		if err != nil {
			return nil, err
		}
		if !there {
			out = append(out, q)
		}
	}
	return out, nil
}

// Remove removes an article's quads and reports how many they were; ErrNoArticle when there is no such article.
func (g *Graph) Remove(ctx context.Context, article quad.IRI) (int, error) {
	n := 0
	err := g.write(ctx, func(st store.Store) error {
		now, err := st.Snapshot(ctx)
		if err != nil {
			return err
		}
		defer now.Close()
		ids, err := quadsOf(ctx, now, article)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return ErrNoArticle
		}
		t := &terms{ctx, now, map[store.ID]quad.Value{}}
		quads := make([]quad.Quad, len(ids))
		for i, q := range ids {
			if quads[i], err = t.quad(q); err != nil {
				return err
			}
		}
		n = len(quads)
		return st.Remove(ctx, quads)
	})
	if err != nil {
		return 0, fmt.Errorf("remove %s: %w", schema.Shorten(article), err)
	}
	return n, nil
}

// quadsOf finds an article's quads: those that it labels, and those that the evidence labels which they speak of.
func quadsOf(ctx context.Context, r store.Reader, article quad.IRI) ([]store.Quad, error) {
	id, err := r.ID(ctx, article)
	if err != nil || id == 0 {
		return nil, err
	}
	var out []store.Quad
	var subjects []store.ID
	seen := map[store.ID]bool{id: true}
	for q, err := range store.Scan(ctx, r, store.Quad{Label: id}) {
		if err != nil {
			return nil, err
		}
		out = append(out, q)
		if !seen[q.Subject] {
			seen[q.Subject] = true
			subjects = append(subjects, q.Subject)
		}
	}
	values, err := r.Values(ctx, subjects)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		if !schema.OfArticle(v, article) {
			continue
		}
		for q, err := range store.Scan(ctx, r, store.Quad{Label: subjects[i]}) {
			if err != nil {
				return nil, err
			}
			out = append(out, q)
		}
	}
	return out, nil
}

// Import adds quads read from r (N-Quads, say) that need not belong to an article, as one batch, and reports how many
// were new. When r fails, or holds what cannot be stored, nothing is added. It takes some 50 bytes of memory a quad, and
// those of the new terms.
func (g *Graph) Import(ctx context.Context, r quad.Reader) (n int, err error) {
	err = g.write(ctx, func(st store.Store) error {
		read := 0
		n, err = st.Load(ctx, func() (quad.Quad, error) {
			q, err := r.ReadQuad()
			if errors.Is(err, io.EOF) {
				return q, io.EOF
			}
			if err != nil {
				return q, fmt.Errorf("after %d quads: %w", read, err)
			}
			read++
			if err := checkQuad(q); err != nil {
				return q, fmt.Errorf("quad %d (%s): %w", read, q, err)
			}
			return q, nil
		})
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("import: %w", err)
	}
	return n, nil
}
