package article

import (
	"fmt"
	"strings"
	"unicode"
)

// stopwords are frequent words of each language; a word in two lists counts for both.
var stopwords = []struct{ code, name, words string }{
	{"en", "English", "the of to and in that is was for on with as it he his by at from are this be have has had not they which an were their said will would but who or its been more"},
	{"de", "German", "der die das und den dem des ein eine einen einer nicht mit von zu im auf für ist sich auch es an als nach wie bei dass wird sind hat werden aus zum zur über noch sei"},
	{"fr", "French", "le la les des du de et en un une que qui dans pour sur est au aux par pas plus ne avec se ce cette son sa ses ont été mais il elle nous leur"},
	{"es", "Spanish", "el la los las de del y en un una que por con para se su al es lo como más no pero sus ha este esta entre fue son sobre también han"},
	{"it", "Italian", "il lo la i gli le di del della dei delle e in un una che per con non si da al è sono come più anche ha nel nella dal questo tra"},
	{"pt", "Portuguese", "o a os as de do da dos das e em um uma que por com para não se no na ao é mais como foi sua são seu pela pelo entre também"},
	{"nl", "Dutch", "de het een en van in is dat op te voor met zijn niet aan er om ook als door maar bij wordt naar uit nog hij hebben heeft over"},
	{"sv", "Swedish", "och i att det en som på är av för med den till inte om ett har de men från var sig så vi kan när även efter ska under"},
	{"da", "Danish or Norwegian", "og i at det en som på er av af for med den til ikke om et har de men fra var seg sig så vi kan når også etter efter skal"},
	{"pl", "Polish", "i w na z do nie się że to jest o za po przez jak od dla co ale są jego oraz który które już tym przy może czy był"},
	{"cs", "Czech or Slovak", "a v na se že je s z do o za pro po ale jako k by od jsou ve byl podle které který jeho aby také nebo už tak"},
	{"tr", "Turkish", "ve bir bu da de için ile olarak olan daha çok ancak gibi sonra kadar en değil ya ise her ne göre oldu dedi var"},
	{"az", "Azerbaijani", "və bir bu da də üçün ilə olan olaraq ki ən daha çox isə kimi sonra qədər deyil hər nə edib oldu var onun"},
	{"ro", "Romanian", "și de la în cu pe o un nu a să că din pentru care mai este au fost sunt ca al ale lui sau dar prin după"},
	{"id", "Indonesian or Malay", "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke adalah oleh sebagai juga telah bahwa mereka dia karena lebih"},
}

// Scripts other than Latin, by the name that the message gives.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Cyrillic", unicode.Cyrillic}, {"Arabic", unicode.Arabic}, {"Armenian", unicode.Armenian}, {"Georgian", unicode.Georgian},
	{"Greek", unicode.Greek}, {"Hebrew", unicode.Hebrew}, {"Devanagari", unicode.Devanagari}, {"Chinese", unicode.Han},
	{"Japanese", unicode.Hiragana}, {"Korean", unicode.Hangul}, {"Thai", unicode.Thai}, {"Bengali", unicode.Bengali},
	{"Ethiopic", unicode.Ethiopic}, {"Tamil", unicode.Tamil},
}

// languageWords is how many words of a text are looked at; languageLeast how many it takes to decide against English.
const (
	languageWords = 2000
	languageLeast = 20
)

// language sets Language and refuses texts that do not look English unless any are welcome.
func (d *draft) language(any bool) error {
	stated := strings.ToLower(d.Language)
	code, name := guess(d.Text[d.bodyAt:])
	if stated != "" {
		if base, _, _ := strings.Cut(strings.ReplaceAll(stated, "_", "-"), "-"); base == "en" || base == "eng" || base == "english" {
			if base != "en" {
				d.Language = "en"
			}
			return nil
		}
		if name == "" || name == "English" {
			name = d.Language
		}
	} else {
		d.Language = code
		if name == "" || name == "English" {
			d.Language = "en"
			return nil
		}
	}
	if any {
		d.notice(0, "the text looks like "+name+"; only English is understood")
		return nil
	}
	return &Error{File: d.File, Kind: ErrLanguage, Found: "it looks like " + name, Expected: "English",
		Advice: "leave it out, or have it read all the same with --any-language"}
}

// guess names the language that text looks like: code and name, or only the name of its script, or nothing when there is too
// little to tell.
func guess(text string) (code, name string) {
	letters := 0
	others := make([]int, len(scripts))
	counts := make([]int, len(stopwords))
	words := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if words++; words > languageWords {
			break
		}
		for _, r := range word {
			letters++
			if r < 0x250 {
				continue
			}
			for i := range scripts {
				if unicode.Is(scripts[i].table, r) {
					others[i]++
					break
				}
			}
		}
		for _, i := range stopwordIndex[strings.ToLower(word)] {
			counts[i]++
		}
	}
	for i, n := range others {
		if n*2 > letters && letters >= 10 {
			return "", fmt.Sprintf("a language in %s script", scripts[i].name)
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	if words < languageLeast || best == 0 || counts[best]*100 < words*8 || counts[best] < counts[0]*3/2+2 {
		return "en", "English"
	}
	return stopwords[best].code, stopwords[best].name
}

// stopwordIndex maps a word to the languages that have it.
var stopwordIndex = func() map[string][]int {
	out := map[string][]int{}
	for i, l := range stopwords {
		for _, w := range strings.Fields(l.words) {
			out[w] = append(out[w], i)
		}
	}
	return out
}()
