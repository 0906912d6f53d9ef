package main

import (
	"bufio"
	"encoding/csv"
	"os"
	"regexp"
	"strings"
)

type country struct{ iso2, iso3, name, formal, capital, wikidata, cameo string }

// readCountries reads countries.csv: iso2,iso3,name,formal_name,capital,region,subregion,wikidata.
func readCountries(path string) ([]country, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	clean := func(s string) string {
		return strings.TrimSpace(strings.TrimPrefix(strings.TrimRight(s, "* "), "the "))
	}
	var out []country
	for _, r := range rows[1:] {
		out = append(out, country{
			iso2: r[0], iso3: r[1], name: strings.ReplaceAll(r[2], " & ", " and "),
			formal: clean(r[3]), capital: clean(r[4]), wikidata: r[7],
		})
	}
	// The table leaves out Kosovo, which has no ISO code of its own; XK and XKX are the user-assigned ones.
	return append(out, country{iso2: "XK", iso3: "XKX", name: "Kosovo", formal: "Republic of Kosovo", capital: "Pristina", wikidata: "Q1246"}), nil
}

// readFurther reads the names that the table made by hand adds to countries, by iso2.
func readFurther(path string) (map[string][]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for _, line := range strings.Split(string(text), "\n") {
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") && (f[1] == "main" || f[1] == "name") {
			names[f[0]] = append(names[f[0]], strings.Split(f[2], "|")...)
		}
	}
	return names, nil
}

// readOrganisations reads the names of the table of organisations made by hand, in upper case.
func readOrganisations(path string) (map[string]bool, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, line := range strings.Split(string(text), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		for _, n := range append(strings.Split(f[3], "|"), f[1]) {
			names[strings.ToUpper(n)] = n != ""
		}
	}
	return names, nil
}

// block is one entry of a Phoenix dictionary: a name, its synonyms and its codes, "AFGGOV 791227-861124".
type block struct {
	names []string // upper case, underscores made spaces
	codes []string
}

var code = regexp.MustCompile(`\[([^\]]*)\]`)

// readBlocks reads a Phoenix dictionary: "NAME_ [CODE dates]", "+SYNONYM", "\t[CODE dates]", "# comment".
func readBlocks(path string) ([]block, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []block
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		name, _, _ := strings.Cut(line, "[")
		name = strings.Trim(strings.ReplaceAll(name, "_", " "), " \t")
		name, synonym := strings.CutPrefix(name, "+")
		name = strings.Join(strings.Fields(name), " ")
		if name != "" {
			if !synonym || len(out) == 0 {
				out = append(out, block{})
			}
			out[len(out)-1].names = append(out[len(out)-1].names, name)
		}
		if len(out) > 0 {
			for _, m := range code.FindAllStringSubmatch(line, -1) {
				out[len(out)-1].codes = append(out[len(out)-1].codes, strings.TrimSpace(m[1]))
			}
		}
	}
	return out, sc.Err()
}
