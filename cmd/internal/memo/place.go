package memo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Style is how text is set.
type Style struct {
	Width int  // columns of a line, where words allow
	Color bool // the writer obeys SGR
}

// Place writes the place of an evidence, each line after indent:
//
//	«Russia is mediating» the talks, officials said.
//	Title · Publisher · 2023-06-17 · says Sergey Lavrov · confidence 0.80
//
// says is how the speaker is named, "" when the article itself states it.
func (s Style) Place(b *strings.Builder, e graph.Evidence, says, indent string) {
	width := s.Width - len(indent)
	for _, l := range Wrap(s.marked(e), width) {
		fmt.Fprintf(b, "%s%s\n", indent, l)
	}
	s.source(b, e, says, indent)
}

// source writes where and when a place was published.
func (s Style) source(b *strings.Builder, e graph.Evidence, says, indent string) {
	width := s.Width - len(indent)
	var source []string
	add := func(format, text string) {
		if text != "" {
			source = append(source, fmt.Sprintf(format, render.Clean(text)))
		}
	}
	title := e.Title
	if title == "" {
		title = schema.Shorten(e.Article)
	}
	add("%s", title)
	add("%s", e.Publisher)
	if !e.Date.IsZero() {
		add("%s", e.Date.Format(time.DateOnly))
	}
	add("%s", says)
	add("as %s", e.Role)
	add("when %s", e.When)
	if e.Article != "" {
		add("confidence %s", strconv.FormatFloat(e.Confidence, 'f', 2, 64))
	}
	for _, l := range Wrap(strings.Join(source, " · "), width) {
		fmt.Fprintf(b, "%s%s%s%s\n", indent, s.sgr("2"), l, s.sgr("0"))
	}
}

// marked is the sentence with the stating words between marks: bold where that can be seen, «…» else.
func (s Style) marked(e graph.Evidence) string {
	begin, end := "«", "»"
	if s.Color {
		begin, end = s.sgr("1"), s.sgr("0")
	}
	text := []rune(e.Sentence)
	from := min(max(e.Words[0], 0), len(text))
	to := min(max(e.Words[1], from), len(text))
	if from == to {
		return oneLine(text)
	}
	return oneLine(text[:from]) + begin + oneLine(text[from:to]) + end + oneLine(text[to:])
}

// oneLine cleans text and makes its line ends spaces.
func oneLine(text []rune) string {
	return render.Clean(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(string(text)))
}

// sgr is a terminal's code for a style, "" where there are no styles.
func (s Style) sgr(code string) string {
	if !s.Color {
		return ""
	}
	return "\x1b[" + code + "m"
}

// Named is what a node is called: its label, else its prefixed name.
func Named(v quad.Value, labels map[quad.IRI]string) string {
	if iri, ok := v.(quad.IRI); ok && labels[iri] != "" {
		return labels[iri]
	}
	return render.Value(v)
}

var sgrCodes = regexp.MustCompile(`\x1b\[[0-9]+m`)

// Wrap breaks text at spaces into lines of at most width columns where that is possible.
func Wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		w := render.Width(sgrCodes.ReplaceAllString(word, ""))
		if used > 0 && used+1+w > width {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
