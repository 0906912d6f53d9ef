package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

type tables struct{ countries, people, bodies, places [][]string }

const since = 2010 // the first year in office that is worth a name: articles are newer

// sortBlocks tells countries, people, bodies and places apart by their codes: "AFG" alone is a country or a place in
// it, a code with dates in office is a person, IGO, NGO, MNC and REB codes are bodies.
func sortBlocks(countries []country, further map[string][]string, organisations map[string]bool, blocks []block) tables {
	var t tables
	byCode := map[string]*country{}
	byName := map[string]*country{}
	for i := range countries {
		c := &countries[i]
		byName[strings.ToUpper(c.name)] = c
		byName[strings.ToUpper(c.formal)] = c
		for _, n := range further[c.iso2] {
			byName[strings.ToUpper(n)] = c
		}
	}
	for _, b := range blocks {
		for _, n := range b.names {
			for _, c := range b.codes {
				f := strings.Fields(c)
				// The country's code is the last one: earlier ones may be of the time it belonged to another.
				if len(f) > 0 && len(f[0]) == 3 && byName[n] != nil && byCode[f[0]] == nil {
					byName[n].cameo = f[0]
					byCode[f[0]] = byName[n]
				}
			}
		}
	}
	seenPerson, seenBody := map[string]bool{}, map[string]bool{}
	for _, b := range blocks {
		if len(b.codes) == 0 {
			continue
		}
		first := strings.Fields(b.codes[0] + " ")
		if len(first) == 0 {
			continue
		}
		owner := byCode[first[0][:min(3, len(first[0]))]]
		names := tidy(b.names)
		for i := range names {
			names[i] = strings.TrimPrefix(names[i], "The ")
		}
		if len(names) == 0 {
			continue
		}
		from, to := office(b.codes)
		switch {
		case slices.ContainsFunc(b.codes, func(c string) bool { f := strings.Fields(c); return len(f) > 0 && byCode[f[0]] != nil }):
			var keep []string
			for _, n := range names {
				if byName[strings.ToUpper(n)] == nil {
					keep = append(keep, n)
				}
			}
			if owner != nil && len(keep) > 0 {
				t.places = append(t.places, []string{owner.iso2, strings.Join(keep, "|")})
			}
		case from > 0 && owner != nil:
			if to >= since && strings.Contains(names[0], " ") && !officeWord.MatchString(names[0]) && !seenPerson[names[0]] {
				seenPerson[names[0]] = true
				t.people = append(t.people, []string{names[0], owner.iso2, strconv.Itoa(from) + "-" + years(to), strings.Join(variants(names), "|")})
			}
		case bodyCode(first[0]) && from == 0 && (looksBody(names[0]) || slices.ContainsFunc(names, func(n string) bool { return organisations[strings.TrimPrefix(strings.ToUpper(n), "THE ")] })):
			if !seenBody[names[0]] {
				seenBody[names[0]] = true
				kind := "organization"
				t.bodies = append(t.bodies, []string{kind, names[0], first[0], strings.Join(names[1:], "|")})
			}
		}
	}
	for _, c := range countries {
		t.countries = append(t.countries, []string{c.iso2, c.name, c.iso3, c.wikidata, c.cameo, c.capital, c.formal})
	}
	for _, rows := range [][][]string{t.countries, t.people, t.bodies, t.places} {
		slices.SortFunc(rows, slices.Compare)
	}
	return t
}

func years(to int) string {
	if to == open {
		return ""
	}
	return strconv.Itoa(to)
}

const open = 9999

var dates = regexp.MustCompile(`^(\w+)\s+(<|>)?\s*(\d{6,8})(?:-(\d{6,8}))?$`)

// office gives the first and last year in a government's office, 0 for none; open when no end is given.
func office(codes []string) (from, to int) {
	for _, c := range codes {
		m := dates.FindStringSubmatch(c)
		if m == nil || len(m[1]) != 6 || m[1][3:] != "GOV" {
			continue
		}
		b, e := year(m[3]), open
		if m[4] != "" {
			e = year(m[4])
		}
		if m[2] == "<" {
			b, e = 1900, b
		}
		if from == 0 || b < from {
			from = b
		}
		to = max(to, e)
	}
	return from, to
}

// year reads "791227" (two digits, the century by guess) and "20041207".
func year(s string) int {
	n, err := strconv.Atoi(s[:len(s)-4])
	if err != nil {
		return 0
	}
	if n < 100 {
		if n += 2000; n > 2015 {
			n -= 100
		}
	}
	return n
}

func bodyCode(c string) bool {
	return strings.HasPrefix(c, "IGO") || strings.HasPrefix(c, "NGO") || strings.HasPrefix(c, "MNC") || len(c) >= 6 && slices.Contains([]string{"REB", "OPP", "MIL", "COP", "SPY", "MED"}, c[3:6])
}

var bodyWord = regexp.MustCompile(`(?i)\b(organi[sz]ations?|commission|fund|agency|bank|council|union|association|society|foundation|institutes?|university|company|corporation|corp|inc|ltd|group|league|committee|centre|center|federation|alliance|coalition|movement|front|army|brigades?|party|force|forces|network|service|services|community|court|tribunal|office|program|programme|assembly|parliament|conference|forum|international|industries|airlines|airways|energy|motors|holdings|systems|technologies|partners|federal|police|guards?|militia|liberation|rifles|news|press|authority|secretariat|trust|initiative|chamber|confederation|mission|ministry|department)\b`)

// looksBody keeps names that say themselves that they are of a body: the dictionaries list their officials beside
// them. A single word would be too often a common word or a surname.
func looksBody(n string) bool {
	return strings.Contains(n, " ") && bodyWord.MatchString(n) && !strings.ContainsAny(n, "()[]:,;+")
}

var title = regexp.MustCompile(`(?i)^(president|prime minister|minister|king|queen|prince|princess|sir|dr|general|secretary|secretary-general|chancellor|premier|senator|governor|colonel|foreign minister) `)

// variants are the further spellings of a person's name, without titles and single words.
func variants(names []string) []string {
	var out []string
	for _, n := range names[1:] {
		if strings.Contains(n, " ") && !title.MatchString(n) && !officeWord.MatchString(n) && !slices.Contains(out, n) && n != names[0] {
			out = append(out, n)
		}
	}
	return out
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "de": true, "la": true, "van": true, "der": true, "von": true, "al": true, "to": true, "e": true, "y": true, "del": true, "bin": true, "ibn": true, "des": true, "du": true}

// office words tell a name with an office in it: "Russian President Vladimir Putin".
var officeWord = regexp.MustCompile(`(?i)\b(president|minister|king|queen|prince|princess|general|secretary|chancellor|premier|senator|governor|colonel|leader|chief|chairman|then|former|ambassador)\b`)

// tidy puts names in upper case as one writes them, drops what is no plain name, and keeps the first of a kind.
func tidy(names []string) []string {
	var out []string
	for _, n := range names {
		if len(n) < 3 || strings.ContainsAny(n, "{}!*$%/") || !utf8Plain(n) {
			continue
		}
		words := strings.Fields(strings.ToLower(n))
		for i, w := range words {
			if i > 0 && small[w] {
				continue
			}
			r := []rune(w)
			for j := range r {
				if j == 0 || r[j-1] == '-' && j+3 < len(r) || r[j-1] == '.' {
					r[j] = unicode.ToUpper(r[j])
				}
			}
			words[i] = string(r)
		}
		if s := strings.Join(words, " "); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func utf8Plain(s string) bool {
	for _, r := range s {
		if r == unicode.ReplacementChar || r > 0x7e {
			return false
		}
	}
	return true
}
