package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/graph/schema"
)

type removeCmd struct {
	Article string `arg:"" help:"Its hash, short IRI (article:…), the beginning of either, or its exact title."`
	storeFlag
}

func (*removeCmd) Help() string {
	return `Takes an article out of a store with everything that only it vouches for.

Example:

    quadrille remove article:9f86d081884c7d65 --db peace`
}

// Run removes the article.
func (c *removeCmd) Run(ctx context.Context, s *stdio) (err error) {
	g, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer closing(g, &err)
	article, err := findArticle(ctx, g, c.Article)
	if err != nil {
		return err
	}
	n, err := g.Remove(ctx, article.IRI)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "removed %s, %s\n", describe(article), shell.Plural(n, "quad"))
	return err
}

// findArticle finds the one article that text names.
func findArticle(ctx context.Context, g *graph.Graph, text string) (graph.ArticleInfo, error) {
	snapshot, err := g.Snapshot(ctx)
	if err != nil {
		return graph.ArticleInfo{}, err
	}
	defer snapshot.Close()
	all, err := snapshot.Articles(ctx)
	if err != nil {
		return graph.ArticleInfo{}, err
	}
	hash := strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">")
	hash = strings.TrimPrefix(strings.TrimPrefix(hash, "article:"), string(schema.ArticleIRI("")))
	var found []graph.ArticleInfo
	for _, a := range all {
		own := strings.TrimPrefix(string(a.IRI), string(schema.ArticleIRI("")))
		if own == hash {
			return a, nil
		}
		if hash != "" && strings.HasPrefix(own, strings.ToLower(hash)) || a.Title != "" && a.Title == text {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return graph.ArticleInfo{}, fmt.Errorf("%w as %q: quadrille shell --db DIR and .articles list them", graph.ErrNoArticle, text)
	}
	var list []string
	for _, a := range found {
		list = append(list, "  "+describe(a))
	}
	return graph.ArticleInfo{}, fmt.Errorf("%q names %d articles; name one by its hash:\n%s", text, len(found), strings.Join(list, "\n"))
}

// describe names an article in a line.
func describe(a graph.ArticleInfo) string {
	parts := []string{schema.Shorten(a.IRI)}
	if a.Title != "" {
		parts = append(parts, fmt.Sprintf("%q", a.Title))
	}
	if !a.Date.IsZero() {
		parts = append(parts, a.Date.Format(time.DateOnly))
	}
	if a.Publisher != "" {
		parts = append(parts, a.Publisher)
	}
	return strings.Join(parts, ", ")
}
