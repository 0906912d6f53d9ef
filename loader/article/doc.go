// Package article is what an article is, and how articles are found and read.
//
// A Source is one place that should hold one article: a file, a file of an fs.FS, standard input. Sources makes them from the
// paths, folders and patterns that a user names; it opens nothing but folders. A Reader turns a Source into an Article and
// notices: things the user should know of although the article was read.
//
// Two formats are read, chosen by the file's name. In plain text (.txt and anything else) the article's Text is the file's
// content with line ends, encoding and Unicode form normalised and nothing cut, so that offsets into it are offsets into
// the file. In Markdown (.md, .markdown) YAML front matter and the marks are taken out. docs/input.md describes both.
//
// Everything that can be wrong with an input is an *Error that names the file, the place, what was expected and what to do,
// and wraps one of the sentinel errors in errors.go. A file beyond the Reader's limit is never read.
package article
