package schema

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Relation is one kind of relation between actors, claims and things, as the graph model lists them. Its predicate
// exists in three polarities, rel:NAME, not:NAME and may:NAME.
type Relation struct {
	Name    string
	Domain  []quad.IRI // classes of what it goes from: any of them
	Range   []quad.IRI // classes of what it goes to: any of them
	Subject string     // Domain in words; a thing is a process, a treaty, an issue or an event
	Object  string     // Range in words
	About   string     // what it means, in one line
	CAMEO   string     // the event code of CAMEO that is nearest, "" for none
	Intent  string     // the event code of CAMEO for may:NAME where it is an intent, "" for none
	PLOVER  string     // the event type of PLOVER that is nearest, "" for none
	Near    string     // the nearest term of another vocabulary, as a predicate of SKOS and its object, "" for none
}

// Relations lists the relations in the order of the graph model.
func Relations() []Relation {
	out := slices.Clone(relationTable)
	for i := range out {
		out[i].Subject, out[i].Object = words(out[i].Domain), words(out[i].Range)
	}
	return out
}

var (
	actor        = []quad.IRI{Actor}
	process      = []quad.IRI{Process}
	actorOrThing = []quad.IRI{Actor, Thing}
)

var relationTable = []Relation{
	{Name: Said, Domain: actor, Range: []quad.IRI{Claim}, CAMEO: "01", Near: "skos:relatedMatch schema:author",
		About: "Somebody said, wrote, believes or denied something; the claim holds what."},
	{Name: Mediates, Domain: actor, Range: process, CAMEO: "045", Intent: "039", PLOVER: "CONSULT", Near: "skos:broadMatch schema:participant",
		About: "A third party works between parties."},
	{Name: Blocks, Domain: []quad.IRI{Actor, Issue, Event}, Range: []quad.IRI{Treaty, Process}, CAMEO: "12", PLOVER: "REJECT",
		About: "An obstacle, a sticking point, a veto or a delay."},
	{Name: Supports, Domain: actor, Range: actorOrThing, CAMEO: "05", PLOVER: "SUPPORT",
		About: "Somebody backs, welcomes or helps it."},
	{Name: Rejects, Domain: actor, Range: actorOrThing, CAMEO: "12", PLOVER: "REJECT",
		About: "Somebody refuses or opposes it."},
	{Name: Demands, Domain: actor, Range: actorOrThing, CAMEO: "10", PLOVER: "REQUEST",
		About: "Somebody asks for it, of the evidence's rel:to where that is said."},
	{Name: Accuses, Domain: actor, Range: actorOrThing, CAMEO: "11", PLOVER: "ACCUSE",
		About: "Somebody blames or criticises it."},
	{Name: Threatens, Domain: actor, Range: actorOrThing, CAMEO: "13", PLOVER: "THREATEN",
		About: "Somebody threatens it."},
	{Name: Meets, Domain: actor, Range: actor, CAMEO: "040", PLOVER: "CONSULT",
		About: "Two actors meet or talk; either may be the subject."},
	{Name: Hosts, Domain: actor, Range: []quad.IRI{Actor, Event}, CAMEO: "043", PLOVER: "CONSULT", Near: "skos:relatedMatch schema:organizer",
		About: "Somebody receives a guest or a meeting."},
	{Name: Signs, Domain: actor, Range: []quad.IRI{Treaty}, CAMEO: "057", PLOVER: "AGREE",
		About: "Somebody signs or ratifies it."},
	{Name: Represents, Domain: []quad.IRI{Person, Organization}, Range: []quad.IRI{Organization, CountryType}, Near: "skos:closeMatch schema:affiliation",
		About: "A role the text states; rel:role on the evidence holds its words."},
	{Name: Does, Domain: actor, Range: actorOrThing,
		About: "Any other relation that was read; the evidence's rel:cue holds the verb."},
	{Name: Party, Domain: []quad.IRI{Process, Treaty}, Range: actor, Near: "skos:closeMatch schema:participant",
		About: "Those it is between."},
	{Name: About, Domain: []quad.IRI{Claim}, Range: actorOrThing, Near: "skos:exactMatch schema:about",
		About: "What a claim mentions."},
}

// words names classes as a sentence does: "actor, issue or event".
func words(classes []quad.IRI) string {
	var names []string
	for _, c := range classes {
		for _, t := range classTable {
			if t.iri == c {
				names = append(names, t.name)
			}
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
