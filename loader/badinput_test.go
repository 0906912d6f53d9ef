package loader

import (
	"strings"
	"testing"
)

// badText is a text that is no news article as one is taught to write them.
type badText struct {
	name string
	text string
	mute bool // nothing is asserted in it, so that nothing may be found
}

// badTexts are what comes from the web, from scanners and from people in a hurry.
func badTexts() []badText {
	names := strings.Fields("Kowalski Haddad Lindahl Moreno Petrov Okafor Tanaka Silva Novak Jensen")
	var list, table, scores strings.Builder
	for i := range 60 {
		list.WriteString("Anna " + names[i%10] + "\nTom " + names[(i*3+1)%10] + ", Kenya\n")
		table.WriteString("| Kenya | 12.4 | " + names[i%10] + " | 2021 |\n")
		scores.WriteString("Kenya\t3\tPeru\t1\n")
	}
	return []badText{
		{"a headline in capitals", "KENYA REJECTS PEACE TREATY WITH UGANDA, MINISTER SAYS\n\nNAIROBI, KENYA. THE MINISTER SAID THE TALKS WOULD RESUME.\n", false},
		{"a tweet", "BREAKING 🚨 @KenyaMFA: “we will NOT sign” #treaty #EAC 👉 https://t.co/x1y2z3 RT @peru_news: Kenya??? lol 😂😂", false},
		{"a list of names", list.String(), true},
		{"a table", "| Country | GDP | Minister | Year |\n|---|---|---|---|\n" + table.String(), true},
		{"a table with tabs", "Home\tGoals\tGuest\tGoals\n" + scores.String(), true},
		{"a table of contents", "Contents\n1. Kenya ........ 3\n2. The treaty ........ 7\n2.1 Talks with Peru ........ 9\n3. Index of names ........ 120\n", true},
		{"a page without words", "1,200 3,400 5.6 % 7/8\n12:30 – 14:00\n€ 3.50 £ 4.20 § 12\nAB-1234-CD", true},
		{"noise of a scanner", "Tbe rninister sa1d tbat tbe ta1ks vvould resurne. “VVe are n0t aga1nst it , ” sbe to1d rep0rters .\n~~ || l1I ;; ,. ' ` ^ KENVA R E J E C T S  tne treatv wi th Pcru\n", false},
		{"curly quotation marks", "“We will sign the treaty,” Anna Koval said. “And,” she said, “we hope that Kenya does.”", false},
		{"straight quotation marks", "\"We will sign the treaty,\" Anna Koval said. \"And,\" she said, \"we hope that Kenya does.\"", false},
		{"doubled quotation marks", "\"\"We will sign the treaty,\"\" Anna Koval said. ““And,”” she said, ““we hope that Kenya does.””", false},
		{"TeX's quotation marks", "``We will sign the treaty,'' Anna Koval said. ``And,'' she said, ``we hope that Kenya does.''", false},
		{"British quotation marks", "‘We will sign the treaty,’ Anna Koval said. 'And,' she said, 'we hope that Kenya's ministers' talks don't fail.'", false},
		{"nested quotation marks", "“She told me ‘we will sign “the treaty”’ and left,” Anna Koval said. ‘He said “‘no’”’.", false},
		{"missing quotation marks", "“We will sign the treaty, Anna Koval said. And, she said, we hope that Kenya does.” It rained. ” ” “ “", false},
		{"guillemets and low marks", "«We will sign the treaty», Anna Koval said. „And“, she said, ‚we hope that Kenya does‘. »No«, he said.", false},
		{"no full stop", "the minister said the talks would resume and Kenya would sign the treaty and Peru rejected it and nobody knew why because it rained and", false},
		{"a line a word", strings.ReplaceAll("The minister of Kenya said on Monday that the talks with Peru would resume soon", " ", "\n"), false},
		{"a sentence of 10,000 words", strings.Repeat("the minister said that Kenya rejected the treaty and ", 1100), false},
		{"10,000 words and commas", strings.Repeat("Kenya, Peru, Qatar, Anna Koval, ", 2000), true},
		{"a word of 100,000 letters", strings.Repeat("treaty", 16_000) + " was signed by Kenya.", false},
		{"brackets", strings.Repeat("(", 3000) + "Kenya signed the treaty" + strings.Repeat("]", 3000), false},
		{"German", "Der Außenminister von Kenia sagte am Montag, die Gespräche mit Peru würden fortgesetzt. „Wir lehnen den Vertrag ab“, sagte er.", false},
		{"French", "Le ministre des Affaires étrangères a déclaré lundi que les pourparlers reprendraient. « Nous refusons », a-t-il ajouté.", false},
		{"Russian", "Министр иностранных дел заявил, что переговоры будут продолжены. «Мы против договора», — сказал он.", true},
		{"Arabic", "قال وزير الخارجية إن المحادثات ستستأنف يوم الاثنين. «نحن نرفض المعاهدة».", true},
		{"Chinese", "外交部长周一表示，会谈将继续进行。“我们拒绝该条约，”他说。肯尼亚与秘鲁签署了协议。", true},
		{"Hindi and Thai", "विदेश मंत्री ने कहा कि वार्ता जारी रहेगी। รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป", true},
		{"Armenian and Georgian", "Արտգործնախարարն ասաց, որ բանակցությունները կշարունակվեն։ მინისტრმა თქვა, რომ მოლაპარაკებები გაგრძელდება.", true},
		{"zero-width characters", "Ken\u200bya re\u200djected\u2060 the tre\ufeffaty, the\u00administer said. \u200b\u200b\u200b", false},
		{"bidi characters", "\u202eKenya rejected\u202c the \u2066treaty\u2069, \u200fthe minister\u200e said.", false},
		{"combining marks", "K\u0301e\u0302n\u0303y\u0304a\u0305 r" + strings.Repeat("\u0301", 500) + "ejected the treaty.", false},
		{"emoji", "👨‍👩‍👧‍👦🇰🇪 signed 📜 with 🇵🇪 🎉🎉🎉 1️⃣2️⃣3️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", true},
		{"left-overs of HTML", "<p class=\"lead\">Kenya &amp; Peru&nbsp;signed&#160;the treaty.</p><script>var a = \"Kenya rejects the treaty\";</script>&lt;br&gt;&quot;Yes&quot;, he said.</div>", false},
		{"a program", "func (k *Kenya) Sign(t Treaty) error {\n\tif t == nil {\n\t\treturn errors.New(\"no treaty\")\n\t}\n\treturn nil\n}\n", true},
		{"JSON", "{\"country\": \"Kenya\", \"minister\": {\"name\": \"Anna Koval\", \"since\": 2021}, \"treaty\": [1, 2, 3]}", true},
		{"control characters", "Kenya\x0c signed\x0b the treaty.\x1b[31m The minister\x07 said so.\n", false},
		{"blanks of all kinds", "Kenya\u00a0signed\u2009the\u3000treaty\u2028with\u2029Peru\u0085on\u202fMonday.", false},
		{"one letter", "a", true},
		{"marks", strings.Repeat("?!…—–-.,;:'\"“”‘’()[]{}<>/\\|@#$%^&*_+=~` ", 100) + "a", true},
		{"letters of the private planes", "\ue000\U000f0000\U0010fffd 𝒦𝑒𝓃𝓎𝒶 𝕣𝕖𝕛𝕖𝕔𝕥𝕤 ＫＥＮＹＡ", true},
	}
}

// TestBadInput reads each of them: nothing falls over, spans stay true, and where nothing is asserted nothing is found.
func TestBadInput(t *testing.T) {
	for _, c := range badTexts() {
		t.Run(c.name, func(t *testing.T) {
			d, _ := understood(t, c.text)
			if d == nil || !c.mute {
				return
			}
			for _, a := range plainly(d) {
				t.Errorf("found %v", a)
			}
		})
	}
}

// Whatever its marks, a quotation is a claim of who says it, without the marks.
func TestQuotationMarks(t *testing.T) {
	for _, marks := range [][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}, {"``", "''"}, {"«", "»"}, {"„", "“"}, {"““", "””"}, {"\"\"", "\"\""}} {
		text := marks[0] + "We will sign the treaty, and we hope that Kenya will," + marks[1] + " Anna Koval said on Monday."
		d, _ := understood(t, text)
		if len(d.Attributions) != 1 {
			t.Errorf("%s has %d claims", text, len(d.Attributions))
			continue
		}
		a := &d.Attributions[0]
		if got := d.Text(a.Content[0]); d.Entities[a.Speaker].Name != "Anna Koval" || got != "We will sign the treaty, and we hope that Kenya will" {
			t.Errorf("%s: %s said %q", text, d.Entities[a.Speaker].Name, got)
		}
	}
}
