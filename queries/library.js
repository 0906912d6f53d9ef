// What several saved queries need. It follows each script, whose own lines so keep their numbers.
// Nodes are strings as Gizmo gives them: "<urn:…>" an IRI, anything else a literal's text.

// given tells whether a parameter was given.
function given(parameter) {
  var text = String(parameter);
  return text !== "" && text !== '""';
}

// plain is a parameter's text, without the marks of a literal.
function plain(parameter) {
  var text = String(parameter);
  var literal = /^"(.*)"(\^\^<.*>)?$/.exec(text);
  return literal ? literal[1] : text;
}

// facts lists the quads with one of the predicates, one for each evidence. An empty subject or object means any.
function facts(subject, predicates, object) {
  var path;
  if (given(subject)) {
    path = g.V(subject).tag("subject").labelContext(g.V(), "evidence").out(predicates, "predicate").tag("object");
    if (given(object)) path = path.is(object);
  } else if (given(object)) {
    path = g.V(object).tag("object").labelContext(g.V(), "evidence").in(predicates, "predicate").tag("subject");
  } else {
    path = g.V().tag("subject").labelContext(g.V(), "evidence").out(predicates, "predicate").tag("object");
  }
  return path.tagArray();
}

// relations are all predicates between actors and things, said and about apart.
function relations() {
  return ["rel:mediates", "may:mediates", "not:mediates", "rel:blocks", "may:blocks", "not:blocks",
    "rel:supports", "may:supports", "not:supports", "rel:rejects", "may:rejects", "not:rejects",
    "rel:demands", "may:demands", "not:demands", "rel:accuses", "may:accuses", "not:accuses",
    "rel:threatens", "may:threatens", "not:threatens", "rel:meets", "may:meets", "not:meets",
    "rel:hosts", "may:hosts", "not:hosts", "rel:signs", "may:signs", "not:signs",
    "rel:represents", "may:represents", "not:represents", "rel:does", "may:does", "not:does"];
}

// verb is a predicate's name without its polarity: "mediates".
function verb(predicate) { return /(\w+)>?$/.exec(predicate)[1]; }

// how is a predicate's polarity in words.
function how(predicate) {
  var polarity = /(rel|not|may)\/\w+>?$/.exec(predicate)[1];
  return { rel: "asserted", not: "denied", may: "hedged" }[polarity];
}

// known keeps what has been looked up. It is a function because a variable of this file would be set too late.
function known() { return known.kept || (known.kept = {}); }

// value is one object of the predicate, the first in order when there are several, "" when there is none.
function value(node, predicate) {
  var key = node + " " + predicate;
  if (!(key in known())) known()[key] = least(g.V(node).out(predicate));
  return known()[key];
}

// least is the first in order of a path's nodes, "" when there are none.
function least(path) {
  var all = path.unique().toArray();
  return all.length ? all.sort()[0] : "";
}

function sentenceOf(evidence) { return value(evidence, "rel:in"); }

function articleOf(evidence) { return value(sentenceOf(evidence), "rel:of"); }

// sentence is the text of the sentence in which an evidence stands.
function sentence(evidence) { return str(value(sentenceOf(evidence), "schema:text")); }

// day is the date of the article in which an evidence stands, "" when it has none.
function day(evidence) { return plain(value(articleOf(evidence), "dcterms:issued")).slice(0, 10); }

// source is whose words an evidence stands in: a speaker, or for the article's own its publisher.
function source(evidence) {
  var voice = value(evidence, "rel:voice");
  var key = "speaker " + voice;
  if (!(key in known())) known()[key] = least(g.V(voice).in(["rel:said", "may:said", "not:said"]));
  if (known()[key] !== "") return known()[key];
  var publisher = value(articleOf(evidence), "dcterms:publisher");
  return publisher === "" ? "the article" : str(publisher);
}

// within tells whether a day lies between two parameters, the first and the last day included. A day that is not known
// lies between none.
function within(day, first, last) {
  if (given(first) && (day === "" || day < plain(first))) return false;
  if (given(last) && (day === "" || day > plain(last))) return false;
  return true;
}

// group gathers facts by a key: an array of arrays.
function group(facts, key) {
  var groups = {}, order = [];
  facts.forEach(function (fact) {
    var k = key(fact);
    if (!(k in groups)) {
      groups[k] = [];
      order.push(k);
    }
    groups[k].push(fact);
  });
  return order.map(function (k) { return groups[k]; });
}

// days are the days of some facts, in order, without those not known.
function days(facts) {
  return facts.map(function (f) { return day(f.evidence); }).filter(function (d) { return d !== ""; }).sort();
}

// distinct counts the different keys of some facts.
function distinct(facts, key) { return group(facts, key).length; }

// first is the fact that stands in the earliest article; facts of one day come in a fixed order.
function first(facts) {
  return facts.slice().sort(function (a, b) {
    return compare(day(a.evidence) || "9999", day(b.evidence) || "9999") || compare(a.evidence, b.evidence);
  })[0];
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  a = String(a); b = String(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

// emit gives rows as the answer: no row twice, ordered by the columns named, "-" in front for the largest first, then by
// all others. An undefined cell is left out.
function emit(rows, order) {
  var seen = {};
  rows = rows.filter(function (row) {
    var key = Object.keys(row).map(function (c) { return String(row[c]); }).join("\n");
    if (seen[key]) return false;
    return seen[key] = true;
  });
  rows.sort(function (a, b) {
    var columns = order.concat(Object.keys(a));
    for (var i = 0; i < columns.length; i++) {
      var down = columns[i][0] === "-";
      var column = down ? columns[i].slice(1) : columns[i];
      var c = compare(a[column], b[column]);
      if (c !== 0) return down ? -c : c;
    }
    return 0;
  });
  rows.forEach(function (row) {
    var out = {};
    Object.keys(row).forEach(function (column) {
      if (row[column] !== undefined && row[column] !== "") out[column] = cell(row[column]);
    });
    g.emit(out);
  });
}

// cell makes a node of what stands in a row.
function cell(value) {
  if (typeof value !== "string") return value;
  if (value[0] === "<") return iri(value.slice(1, -1));
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return typed(value, "http://www.w3.org/2001/XMLSchema#date");
  return str(value);
}
