package lexicon

import "strings"

// Class is a class of words in words.tsv.
type Class string

// Classes.
const (
	TitleM       Class = "title-m"       // "Mr"
	TitleF       Class = "title-f"       // "Mrs"
	Title        Class = "title"         // "Dr", "President"
	RoleNoun     Class = "role"          // "minister"
	RoleModifier Class = "role-modifier" // "deputy", "former", "foreign"
	GroupNoun    Class = "group"         // "sides", "delegation"
	Institution  Class = "institution"   // "ministry"
	OrgSuffix    Class = "org-suffix"    // "Ltd", "Front": case matters
	ProcessNoun  Class = "process"       // "talks"
	TreatyNoun   Class = "treaty"        // "agreement"
	EventNoun    Class = "event"         // "summit"
	IssueNoun    Class = "issue"         // "dispute"
	PlaceNoun    Class = "place"         // "strait"
	Calendar     Class = "calendar"      // "March"
	GivenM       Class = "given-m"       // "Boris"
	GivenF       Class = "given-f"       // "Annalena"
)

// capital tells the classes whose words are written with a capital; the others are kept in lower case.
func (c Class) capital() bool {
	switch c {
	case TitleM, TitleF, Title, OrgSuffix, Calendar, GivenM, GivenF:
		return true
	}
	return false
}

// nouns tells the classes whose words have plurals.
func (c Class) nouns() bool {
	switch c {
	case RoleNoun, GroupNoun, Institution, ProcessNoun, TreatyNoun, EventNoun, IssueNoun:
		return true
	}
	return false
}

// Is tells whether word, as written or in lower case, singular or plural, is of class c.
func (l *Lexicon) Is(c Class, word string) bool {
	set := l.classes[c]
	if c.capital() {
		return set[Fold(word)]
	}
	return set[l.Singular(word)] || set[strings.ToLower(word)]
}

// Singular is the lower-case singular of a noun that the tables have, else word in lower case.
func (l *Lexicon) Singular(word string) string {
	w := strings.ToLower(word)
	if s, ok := l.plurals[w]; ok {
		return s
	}
	return w
}

// IsPlural tells whether word is the plural of a noun that the tables have.
func (l *Lexicon) IsPlural(word string) bool {
	_, ok := l.plurals[strings.ToLower(word)]
	return ok
}

func (l *Lexicon) addWord(c Class, word string) {
	word = strings.ReplaceAll(word, "_", " ")
	if l.classes[c] == nil {
		l.classes[c] = map[string]bool{}
	}
	if c.capital() {
		l.classes[c][Fold(word)] = true
		return
	}
	l.classes[c][strings.ToLower(word)] = true
	if c.nouns() {
		l.plurals[plural(strings.ToLower(word))] = strings.ToLower(word)
	}
}

// plural forms the plural of a singular noun in lower case.
func plural(w string) string {
	stem := func(n int) string { return w[:len(w)-n] }
	switch {
	case strings.HasSuffix(w, "woman"), strings.HasSuffix(w, "man"):
		return stem(2) + "en"
	case w == "person":
		return "people"
	case w == "child":
		return "children"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return stem(1) + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "z"):
		if strings.HasSuffix(w, "sis") {
			return stem(2) + "es"
		}
		return w + "es"
	case strings.HasPrefix(w, "secretary-"):
		return "secretaries-" + w[len("secretary-"):]
	}
	return w + "s"
}
