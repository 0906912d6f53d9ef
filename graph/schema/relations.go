package schema

// Relation is one kind of relation between actors, claims and things, as the graph model lists them. Its predicate
// exists in three polarities, rel:NAME, not:NAME and may:NAME.
type Relation struct {
	Name    string
	Subject string // what it goes from, in words; a thing is a process, a treaty, an issue or an event
	Object  string // what it goes to, in words
	About   string // what it means, in one line
	CAMEO   string // the event code of CAMEO that is nearest, "" for none
	PLOVER  string // the event type of PLOVER that is nearest, "" for none
}

// Relations lists the relations in the order of the graph model.
func Relations() []Relation { return append([]Relation(nil), relationTable...) }

var relationTable = []Relation{
	{Said, "actor", "claim", "Somebody said, wrote, believes or denied something; the claim holds what.", "01", ""},
	{Mediates, "actor", "process", "A third party works between parties.", "045", "CONSULT"},
	{Blocks, "actor, issue or event", "treaty or process", "An obstacle, a sticking point, a veto or a delay.", "12", "REJECT"},
	{Supports, "actor", "actor or thing", "Somebody backs, welcomes or helps it.", "05", "SUPPORT"},
	{Rejects, "actor", "actor or thing", "Somebody refuses or opposes it.", "12", "REJECT"},
	{Demands, "actor", "actor or thing", "Somebody asks for it, of the evidence's rel:to where that is said.", "10", "REQUEST"},
	{Accuses, "actor", "actor or thing", "Somebody blames or criticises it.", "11", "ACCUSE"},
	{Threatens, "actor", "actor or thing", "Somebody threatens it.", "13", "THREATEN"},
	{Meets, "actor", "actor", "Two actors meet or talk; either may be the subject.", "040", "CONSULT"},
	{Hosts, "actor", "actor or event", "Somebody receives a guest or a meeting.", "043", "CONSULT"},
	{Signs, "actor", "treaty", "Somebody signs or ratifies it.", "057", "AGREE"},
	{Represents, "person or organisation", "organisation or country", "A role the text states; rel:role on the evidence holds its words.", "", ""},
	{Does, "actor", "actor or thing", "Any other relation that was read; the evidence's rel:cue holds the verb.", "", ""},
	{Party, "process or treaty", "actor", "Those it is between.", "", ""},
	{About, "claim", "actor or thing", "What a claim mentions.", "", ""},
}
