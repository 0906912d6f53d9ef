package segment

// Lists of words that decide where a point ends a sentence. Keys are lower-case and without the point.

// abbreviation is how a point after a word behaves.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	title                       // stands before a name: never ends a sentence
	ending                      // may end a sentence; does when a typical first word follows
	numbered                    // an abbreviation only before a number
	month                       // an abbreviation that may end a sentence, written with a capital
)

var abbreviations = map[string]abbreviation{
	"mr": title, "mrs": title, "ms": title, "mx": title, "messrs": title, "mmes": title, "dr": title, "drs": title,
	"prof": title, "rev": title, "fr": title, "hon": title, "st": title, "ste": title, "sr": title, "sra": title,
	"gen": title, "brig": title, "maj": title, "col": title, "lt": title, "cpl": title, "capt": title, "cmdr": title,
	"adm": title, "sgt": title, "pvt": title, "pfc": title, "cdr": title, "supt": title, "insp": title, "det": title,
	"sen": title, "sens": title, "rep": title, "reps": title, "gov": title, "govs": title, "pres": title, "amb": title,
	"atty": title, "dist": title, "asst": title, "assoc": title, "dep": title, "min": title, "sec": title, "ald": title,
	"mt": title, "ft": title, "vs": title, "v": title, "viz": title, "cf": title, "e.g": title, "i.e": title, "ph": title,
	"mme": title, "mlle": title, "sir": noAbbreviation, "gens": title, "profs": title, "supp": title, "spc": title,

	"inc": ending, "corp": ending, "co": ending, "cos": ending, "ltd": ending, "llc": ending, "bros": ending, "plc": ending,
	"jr": ending, "esq": ending, "etc": ending, "al": ending, "ave": ending, "blvd": ending, "rd": ending, "dept": ending,
	"univ": ending, "intl": ending, "govt": ending, "est": ending, "approx": ending, "ed": noAbbreviation, "ph.d": ending,
	"m.sc": ending, "b.sc": ending, "calif": ending, "conn": ending, "fla": ending, "mass": ending, "mich": ending,
	"minn": ending, "okla": ending, "penn": ending, "tenn": ending, "wis": ending, "ariz": ending, "colo": ending,
	"ga": ending, "ky": ending, "va": ending, "vt": ending, "ill": month, "ind": month, "wash": month, "tex": month,
	"ore": month, "mo": month, "md": month, "pa": month, "la": month, "ala": month, "ark": month, "del": month,
	"kan": month, "neb": month, "nev": month, "n.y": ending,

	"no": numbered, "nos": numbered, "art": numbered, "arts": numbered, "p": numbered, "pp": numbered, "vol": numbered,
	"fig": numbered, "para": numbered, "ch": numbered, "op": numbered, "cap": numbered, "res": numbered, "mar": numbered,

	"jan": month, "feb": month, "apr": month, "jun": month, "jul": month, "aug": month, "sep": month, "sept": month,
	"oct": month, "nov": month, "dec": month, "mon": month, "tue": month, "tues": month, "wed": month, "thu": month,
	"thurs": month, "fri": month,
}

// starters are words that begin sentences far more often than they follow an abbreviation with a capital.
var starters = set(`the a an this that these those there here it its he she they we i you his her their our my your
	in on at by for with from as if when while after before since until because although though but and or so yet nor
	however meanwhile moreover thus also still then now once both neither either each many most some all another other
	what who why how where which not no nobody nothing everybody last next earlier later according asked despite during
	under over even instead it's he's she's they're that's there's we're i'm two three four five`)

// speech are the verbs after which a capitalised name that follows “…?” is still the same sentence.
var speech = set(`said says say asked asks added adds told tells replied replies wrote writes tweeted tweets wondered
	continued answered inquired demanded exclaimed shouted cried joked quipped warned explained declared insisted
	recalled responded remarked retorted concluded mused`)

// elisions begin with an apostrophe that is no quotation mark.
var elisions = set(`em tis twas til twere twill n`)

// days and zones follow "a.m." and "p.m." with a capital.
var dayWords = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july
	august september october november december est edt et gmt utc pst pdt pt cst cdt ct mst mdt bst cet eet jan feb mar apr jun
	jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun eastern pacific central mountain`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	begin := -1
	for i := 0; i <= len(words); i++ {
		if i < len(words) && words[i] > ' ' {
			if begin < 0 {
				begin = i
			}
			continue
		}
		if begin >= 0 {
			out[words[begin:i]] = true
			begin = -1
		}
	}
	return out
}
