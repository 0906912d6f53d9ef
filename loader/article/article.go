package article

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Article is one news article as it is stored.
type Article struct {
	Hash      string // lower-case hex of the SHA-256 of Text, first 16 digits of it: names the article in IRIs
	Text      string // normalised once: UTF-8, NFC, line ends "\n"; all offsets count its code points
	Title     string // "" when unknown; may or may not be a line of Text
	Date      time.Time
	Authors   []string
	Publisher string
	Source    string // where it was published, a URL or a name
	Language  string // BCP 47, "en"
	File      string // the path it was read from, "-" for standard input; for messages only, never part of the graph
	TitleLine bool   // the first line of Text after Header is the title
	Header    int    // code points at the head of Text that are header lines ("Date: …"), read off into the other fields; no stage analyses them
	shifts    []shift
}

// hash is the hash of a text as Article.Hash has it.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:16]
}
