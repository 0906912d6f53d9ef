package explain

// paint colours text, or leaves it as it is.
type paint bool

func (c paint) sgr(code, s string) string {
	if !c || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (c paint) bold(s string) string   { return c.sgr("1", s) }
func (c paint) dim(s string) string    { return c.sgr("2", s) }
func (c paint) accent(s string) string { return c.sgr("36", s) }
func (c paint) good(s string) string   { return c.sgr("32", s) }
func (c paint) bad(s string) string    { return c.sgr("33", s) }
