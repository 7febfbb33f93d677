"""Maximum spanning trees with exactly one word on the root (Chu and Liu 1965; Edmonds 1967)."""
import numpy as np


def best(scores):
    """Heads of the best tree: scores[dependent][head], head 0 the root; the result has 0 for the root."""
    n = len(scores)
    s = np.array(scores, np.float64)
    s[np.arange(n), np.arange(n) + 1] = -np.inf
    heads = s.argmax(1)
    if (heads == 0).sum() == 1 and not cycle(heads):
        return heads
    s[:, 0] -= 1e9  # as few words on the root as can be: one
    w = np.full((n + 1, n + 1), -np.inf)
    w[1:] = s
    return edmonds(w)[1:]


def cycle(heads):
    """A circle among heads (root 0, word i at i+1), or none."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return path[path.index(i):]
        for k in path:
            state[k] = 2
    return None


def edmonds(w):
    """w[dependent][head], node 0 the root; heads by node."""
    n = len(w)
    heads = w.argmax(1)
    heads[0] = 0
    ring = cycle(heads[1:])
    if not ring:
        return heads
    inside = np.zeros(n, bool)
    inside[ring] = True
    outer = np.flatnonzero(~inside)
    m = len(outer)
    ring = np.array(ring)
    v = np.full((m + 1, m + 1), -np.inf)
    v[:m, :m] = w[np.ix_(outer, outer)]
    leave = w[np.ix_(outer, ring)]  # outer word hangs on one of the ring
    v[:m, m] = leave.max(1)
    leave_by = ring[leave.argmax(1)]
    enter = w[np.ix_(ring, outer)] - w[ring, heads[ring]][:, None]
    v[m, :m] = enter.max(0)
    enter_by = ring[enter.argmax(0)]
    v[0] = -np.inf
    sub = edmonds(v)
    result = heads.copy()
    for i, node in enumerate(outer):
        if i:
            result[node] = leave_by[i] if sub[i] == m else outer[sub[i]]
    node = enter_by[sub[m]]
    result[node] = outer[sub[m]]
    return result
