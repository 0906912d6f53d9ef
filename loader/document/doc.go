// Package document holds an article's text and what the stages of the loader find in it, layer by layer: paragraphs,
// sentences and tokens, tags, trees, groups of words, mentions, entities, attributions, relations.
//
// Everything points into the text by Span (code points) or into another layer by index. An index that may be missing is
// kept plus one, 0 for none, except where a field says otherwise. Dump prints any layer.
package document
