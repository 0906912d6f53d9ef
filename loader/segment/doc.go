// Package segment is the first stage: it divides an article's text into paragraphs, sentences and tokens,
// and finds what stands in quotation marks.
//
// The nouns are document.Document's: a paragraph is a line, or a block of lines when the text was wrapped by
// hand; a sentence never crosses a paragraph; a token never crosses a sentence; a quotation never crosses a
// paragraph (one that is reopened at the head of the next paragraph goes on there as a Quotation that Continues).
// Tokens are in order, do not overlap, and cover everything but white space, control and format characters.
//
// Words keep their inner hyphens ("Armenia-Azerbaijan" is one token); apart from that the tokens are those of the
// English Universal Dependencies treebanks. Everything is decided by looking at most a few tokens ahead or by one
// pass over a paragraph, so the work grows linearly with the text, whatever it holds.
//
// A stage holds no state: one may serve any number of goroutines.
package segment
