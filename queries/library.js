// What several saved queries need. It follows each script, whose own lines so keep their numbers; for the same reason
// it holds functions only, since a variable of it would be set too late.

// given tells whether a parameter was given.
function given(parameter) { return String(parameter) !== ""; }

// facts lists the quads with one of the predicates, one for each evidence: subject, predicate, object, evidence. A
// subject or object that is not given means any.
function facts(subject, predicates, object) {
  if (given(subject)) {
    var path = g.V(subject).tag("subject").labelContext(null, "evidence").out(predicates, "predicate").tag("object");
    return (given(object) ? path.is(object) : path).tagArray();
  }
  var objects = given(object) ? [object] : g.V().out(predicates).unique().toArray();
  if (objects.length === 0) return []; // g.V() of nothing would be everything
  return g.V(objects).tag("object").labelContext(null, "evidence").in(predicates, "predicate").tag("subject").tagArray();
}

// every is a relation's predicate in each polarity. Only scripts write predicates out: what a script names is what .why
// looks for.
function every(relation) { return ["rel:" + relation, "may:" + relation, "not:" + relation]; }

// relations are all predicates between actors and things, said and about apart.
function relations() { return asserted().concat(hedged(), denied()); }

function asserted() {
  return ["mediates", "blocks", "supports", "rejects", "demands", "accuses", "threatens", "meets", "hosts", "signs",
    "represents", "does"].map(function (relation) { return every(relation)[0]; });
}

function hedged() { return asserted().map(function (p) { return every(verb(p))[1]; }); }

function denied() { return asserted().map(function (p) { return every(verb(p))[2]; }); }

// claims lists what a speaker said, or what anybody said about a topic, or both: one for each place where it was said.
function claims(speaker, topic) {
  var said = every("said");
  var found = [];
  if (given(topic)) {
    g.V(topic).in(every("about")).unique().toArray().forEach(function (claim) {
      found = found.concat(facts(speaker, said, claim));
    });
  } else {
    found = facts(speaker, said, "");
  }
  return found.map(function (f) {
    return {
      claim: f.object, speaker: f.subject, evidence: f.evidence, how: polarity(f.predicate), date: day(f.evidence),
      words: value(f.object, "schema:text"), style: value(f.object, "rel:style"), cue: value(f.object, "rel:cue"),
      article: articleOf(f.evidence), place: place(f.evidence),
    };
  });
}

// verb is a predicate's name without its polarity: "mediates".
function verb(predicate) { return String(predicate).split(":")[1]; }

// polarity is a predicate's polarity in words.
function polarity(predicate) {
  return { rel: "asserted", not: "denied", may: "hedged" }[String(predicate).split(":")[0]];
}

// phrase is a predicate in words: "rejects", "may support", "does not block".
function phrase(predicate) {
  var third = verb(predicate), bare = third.replace(/s$/, "");
  if (third === "does") bare = "do something to";
  return { asserted: third, hedged: "may " + bare, denied: "does not " + bare }[polarity(predicate)];
}

// keyed is an empty object for keys that may come from articles: not even "constructor" is in it.
function keyed() { return Object.create(null); }

// recall answers from memory what was looked up before.
function recall(key, look) {
  var known = recall.known || (recall.known = keyed());
  if (!(key in known)) known[key] = look();
  return known[key];
}

// value is one object of the predicate, the first in order when there are several, "" when there is none.
function value(node, predicate) {
  return recall(node + " " + predicate, function () {
    return g.V(node).out(predicate).unique().toArray()[0] || "";
  });
}

function sentenceOf(evidence) { return value(evidence, "rel:in"); }

function articleOf(evidence) { return value(sentenceOf(evidence), "rel:of"); }

// sentence is the text of the sentence in which an evidence stands.
function sentence(evidence) { return value(sentenceOf(evidence), "schema:text"); }

// day is the date of the article in which an evidence stands, "" when it has none.
function day(evidence) { return value(articleOf(evidence), "dcterms:issued"); }

// place orders evidence by day, and within a day by article and sentence.
function place(evidence) {
  var index = String(value(sentenceOf(evidence), "rel:index"));
  return [day(evidence), articleOf(evidence), "0".repeat(Math.max(0, 6 - index.length)) + index].join(" ");
}

// source is whose words an evidence stands in: a speaker, or for the article's own its publisher.
function source(evidence) {
  var voice = value(evidence, "rel:voice");
  var speaker = recall("speaker " + voice, function () {
    return g.V(voice).in(every("said")).unique().toArray()[0] || "";
  });
  return speaker || value(articleOf(evidence), "dcterms:publisher") || "the article";
}

// within tells whether a day lies between two parameters, the first and the last day included. A day that is not known
// lies between none.
function within(day, first, last) {
  if (given(first) && (day === "" || compare(day, first) < 0)) return false;
  if (given(last) && (day === "" || compare(day, last) > 0)) return false;
  return true;
}

// group gathers facts by a key: an array of arrays.
function group(facts, key) {
  var groups = keyed(), order = [];
  facts.forEach(function (fact) {
    var k = String(key(fact));
    if (!(k in groups)) {
      groups[k] = [];
      order.push(k);
    }
    groups[k].push(fact);
  });
  return order.map(function (k) { return groups[k]; });
}

// index gathers values by a key: an object of arrays.
function index(facts, key, value) {
  var out = keyed();
  facts.forEach(function (fact) {
    var k = String(key(fact));
    (out[k] = out[k] || []).push(value(fact));
  });
  return out;
}

// distinct counts the different keys of some facts.
function distinct(facts, key) { return group(facts, key).length; }

// days are the days of some facts, in order, without those not known.
function days(facts) {
  return facts.map(function (f) { return day(f.evidence); }).filter(function (d) { return d !== ""; }).sort();
}

// since and until are the first and the last of the days of some facts.
function since(facts) { return days(facts)[0]; }

function until(facts) { return days(facts).pop(); }

function compare(a, b) {
  if (typeof a !== "number" || typeof b !== "number") {
    a = String(a);
    b = String(b);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

// answer gives rows as the answer, no row twice, ordered by the columns named, "-" in front for the largest first, then
// by all others in turn. A cell that is undefined or "" stays empty; "place" and "rank" order and are not shown.
function answer(rows, order) {
  rows = group(rows, function (row) {
    return JSON.stringify(Object.keys(row).map(function (c) { return row[c]; }));
  }).map(function (same) { return same[0]; });
  rows.sort(function (a, b) {
    var columns = order.concat(Object.keys(a));
    for (var i = 0; i < columns.length; i++) {
      var down = columns[i][0] === "-", column = down ? columns[i].slice(1) : columns[i];
      var c = compare(a[column], b[column]);
      if (c !== 0) return down ? -c : c;
    }
    return 0;
  });
  rows.forEach(function (row) {
    var out = {};
    Object.keys(row).forEach(function (c) { if (c !== "place" && c !== "rank" && row[c] !== "") out[c] = row[c]; });
    g.emit(out);
  });
  return null; // no rows is an answer too
}
