package attribute

// class tells how a cue verb is built with its content.
type class uint16

const (
	clauses  class = 1 << iota // "says (that) talks failed"
	thatOnly                   // takes a clause only after "that": "finds that"
	quotes                     // takes a quotation
	told                       // an addressee stands before the content: "told reporters that"
	fronts                     // may follow its content: "talks failed, officials say"
	accuses                    // "accused X of breaking the truce"
	calls                      // "called the plan “daft”", "described it as a gift"
	promises                   // "promised to sign"
	denies                     // "denied having signed"
	thinks                     // belief rather than speech
	acts                       // no attribution by itself; ends a content that it is joined to: "said A and urged B"
)

const (
	says   = clauses | quotes | fronts
	tells  = says | told
	utters = quotes | fronts
	shows  = clauses | thatOnly
)

var verbs = table(map[class]string{
	says: `say add note write tweet report announce declare state claim insist argue explain stress emphasize emphasise
		underline underscore maintain assert affirm reaffirm acknowledge admit concede confess confirm contend counter repeat
		reiterate remark observe recall comment conclude predict reveal disclose suggest hint indicate signal allege
		complain boast brag lament testify speculate protest object propose recommend estimate tell communicate warn
		caution write post quip joke specify clarify charge fume gripe marvel muse opine recount rejoin relate snap
		swear vouch submit stipulate intimate insinuate volunteer let_slip advise proclaim venture interject
		grumble forecast grouse agree read regret interpose attest postulate theorize theorise reckon email
		text reassert surmise exclaim chime retort shrug`,
	tells:            `tell inform assure remind notify reassure`,
	says | promises:  `promise vow pledge undertake swear`,
	promises:         `intend`,
	says | thinks:    `believe think feel hope fear doubt suspect guess figure`,
	clauses | thinks: `worry assume understand imagine expect wish deem`,
	shows:            `show find determine argue demonstrate prove discover calculate hold rule decree learn realise realize notice decide ascertain judge`,
	clauses | acts:   `demand request urge`,
	utters:           `ask reply respond answer retort quip sigh joke shrug laugh smile continue begin interject shout chant yell whisper mutter murmur sneer thunder scoff cry sing recite echo beg plead enthuse chuckle grin ponder demur disagree inquire enquire wonder ramble intone`,
	says | denies:    `deny dispute refute`,
	accuses:          `accuse suspect charge blame fault reproach criticise criticize condemn denounce attack slam rebuke chide`,
	calls:            `call describe label brand dub term characterize characterise portray depict liken compare qualify christen regard view consider deem see`,
	calls | quotes:   `dismiss denounce hail slam deride decry blast condemn reject welcome criticise criticize discard mock ridicule`,
	acts:             `blame praise thank reject oppose support endorse back defend commend congratulate invite appeal press express voice refuse decline offer order call meet discuss`,
})

// Phrases of several words that are cues as one verb is: the head's lemma and the words after it.
var particles = map[string]map[string]class{
	"point": {"out": says},
	"go":    {"on": utters},
	"make":  {"clear": says, "plain": says, "known": says},
	"shoot": {"back": utters},
	"hit":   {"back": utters},
	"fire":  {"back": utters},
	"chip":  {"in": utters},
	"sum":   {"up": utters},
	"take":  {"note": shows},
	"let":   {"known": says, "slip": says, "understood": says, "know": says},
	"put":   {"it": utters},
}

// Nouns whose that-clause is somebody's content: "the claim that", "hopes that".
var nouns = set(`claim accusation allegation assertion statement suggestion warning belief view opinion conviction hope
	hopes fear fears concern concerns complaint argument charge contention announcement promise pledge assurance
	prediction declaration denial doubt doubts impression insistence observation remark admission acknowledgement
	confidence regret notion assessment conclusion expectation reminder threat vow rumour rumor position theory`)

// Adjectives after be whose that-clause is the subject's content.
var adjectives = set(`confident convinced sure certain hopeful adamant optimistic pessimistic doubtful sceptical skeptical afraid
	worried concerned adamant clear glad proud sorry unconvinced persuaded satisfied categorical unequivocal emphatic`)

// Verbs that carry one of the nouns above without saying anything themselves: "expressed the hope that".
var light = set(`express voice make have take hold give raise share issue repeat reject dismiss deny state reiterate convey deliver
	release publish be remain seem sound stay pronounce declare underline stress echo`)

// Nouns for texts that speak for whoever published them: "a statement by the ministry said".
var texts = set(`statement communique communiqué letter release readout post tweet message memo email note text report paper press filing
	lawsuit complaint editorial document declaration advisory bulletin op-ed column dispatch cable study survey poll`)

// Words of time that stand without a preposition: "said Monday", "told us last week".
var times = set(`monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february
	march april may june july august september october november december week month year night morning afternoon evening
	day weekend hour minute moment time earlier later spring summer autumn winter fall noon midnight`)
