"""What export wrote, as arrays of numbers.

A token is a form (its place in the vocabulary of vectors, and its own number where the treebank has it often enough)
and nine other features: four endings, three beginnings, how it is written, where white space stands. Number 0 is
"none" throughout.
"""
import collections
import pathlib

import numpy as np

FEATURES = 9  # beside the form


class Words:
    """The rows that are learnt, chosen by the training part."""

    def __init__(self, folder, form_at_least=2, feature_at_least=3):
        folder = pathlib.Path(folder)
        self.vector, self.known, lines = {}, [(0, 0, 0)], [l.split(" ") for l in (folder / "vocabulary.txt").open(encoding="utf-8")]
        with np.load(folder / "vectors.npz") as data:
            vectors, rank = data["vectors"], data["rank"]
        rows = [np.zeros(100, np.float32)]
        self.rank = [0]
        for i, (_, key, *numbers) in enumerate(lines):
            key = int(key, 16)
            if key not in self.vector:
                self.vector[key] = len(rows)
                rows.append(vectors[i])
                self.rank.append(int(rank[i]))
                self.known.append(tuple(map(int, numbers)))
        x = np.array(rows)
        x[1:] -= x[1:].mean(0)
        x[1:] /= np.linalg.norm(x[1:], axis=1, keepdims=True)
        self.vectors, self.known = x * 4, np.array(self.known, np.int32)
        forms, features = collections.Counter(), collections.Counter()
        for line in (folder / "train.features").open():
            for token in line.split():
                f = token.split(",")
                forms[int(f[0], 16)] += 1
                features.update(f[1:])
        for variant in ("-capitals", "-title"):  # shapes that only these have
            seen = collections.Counter()
            for line in (folder / f"train{variant}.features").open():
                for token in line.split():
                    seen[token.split(",")[8]] += 1
            for f, n in seen.items():
                if f not in features:
                    features[f] = n
        self.forms = {f: i + 1 for i, (f, n) in enumerate(sorted(forms.items(), key=lambda x: (-x[1], x[0]))) if n >= form_at_least}
        self.form_count = np.zeros(len(self.forms) + 1, np.float32)
        for f, i in self.forms.items():
            self.form_count[i] = forms[f]
        kept = sorted((f for f, n in features.items() if n >= feature_at_least), key=lambda f: (-features[f], f))
        self.features = {f: i + 1 for i, f in enumerate(kept)}

    def read(self, path):
        """The tokens of a file: per sentence an array of (vector, form, features...)."""
        out, cache = [], {}
        for line in open(path):
            rows = []
            for token in line.split():
                row = cache.get(token)
                if row is None:
                    f = token.split(",")
                    key = int(f[0], 16)
                    row = cache[token] = [self.vector.get(key, 0), self.forms.get(key, 0)] + [self.features.get(x, 0) for x in f[1:]]
                rows.append(row)
            out.append(np.array(rows, np.int32))
        return out


def read_gold(path):
    """Per sentence an array of (upos, tag, head, label)."""
    return [np.array([list(map(int, t.split(","))) for t in line.split()], np.int32) for line in open(path)]


class Answers:
    """The classes of the training part."""

    def __init__(self, gold):
        rows = np.concatenate(gold)
        self.upos, self.tags = sorted(set(rows[:, 0])), sorted(set(rows[:, 1]))
        self.relations = sorted(set(rows[rows[:, 2] >= 0, 3]) - {1})
        pairs = collections.Counter(map(tuple, rows[:, :2].tolist()))
        self.pairs = [p for p, _ in sorted(pairs.items(), key=lambda x: (-x[1], x[0]))]
        self.upos_index = {u: i for i, u in enumerate(self.upos)}
        self.tag_index = {t: i for i, t in enumerate(self.tags)}
        self.relation_index = {r: i for i, r in enumerate(self.relations)}

    def encode(self, gold):
        """Answers as indices; head -1 (root) becomes 0, others are head+1; an unknown label, and the root's, is -1."""
        out = []
        for g in gold:
            out.append(np.array([[self.upos_index.get(u, -1), self.tag_index.get(t, -1), h + 1, self.relation_index.get(r, -1) if h >= 0 else -1] for u, t, h, r in g.tolist()], np.int32))
        return out


LENGTHS = (7, 12, 18, 25, 34, 46, 72, 176)


def batches(lengths, tokens, random=None):
    """Groups of sentences of like length: (padded length, sentences); the number of sentences is fixed by the length, -1 fills up."""
    by = collections.defaultdict(list)
    order = np.arange(len(lengths)) if random is None else random.permutation(len(lengths))
    for i in order:
        by[next(l for l in LENGTHS if l >= lengths[i])].append(i)
    out = []
    for l, group in by.items():
        size = max(1, tokens // l)
        for k in range(0, len(group), size):
            part = group[k:k + size]
            out.append((l, np.array(part + [-1] * (size - len(part)))))
    if random is not None:
        random.shuffle(out)
    return out


def bucket(d):
    """The bucket of a distance, head minus dependent; the root's is 0."""
    a = abs(d)
    k = a - 1 if a <= 6 else 6 if a <= 8 else 7 if a <= 12 else 8 if a <= 20 else 9
    return 1 + k if d > 0 else 11 + k


BUCKETS = 21
BUCKET = np.array([[0 if i == j else bucket(j - i) for j in range(LENGTHS[-1])] for i in range(LENGTHS[-1])], np.int32)


def universal(relations):
    """The relation without its subtype, by index."""
    names = ["_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
             "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked",
             "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"]
    heads = [names[r].split(":")[0] for r in relations]
    return np.array([heads.index(h) for h in heads] + [-1])
