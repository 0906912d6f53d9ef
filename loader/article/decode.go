package article

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode/utf32"

	xunicode "golang.org/x/text/encoding/unicode"
)

// decode makes a string of a file's bytes. Encodings other than UTF-8 are noticed.
func (d *draft) decode(raw []byte) (string, error) {
	if kind := binary(raw); kind != "" {
		return "", &Error{File: d.File, Kind: ErrBinary, Found: "it looks like " + kind, Expected: "plain text or Markdown",
			Advice: "save the article's text as .txt or .md"}
	}
	if name, e := marked(raw); e != nil {
		return d.with(name, e, raw)
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		line, column := position(raw, i)
		return "", &Error{File: d.File, Line: line, Column: column, Kind: ErrBinary, Found: "there is a zero byte",
			Expected: "plain text or Markdown", Advice: "save the article's text as .txt or .md"}
	}
	if utf8.Valid(raw) {
		return string(raw), d.controls(raw)
	}
	return d.legacy(raw)
}

// with decodes raw as e.
func (d *draft) with(name string, e encoding.Encoding, raw []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if i := bytes.IndexRune(out, utf8.RuneError); err != nil || i >= 0 {
		line, column := position(out, max(i, 0))
		return "", &Error{File: d.File, Line: line, Column: column, Kind: ErrEncoding, Found: "it is no valid " + name,
			Expected: "UTF-8", Advice: "save the file as UTF-8", Cause: err}
	}
	d.notice(0, fmt.Sprintf("read as %s; if letters look wrong, save the file as UTF-8", name))
	return string(out), d.controls(out)
}

// controls refuses text that is mostly control characters, as no text is.
func (d *draft) controls(text []byte) error {
	n := 0
	for _, b := range text {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			n++
		}
	}
	if n*20 > len(text) {
		return &Error{File: d.File, Kind: ErrBinary, Found: fmt.Sprintf("%d of %d bytes are control characters", n, len(text)),
			Expected: "plain text or Markdown", Advice: "save the article's text as .txt or .md"}
	}
	return nil
}

// legacy decodes what is no UTF-8.
func (d *draft) legacy(raw []byte) (string, error) {
	at, valid, invalid := -1, 0, 0
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if at < 0 {
				at = i
			}
			invalid++
		case n > 1:
			valid++
		}
		i += n
	}
	line, column := position(raw, at)
	damaged := &Error{File: d.File, Line: line, Column: column, Kind: ErrEncoding,
		Found: fmt.Sprintf("byte 0x%02X is no valid UTF-8", raw[at]), Expected: "UTF-8, or one other encoding throughout",
		Advice: "save the file as UTF-8"}
	if valid >= invalid {
		return "", damaged
	}
	guess := chardet.Detect(raw)
	name := guess.Charset
	high := 0
	for _, b := range raw {
		if b >= 0x80 {
			high++
		}
	}
	western := name == "ISO-8859-1" || name == "Windows-1252"
	if guess.Confidence < .7 && high*25 < len(raw) {
		name, western = "Windows-1252", true // mostly ASCII: the usual encoding of English text that is not UTF-8
	}
	if name == "ISO-8859-1" {
		name = "Windows-1252" // which holds it
	}
	e, err := htmlindex.Get(strings.ToLower(name))
	if err != nil || guess.Confidence < .2 && !western {
		return "", damaged
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) || western && !plausible(string(out)) {
		return "", damaged
	}
	d.notice(0, fmt.Sprintf("read as %s, which its bytes look like; if letters look wrong, save the file as UTF-8", name))
	return string(out), d.controls(out)
}

// plausible tells whether the letters and marks beyond ASCII stand as they do in text: marks anywhere, letters in words.
func plausible(text string) bool {
	odd, all := 0, 0
	prev := rune(' ')
	for _, r := range text {
		switch {
		case r < 0x80:
		case r < 0xa0 || strings.ContainsRune("¤¦¨¬¯´¸¹¶×÷þÿðÞÐ", r):
			all++
			odd++
		case unicode.IsLower(r) && !unicode.IsLetter(prev) && prev != '\'' && prev != '’' && !strings.ContainsRune("ªº", r):
			all++
			if r != 'à' && r != 'é' && r != 'ö' && r != 'ü' && r != 'ä' && r != 'ç' && r != 'á' && r != 'í' && r != 'ó' {
				odd++
			}
		case unicode.IsUpper(r) && unicode.IsLower(prev):
			all++
			odd++
		default:
			all++
		}
		prev = r
	}
	return odd*5 <= all
}

// marked finds the encoding that a byte order mark names, or UTF-16 without one by its zero bytes.
func marked(raw []byte) (string, encoding.Encoding) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe, 0, 0}):
		return "UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}):
		return "UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}) && len(raw)%2 == 0:
		return "UTF-16LE", xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}) && len(raw)%2 == 0:
		return "UTF-16BE", xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
	}
	if len(raw) < 16 || len(raw)%2 != 0 {
		return "", nil
	}
	var zeros [2]int
	for i, b := range raw {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(raw) / 2; {
	case zeros[1]*10 > half*8 && zeros[0] == 0:
		return "UTF-16LE", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	case zeros[0]*10 > half*8 && zeros[1] == 0:
		return "UTF-16BE", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	}
	return "", nil
}

// binary names the kind of file whose first bytes raw has, "" when they are those of no known kind.
func binary(raw []byte) string {
	for _, k := range [...]struct{ magic, kind string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a ZIP, DOCX, ODT or EPUB file"}, {"\x1f\x8b", "a gzip file"}, {"BZh", "a bzip2 file"},
		{"\xfd7zXZ", "an xz file"}, {"7z\xbc\xaf", "a 7-Zip file"}, {"\xd0\xcf\x11\xe0", "an old Office document"},
		{"{\\rtf", "an RTF document"}, {"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"},
		{"\x7fELF", "a program"}, {"MZ\x90", "a program"}, {"SQLite format 3\x00", "a database"}, {"\x28\xb5\x2f\xfd", "a zstd file"},
	} {
		if bytes.HasPrefix(raw, []byte(k.magic)) {
			return k.kind
		}
	}
	return ""
}

// position is the line and column, in code points and from 1, of the byte at i.
func position(raw []byte, i int) (line, column int) {
	head := raw[:i]
	line = bytes.Count(head, []byte("\n")) + 1
	return line, utf8.RuneCount(head[bytes.LastIndexByte(head, '\n')+1:]) + 1
}
