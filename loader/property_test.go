package loader

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"

	"pgregory.net/rapid"
)

// deed is a verb of one kind in its forms, with what it is done to; X stands for somebody else.
type deed struct {
	kind                           document.Kind
	base, third, past, done, doing string
	to                             []string
}

var deeds = []deed{
	{document.Said, "say", "says", "said", "said", "saying", []string{"that the talks will fail", "that trade is growing"}},
	{document.Mediates, "mediate", "mediates", "mediated", "mediated", "mediating", []string{"the talks", "the border dispute"}},
	{document.Mediates, "broker", "brokers", "brokered", "brokered", "brokering", []string{"the ceasefire", "the peace talks"}},
	{document.Blocks, "block", "blocks", "blocked", "blocked", "blocking", []string{"the treaty", "the peace talks"}},
	{document.Blocks, "delay", "delays", "delayed", "delayed", "delaying", []string{"the treaty", "the peace process"}},
	{document.Supports, "support", "supports", "supported", "supported", "supporting", []string{"the treaty", "the peace plan", "X"}},
	{document.Supports, "endorse", "endorses", "endorsed", "endorsed", "endorsing", []string{"the agreement", "the border treaty"}},
	{document.Rejects, "reject", "rejects", "rejected", "rejected", "rejecting", []string{"the treaty", "the proposal"}},
	{document.Rejects, "oppose", "opposes", "opposed", "opposed", "opposing", []string{"the treaty", "the talks"}},
	{document.Demands, "demand", "demands", "demanded", "demanded", "demanding", []string{"an inquiry", "a ceasefire"}},
	{document.Accuses, "accuse", "accuses", "accused", "accused", "accusing", []string{"X of fraud", "X of lying"}},
	{document.Accuses, "criticise", "criticises", "criticised", "criticised", "criticising", []string{"X"}},
	{document.Threatens, "threaten", "threatens", "threatened", "threatened", "threatening", []string{"X", "X with sanctions"}},
	{document.Meets, "meet", "meets", "met", "met", "meeting", []string{"X", "X in Geneva"}},
	{document.Hosts, "host", "hosts", "hosted", "hosted", "hosting", []string{"the summit", "the talks", "the conference"}},
	{document.Signs, "sign", "signs", "signed", "signed", "signing", []string{"the treaty", "the peace agreement with X"}},
	{document.Signs, "ratify", "ratifies", "ratified", "ratified", "ratifying", []string{"the treaty", "the border agreement"}},
	{document.Represents, "represent", "represents", "represented", "represented", "representing", []string{"X at the talks", "X"}},
}

// frame is a construction that asserts no deed of A, whatever the deed is. What the words around it may assert is in but.
type frame struct {
	words string
	but   []document.Kind
}

var said, asks, refuses = []document.Kind{document.Said}, []document.Kind{document.Demands}, []document.Kind{document.Rejects}

var denied = []frame{
	{"A did not BASE it.", nil}, {"A does not BASE it.", nil}, {"A didn't BASE it.", nil}, {"A never PAST it.", nil},
	{"A has not DONE it.", nil}, {"A has never DONE it.", nil}, {"A will not BASE it.", nil}, {"A won't BASE it.", nil},
	{"A cannot BASE it.", nil}, {"A no longer THIRD it.", nil}, {"A has yet to BASE it.", nil}, {"Neither A nor Chile PAST it.", nil},
	{"A is not DOING it.", nil}, {"A is unable to BASE it.", nil}, {"A was unwilling to BASE it.", refuses},
	{"A refused to BASE it.", refuses}, {"A failed to BASE it.", nil}, {"A declined to BASE it.", refuses}, {"A has refused to BASE it.", refuses},
	{"A avoided DOING it.", nil}, {"A stopped short of DOING it.", nil}, {"A refrained from DOING it.", nil}, {"A left without DOING it.", nil},
	{"Instead of DOING it, A waited.", nil}, {"Far from DOING it, A waited.", nil},
	{"A denied DOING it.", said}, {"A denied having DONE it.", said}, {"A denied that it had DONE it.", said},
	{"Oslo denied that A had DONE it.", said}, {"The minister denied that A PAST it.", said}, {"It is not true that A PAST it.", nil},
	{"Nobody believes that A PAST it.", nil}, {"The minister rejected claims that A had DONE it.", refuses},
	{"The minister dismissed reports that A PAST it.", refuses}, {"There is no evidence that A PAST it.", nil}, {"It is false that A PAST it.", nil},
	{"The minister did not say that A PAST it.", nil}, {"A's refusal to BASE it surprised nobody.", refuses}, {"A's failure to BASE it surprised nobody.", nil},
	{"A, which did not BASE it, waited.", nil}, {"The minister said that A had not DONE it.", said}, {"A has ruled out DOING it.", refuses},
	{"A was prevented from DOING it.", nil}, {"By no means did A BASE it.", nil}, {"At no time did A BASE it.", nil}, {"A neither PAST it nor left.", nil},
}

var hedged = []frame{
	{"A may BASE it.", nil}, {"A might BASE it.", nil}, {"A could BASE it.", nil}, {"A may have DONE it.", nil}, {"A might have DONE it.", nil},
	{"A could have DONE it.", nil}, {"A would BASE it.", nil}, {"A would have DONE it.", nil}, {"A should have DONE it.", nil},
	{"A is ready to BASE it.", nil}, {"A hopes to BASE it.", nil}, {"A plans to BASE it.", nil}, {"A is expected to BASE it.", nil},
	{"A is considering DOING it.", nil}, {"A offered to BASE it.", nil}, {"A wants to BASE it.", asks}, {"A would like to BASE it.", asks},
	{"A is likely to BASE it.", nil}, {"A promised to BASE it.", said}, {"A threatened to BASE it.", []document.Kind{document.Threatens}},
	{"A reportedly PAST it.", nil}, {"A allegedly PAST it.", nil}, {"A has reportedly DONE it.", nil}, {"Perhaps A PAST it.", nil}, {"Maybe A PAST it.", nil},
	{"It is possible that A PAST it.", nil}, {"It is unclear whether A PAST it.", nil}, {"A seems to have DONE it.", nil}, {"A appears to have DONE it.", nil},
	{"A is said to have DONE it.", nil}, {"A is rumoured to have DONE it.", nil}, {"A intends to BASE it.", nil}, {"A is willing to BASE it.", nil},
	{"A's plan to BASE it is new.", nil}, {"A's offer to BASE it is new.", nil}, {"The minister said that A may BASE it.", said},
	{"The minister doubts that A PAST it.", nil}, {"It is not clear if A PAST it.", nil},
}

var supposed = []frame{
	{"If A PAST it, prices would rise.", nil}, {"If A THIRD it, prices will rise.", nil}, {"Prices will rise if A THIRD it.", nil},
	{"If A had DONE it, prices would have risen.", nil}, {"Should A BASE it, prices will rise.", nil}, {"Had A DONE it, prices would have risen.", nil},
	{"Were A to BASE it, prices would rise.", nil}, {"Unless A THIRD it, prices will rise.", nil}, {"So long as A THIRD it, prices will rise.", nil}, {"Prices will rise as long as A THIRD it.", nil}, {"Suppose that A PAST it.", nil},
	{"Imagine that A PAST it.", nil}, {"Provided that A THIRD it, prices will rise.", nil}, {"Prices would rise in case A PAST it.", nil},
	{"The minister would resign if A PAST it.", nil}, {"Whether A PAST it is a matter for the court.", nil}, {"The minister spoke as if A had DONE it.", nil},
	{"Assuming that A PAST it, prices will rise.", nil}, {"Even if A PAST it, prices would rise.", nil}, {"The minister wishes that A had DONE it.", nil},
}

var asked = []frame{
	{"Did A BASE it?", nil}, {"Has A DONE it?", nil}, {"Will A BASE it?", nil}, {"Why did A BASE it?", nil}, {"When will A BASE it?", nil},
	{"Is A DOING it?", nil}, {"Does A BASE it?", nil}, {"A PAST it?", nil}, {"How could A BASE it?", nil},
	{"“Did A BASE it?” the minister asked.", said}, {"The minister asked whether A had DONE it.", said}, {"The minister asked if A PAST it.", said},
	{"The minister wondered whether A PAST it.", said}, {"The question is whether A PAST it.", nil}, {"Can A BASE it, or is it too late?", nil},
}

var commanded = []frame{
	{"A must BASE it.", nil}, {"A should BASE it.", nil}, {"A has to BASE it.", nil}, {"A ought to BASE it.", nil}, {"A needs to BASE it.", nil},
	{"Oslo urged A to BASE it.", asks}, {"Oslo told A to BASE it.", asks}, {"Oslo called on A to BASE it.", asks}, {"Oslo asked A to BASE it.", asks},
	{"Oslo demanded that A BASE it.", asks}, {"Oslo insisted that A BASE it.", asks}, {"Oslo proposed that A BASE it.", nil},
	{"It is essential that A BASE it.", nil}, {"Let A BASE it.", nil}, {"A was asked to BASE it.", asks}, {"A was urged to BASE it.", asks},
	{"BASE it!", nil}, {"Please BASE it.", nil}, {"Do not BASE it.", nil}, {"It is time for A to BASE it.", nil}, {"It is hard for A to BASE it.", nil},
}

// fill makes a sentence of a frame.
func (f frame) fill(a, x, to string, d deed) string {
	s := strings.NewReplacer("BASE", d.base, "THIRD", d.third, "PAST", d.past, "DONE", d.done, "DOING", d.doing, " it", " "+strings.ReplaceAll(to, "X", x)).Replace(f.words)
	words := strings.Fields(s)
	for i, w := range words {
		if bare := strings.TrimRight(w, ",.?'s"); bare == "A" {
			words[i] = a + strings.TrimPrefix(w, "A")
		}
	}
	s = strings.Join(words, " ")
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}

// carries tells whether words of a cue are a form of d.
func (d deed) carries(text *document.Document, cue []document.Span) bool {
	for _, c := range cue {
		for _, w := range strings.Fields(strings.ToLower(text.Text(c))) {
			if w == d.base || w == d.third || w == d.past || w == d.done || w == d.doing {
				return true
			}
		}
	}
	return false
}

// within tells whether a form of d is one of the words of a frame, so that what carries it cannot be told.
func (d deed) within(words string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool {
		return w == d.base || w == d.third || w == d.past || w == d.done || w == d.doing
	})
}

// stated is what text states plainly that f does not: the deed itself, and whatever the words around it do not assert.
func (f frame) stated(text *document.Document, d deed) (out []string) {
	name := func(i int) string { return text.Entities[i].Name }
	for i := range text.Attributions {
		if a := &text.Attributions[i]; a.Polarity == document.Asserted && d.carries(text, a.Cue) {
			out = append(out, name(a.Speaker)+" said "+text.Text(a.Content[0]))
		}
	}
	for i := range text.Relations {
		r := &text.Relations[i]
		if r.Polarity == document.Asserted && r.Kind != document.Party && (d.carries(text, r.Cue) || !slices.Contains(f.but, r.Kind)) {
			out = append(out, name(r.Subject)+" "+r.Kind.String()+" "+name(r.Object))
		}
	}
	return out
}

// constructions are the frames by what they do.
func constructions() map[string][]frame {
	return map[string][]frame{"denied": denied, "hedged": hedged, "supposed": supposed, "asked": asked, "commanded": commanded}
}

// mostWrong is the share of sentences in which a construction may be misread: trees are learned, and some are wrong.
const mostWrong = .004

// Nothing denied, hedged, asked, supposed or ordered is stated plainly: every construction with every verb of every kind.
func TestNothingUnrealIsPlain(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of sentences")
	}
	wrong, all := 0, 0
	for name, list := range constructions() {
		for _, f := range list {
			for _, d := range deeds {
				if d.within(f.words) {
					continue
				}
				for _, to := range d.to {
					all++
					text := f.fill("Kenya", "Peru", to, d)
					read, _ := understood(t, text)
					if read == nil {
						t.Fatalf("%q was not read", text)
					}
					if got := f.stated(read, d); len(got) > 0 {
						wrong++
						t.Logf("%s: %s: %v", name, text, got)
					}
				}
			}
		}
	}
	if all < 4000 || float64(wrong) > mostWrong*float64(all) {
		t.Errorf("%d of %d sentences state what they do not", wrong, all)
	}
}

// The same under any names, known and invented, after another sentence or within somebody's claim.
func TestNothingUnrealIsPlainUnderAnyName(t *testing.T) {
	var all []frame
	for _, name := range slices.Sorted(maps.Keys(constructions())) {
		all = append(all, constructions()[name]...)
	}
	wrong, n := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		f, d := rapid.SampledFrom(all).Draw(rt, "frame"), rapid.SampledFrom(deeds).Draw(rt, "deed")
		if d.within(f.words) {
			return
		}
		names := rapid.SampledFrom(sorts).Draw(rt, "sort").names
		a := rapid.SampledFrom(names).Draw(rt, "a")
		x := rapid.SampledFrom(names).Filter(func(s string) bool { return s != a }).Draw(rt, "x")
		text := f.fill(a, x, rapid.SampledFrom(d.to).Draw(rt, "to"), d)
		text = rapid.SampledFrom([]string{"", "The river was low. ", "The envoy arrived on Monday.\n\n"}).Draw(rt, "before") + text
		read, _ := understood(rt, text)
		n++
		if got := f.stated(read, d); len(got) > 0 {
			wrong++
			t.Logf("%s: %v", text, got)
		}
	})
	if float64(wrong) > max(1, 5*mostWrong*float64(n)) {
		t.Errorf("%d of %d sentences state what they do not", wrong, n)
	}
}

// What is stated is found, so that the tests above cannot hold by finding nothing.
func TestWhatIsPlainIsFound(t *testing.T) {
	found, all := 0, 0
	for _, d := range deeds {
		for _, words := range []string{"A PAST it.", "A has DONE it.", "A THIRD it.", "A PAST it on Monday."} {
			for _, to := range d.to {
				f := frame{words, nil}
				read, _ := understood(t, f.fill("Kenya", "Peru", to, d))
				all++
				if len(f.stated(read, d)) > 0 {
					found++
				} else {
					t.Logf("not found: %s", f.fill("Kenya", "Peru", to, d))
				}
			}
		}
	}
	t.Logf("%d of %d plain statements are found", found, all)
	if float64(found) < .75*float64(all) {
		t.Errorf("%d of %d plain statements are found", found, all)
	}
}

// sort is a type of names, known and invented.
type sort struct {
	typ   document.EntityType
	names []string
}

var sorts = []sort{
	{document.Country, []string{"Kenya", "Peru", "Latvia", "Mongolia", "Portugal", "Uganda"}},
	{document.Person, []string{"Anna Koval", "Tom Reed", "Maria Lopez", "Helen Carter", "Ortano Brenk", "Yelda Marwick"}},
	{document.Organization, []string{"the Halden Institute", "the Karsten Bank", "the Norvik Council", "the Almera Foundation"}},
}
