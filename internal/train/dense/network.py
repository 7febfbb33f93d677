"""The dense network in floating point, with the roundings of the integer one (reference.py) simulated.

Functions take a dictionary of parameters; shapes are (time, batch, units).
"""
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import treebank


def straight(x, y):
    """y, with the gradient of x."""
    return x + lax.stop_gradient(y - x)


def quantise(a):
    return straight(a, jnp.round(jnp.clip(a, -1, 1) * 127) * (1 / 127))


def weights(w):
    """Rows are output units; each is rounded to 127ths of its greatest."""
    s = lax.stop_gradient(jnp.max(jnp.abs(w), axis=1, keepdims=True)) / 127 + 1e-12
    return straight(w, jnp.round(w / s) * s)


def tanh(y):
    t = jnp.clip(y * 0.5, -1, 1)
    return t * (2 - jnp.abs(t))


def sigmoid(y):
    t = jnp.clip(y * 0.25, -1, 1)
    return 0.5 + 0.5 * (t * (2 - jnp.abs(t)))


def initial(sizes, words, answers, seed):
    random = np.random.default_rng(seed)
    normal = lambda *shape, scale: jnp.asarray(random.normal(size=shape) * scale, jnp.float32)
    d, layers, h, a, k = (sizes[x] for x in ("D", "L", "H", "A", "K"))
    p = {
        "vector": normal(100, d, scale=0.08), "fine": normal(1024, d, scale=0.02), "kind": normal(128, d, scale=0.1), "wordnet": normal(1024, d, scale=0.1),
        "form": normal(len(words.forms) + 1, d, scale=0.02), "feature": normal(len(words.features) + 1, d, scale=0.08), "unknown": normal(d, scale=0.08),
        "gain": jnp.asarray(3.0),
        "root": normal(a, scale=0.3), "offw": normal(treebank.BUCKETS, a, scale=0.05), "offb": jnp.zeros(treebank.BUCKETS),
        "lbuc": normal(treebank.BUCKETS, k, scale=0.1), "labw": normal(len(answers.relations), k, scale=k**-0.5), "labb": jnp.zeros(len(answers.relations)),
        "tagw": normal(len(answers.upos) + len(answers.tags), 2 * h, scale=(2 * h)**-0.5), "tagb": jnp.zeros(len(answers.upos) + len(answers.tags)),
        "prow": normal(2 * a + 2 * k, 2 * h, scale=1.2 * (2 * h)**-0.5), "pbia": jnp.zeros(2 * a + 2 * k),
    }
    for l in range(layers):
        n = d if l == 0 else 2 * h
        p[f"w{l}"] = normal(6 * h, n, scale=1.5 * n**-0.5)
        b = np.zeros((2, 3, h), np.float32)
        b[:, 1] = 0.5
        b[:, 2] = 0.5 if l == 0 else -0.5
        p[f"b{l}"] = jnp.asarray(b.reshape(-1))
        p[f"v{l}"] = normal(4 * h, scale=0.2)
    return p


def tokens(p, words, x, drop=None):
    """The sums of rows of tokens x (..., 11); drop: masks (known, form, features) of what is forgotten."""
    vector, form, features = x[..., 0], x[..., 1], x[..., 2:]
    known = jnp.asarray((vector > 0) | (form > 0), jnp.float32)
    form_is, feature_is = jnp.asarray(form > 0, jnp.float32), jnp.asarray(features > 0, jnp.float32)
    if drop is not None:
        known, form_is, feature_is = known * drop[0], form_is * drop[1], feature_is * drop[2]
    numbers = words["known"][vector]
    has = jnp.asarray(vector > 0, jnp.float32)[..., None]
    s = words["vectors"][vector] @ p["vector"]
    s += has * (p["fine"][numbers[..., 0]] + p["kind"][numbers[..., 1]] + p["wordnet"][numbers[..., 2]])
    s += p["form"][form] * form_is[..., None]
    s = s * known[..., None] + p["unknown"] * (1 - known[..., None])
    return s + jnp.einsum("...fd,...f->...d", p["feature"][features], feature_is)


def recur(u, v, x, mask):
    """One layer in both directions; u (time, batch, 6H), x what it was made of where that is as wide as the output."""
    t, n, _ = u.shape
    h = u.shape[2] // 6
    u = u.reshape(t, n, 2, 3, h)
    u = jnp.stack([u[:, :, 0], u[::-1, :, 1]], 2)
    z, f, r = u[..., 0, :] * jnp.stack([mask, mask[::-1]], 2)[..., None], u[..., 1, :], u[..., 2, :]
    v = v.reshape(2, 2, h)

    def step(c, i):
        z, f, r = i
        g = sigmoid(f + v[:, 0] * c)
        s = sigmoid(r + v[:, 1] * c)
        c = z + g * (c - z)
        return c, (c, s)

    _, (c, s) = lax.scan(step, jnp.zeros((n, 2, h)), (z, f, r), unroll=1)
    g = tanh(c)
    if x is None:
        out = s * g
    else:
        x = x.reshape(t, n, 2, h)
        x = jnp.stack([x[:, :, 0], x[::-1, :, 1]], 2)
        out = x + s * (g - x)
    return quantise(jnp.concatenate([out[:, :, 0], out[::-1, :, 1]], -1))


def dropout(key, a, rate, over_time=True):
    """over_time: the same units at every word of a sentence."""
    shape = (1,) + a.shape[1:] if over_time else a.shape
    return a * jax.random.bernoulli(key, 1 - rate, shape) * (1 / (1 - rate))


def forward(p, sizes, words, x, mask, key=None, rates=None):
    """Scores: tags (t, n, U+X), arcs (n, dependent, head) with the root first, and what labels are made of."""
    a, k = sizes["A"], sizes["K"]
    drop = None
    if key is not None:
        key, k1, k2, k3 = jax.random.split(key, 4)
        count = words["count"][x[..., 1]]
        drop = (jax.random.bernoulli(k1, 1 - rates["unknown"] - rates["rare"] / (1 + count)), jax.random.bernoulli(k2, count / (count + rates["form"] + 1e-6)),
                jax.random.bernoulli(k3, 1 - rates["feature"], x[..., 2:].shape))
    q = quantise(tanh(tokens(p, words, x, drop)))
    outputs = []
    for l in range(sizes["L"]):
        y = q
        if key is not None:
            key, k1 = jax.random.split(key)
            y = dropout(k1, q, rates["input"] if l == 0 else rates["layer"], over_time=l > 0 or not sizes["each"])
        u = y @ weights(p[f"w{l}"]).T + p[f"b{l}"]
        q = recur(u, p[f"v{l}"], None if l == 0 and sizes["D"] != 2 * sizes["H"] else q, mask)
        outputs.append(q)
    low, high = outputs[sizes["tagLayer"]], q
    if key is not None:
        key, k1, k2 = jax.random.split(key, 3)
        low, high = dropout(k1, low, rates["output"]), dropout(k2, high, rates["output"])
    tag = low @ weights(p["tagw"]).T + p["tagb"]
    y = high @ weights(p["prow"]).T + p["pbia"]
    dep, head = quantise(tanh(y[..., :a])), quantise(tanh(y[..., a:2 * a]))
    if key is not None:
        key, k1, k2 = jax.random.split(key, 3)
        dep, head = dropout(k1, dep, rates["arc"]), dropout(k2, head, rates["arc"])
    t, n = x.shape[:2]
    root = jnp.broadcast_to(quantise(jnp.clip(p["root"], -1, 1)), (1, n, a))
    heads = jnp.concatenate([root, head], 0)
    s = jnp.einsum("tna,hna->nth", dep, heads)
    off = dep @ weights(p["offw"]).T + p["offb"]
    places = jnp.concatenate([jnp.zeros((t, 1), jnp.int32), jnp.asarray(treebank.BUCKET[:t, :t])], 1)
    one_hot = jax.nn.one_hot(places, treebank.BUCKETS, dtype=jnp.float32)
    s += jnp.einsum("tnb,thb->nth", off, one_hot)
    no = (1 - mask.T)[:, None, :] * 1e4
    arcs = s * p["gain"] - jnp.concatenate([jnp.zeros((n, t, 1)), no + jnp.eye(t)[None] * 1e4], 2)
    return tag, arcs, (y[..., 2 * a:2 * a + k], y[..., 2 * a + k:])


def labels(p, parts, heads, key=None, rates=None, each=False):
    """Scores of labels (t, n, R) given heads (t, n), 0 the root; each: units are dropped word by word."""
    dependent, head = parts
    t, n, _ = dependent.shape
    at = jnp.maximum(heads - 1, 0)
    chosen = jnp.take_along_axis(head, at[..., None], 0)
    places = jnp.asarray(treebank.BUCKET[:t, :t])[jnp.arange(t)[:, None], at]
    m = dependent + chosen + jax.nn.one_hot(places, treebank.BUCKETS, dtype=jnp.float32) @ p["lbuc"]
    q = quantise(tanh(m))
    if key is not None:
        q = dropout(key, q, rates["label"], over_time=not each)
    return q @ weights(p["labw"]).T + p["labb"]
