package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// DefaultLimit is the most bytes an input may have unless a Reader says otherwise: far above any article.
const DefaultLimit = 8 << 20

// Reader reads articles. The zero Reader is ready. It may be used by several goroutines at once.
type Reader struct {
	Limit       int64 // most bytes of an input, 0 for DefaultLimit
	AnyLanguage bool  // read texts that do not look English too
}

// Read reads the article that s holds. Errors are *Error, or ctx's.
func (r Reader) Read(ctx context.Context, s Source) (*Article, []Notice, error) {
	raw, err := r.bytes(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	d := draft{Article: Article{File: s.Name}}
	text, err := d.decode(raw)
	if err != nil {
		return nil, nil, err
	}
	file := text
	text = normalise(text)
	if markdown(s.Name) || s.Name == "-" && frontMatter(text) {
		if text, err = d.markdown(text); err != nil {
			return nil, nil, err
		}
		text = norm.NFC.String(text) // joining what marks kept apart can leave it
	} else {
		d.header(text)
		d.shifts = shiftsOf(file)
	}
	d.Text, d.Hash = text, hash(text)
	if strings.IndexFunc(text[d.bodyAt:], unicode.IsLetter) < 0 {
		return nil, nil, &Error{File: s.Name, Kind: ErrEmpty, Expected: "the text of an article",
			Advice: "check that the file was saved whole, or leave it out"}
	}
	d.titleLine()
	if err := d.language(r.AnyLanguage); err != nil {
		return nil, nil, err
	}
	return &d.Article, d.notices, nil
}

// draft is an article in the making.
type draft struct {
	Article
	notices []Notice
	bodyAt  int // byte of Text where the body begins
}

func (d *draft) notice(line int, text string) {
	d.notices = append(d.notices, Notice{File: d.File, Line: line, Text: text})
}

// titleLine settles whether the body's first line is the title.
func (d *draft) titleLine() {
	body := strings.TrimLeftFunc(d.Text[d.bodyAt:], unicode.IsSpace)
	line, rest, _ := strings.Cut(body, "\n")
	line = strings.TrimSpace(line)
	switch {
	case d.Title != "":
		d.TitleLine = strings.Join(strings.Fields(line), " ") == d.Title
	case strings.TrimSpace(rest) != "" && Headline(line):
		d.Title, d.TitleLine = strings.Join(strings.Fields(line), " "), true
	}
}

// normalise gives text the one form in which it is stored: no byte order mark, line ends "\n", NFC.
func normalise(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return norm.NFC.String(text)
}

// bytes reads the whole of s, which must not be larger than the limit.
func (r Reader) bytes(ctx context.Context, s Source) ([]byte, error) {
	if s.err != nil {
		return nil, s.err
	}
	limit := r.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	f, err := s.open()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{File: s.Name, Kind: ErrChanged, Found: "it is no longer there", Advice: "load it again once it is back", Cause: err}
	} else if err != nil {
		return nil, &Error{File: s.Name, Kind: ErrUnreadable, Found: reason(err), Advice: "check the permissions", Cause: err}
	}
	defer f.Close()

	tooLarge := func(found string) error {
		return &Error{File: s.Name, Kind: ErrTooLarge, Found: found, Expected: "one article of at most " + size(limit),
			Advice: "split it into one file an article, or raise the limit with --max-size"}
	}
	info := stat(f)
	if info != nil && info.Mode().IsRegular() && info.Size() > limit {
		return nil, tooLarge(size(info.Size()))
	}
	raw, err := io.ReadAll(io.LimitReader(obedient{ctx, f}, limit+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{File: s.Name, Kind: ErrChanged, Found: reason(err), Advice: "load it again once it is back", Cause: err}
	case err != nil:
		return nil, &Error{File: s.Name, Kind: ErrUnreadable, Found: reason(err), Expected: "a file with text", Advice: "check the disk and the permissions", Cause: err}
	case int64(len(raw)) > limit:
		return nil, tooLarge("more than " + size(limit))
	}
	if after := stat(f); info != nil && after != nil && info.Mode().IsRegular() {
		if after.Size() != int64(len(raw)) || !after.ModTime().Equal(info.ModTime()) {
			return nil, &Error{File: s.Name, Kind: ErrChanged, Advice: "load it again once it is written"}
		}
	}
	if len(raw) == 0 {
		return nil, &Error{File: s.Name, Kind: ErrEmpty, Found: "0 bytes", Expected: "the text of an article",
			Advice: "check that the file was saved whole, or leave it out"}
	}
	return raw, nil
}

// stat is what the system knows of f, nil when it is no file.
func stat(f io.Reader) fs.FileInfo {
	s, ok := f.(interface{ Stat() (os.FileInfo, error) })
	if !ok {
		return nil
	}
	info, err := s.Stat()
	if err != nil {
		return nil
	}
	return info
}

// obedient is a reader that ends when its context does.
type obedient struct {
	ctx context.Context
	r   io.Reader
}

func (o obedient) Read(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	return o.r.Read(p)
}

// day is the date at midnight UTC.
func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
