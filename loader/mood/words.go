package mood

import "strings"

// Effect is what a governing word does to what it governs.
type Effect uint8

// Effects.
const (
	Keeps  Effect = iota // "managed to", "continues to": as the governor itself
	Flips                // "refused to", "denied that"
	Hedges               // "offered to", "hopes to"
	Tries                // "tried to": a hedge, but for those who count an attempt
	Drops                // "urged A to": the infinitive is asked for, not stated
)

// Effects are those of verbs, nouns and adjectives on the infinitive, gerund or clause below them, by lemma. Words that are
// not listed keep.
func Effects() map[string]Effect {
	m := map[string]Effect{}
	for e, words := range map[Effect]string{
		Flips: "refuse decline fail stop cease deny abandon forgo avoid refrain reject dismiss rule oppose resist quit neglect prevent " +
			"halt end suspend refusal failure inability unwillingness reluctance unable unwilling reluctant loath discourage bar block " +
			"renounce disavow unable decline refute dispute forget omit hesitate powerless denial unprepared",
		Hedges: "offer want hope plan consider wish intend aim prefer propose promise pledge vow threaten volunteer expect would " +
			"prepare mean like love think suggest contemplate mull weigh study ready willing prepared able likely unlikely keen eager " +
			"happy glad free welcome open possible offer proposal plan readiness willingness preparedness intention hope desire wish promise " +
			"pledge vow ability chance campaign doubt fear suspect invite appear seem ask move threat " +
			"run pretext excuse opportunity commit promise invitation poised determined anxious set due scheduled suppose dream yearn long",
		Tries: "try attempt bid struggle strive effort endeavour endeavor seek",
		Drops: "urge demand call tell order request require press pressure encourage advise recommend implore beg appeal need " +
			"request demand mandate insist plead should must exhort instruct question wonder ask persuade warn let allow permit enable help",
	} {
		for w := range set(words) {
			if _, ok := m[w]; !ok || e == Drops {
				m[w] = e
			}
		}
	}
	// A request that was granted is an act: "persuaded A to sign", "let A sign", "helped A to sign".
	for w := range set("persuade let allow permit enable help") {
		m[w] = Keeps
	}
	m["call"] = Drops
	return m
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	effects = Effects()

	// What stands beside a verb.
	negations  = set("not n't never hardly scarcely neither nor cannot")
	nobody     = set("nobody none nothing neither nowhere no-one few")
	hedging    = set("reportedly allegedly possibly perhaps maybe probably presumably apparently supposedly almost nearly potentially purportedly conceivably")
	possible   = set("may might can could")
	obliging   = set("must should ought")
	conditions = set("if unless whether lest provided providing assuming supposing suppose")
	excluding  = set("without instead rather")
	polite     = set("like love prefer welcome") // "would like" is said of what is so
	inverting  = set("had should were")

	// What governs a finite clause.
	denying   = set("deny refute reject dismiss disprove rebut contradict denial")
	untrue    = set("false untrue incorrect wrong nonsense lie myth impossible")
	doubtful  = set("possible likely unlikely unclear doubtful uncertain questionable conceivable probable plausible unknown")
	wanted    = set("essential important vital necessary crucial imperative desirable urgent best time")
	doubting  = set("doubt question dispute")
	supposing = set("imagine suppose assume pretend presume guess")
	wishing   = set("suggest propose recommend advise insist demand ask request urge require order prefer")
	saying    = set("say tell add state claim argue insist believe think note report announce declare write explain stress maintain suggest warn admit acknowledge concede confirm contend assert reiterate estimate predict allege understand rumour rumor")
	factive   = set("know recall recognise recognize realise realize regret forget learn discover notice see remember reveal resent mourn fact truth")
	hearsay   = set("claim report allegation rumour rumor suggestion speculation accusation charge suspicion idea notion possibility prospect " +
		"expectation assumption belief impression risk likelihood hint")
	hard = set("hard difficult easy tough impossible time early late important essential necessary vital")
)
