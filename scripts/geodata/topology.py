"""A coverage of polygons on a whole-number grid, as directed edges.

Each area is a set of directed edges with the area on their left. Two areas that share a border hold
the same edges in opposite directions, so a union is a cancellation, and borders that were the same
before stay the same to the metre.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import math

TILE = 4000  # metres; side of the search grid for noding


def ring_area(ring):
    """Twice the signed area of an open ring (first vertex not repeated): > 0 is counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def rounded_rings(polygons, step):
    """Open rings on the grid, outer ones counter-clockwise and holes clockwise."""
    for polygon in polygons:
        for at, raw in enumerate(polygon):
            ring = []
            for x, y in raw:
                point = (round(x / step) * step, round(y / step) * step)
                if not ring or ring[-1] != point:
                    ring.append(point)
            if len(ring) > 1 and ring[0] == ring[-1]:
                ring.pop()
            if len(ring) >= 3 and ring_area(ring) != 0:
                yield ring if (ring_area(ring) > 0) == (at == 0) else ring[::-1]


def tiles_of(a, b):
    for i in range(min(a[0], b[0]) // TILE, max(a[0], b[0]) // TILE + 1):
        for j in range(min(a[1], b[1]) // TILE, max(a[1], b[1]) // TILE + 1):
            yield i, j


def place_on(a, b, p, reach):
    """Where along a-b the point p lies (0..1) when it is within reach of the open segment, or None."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
    if p in (a, b) or not 0 < along < 1:
        return None
    off = abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / math.sqrt(length)
    return along if off <= reach else None


def split_points(segments, reach, step):
    """For each undirected segment the points to add to it, in order from its first end: vertices of
    others that lie on it, and crossings that the rounding to the grid has made."""
    vertices, tracks = {}, {}
    for point in {p for segment in segments for p in segment}:
        vertices.setdefault((point[0] // TILE, point[1] // TILE), []).append(point)
    for segment in segments:
        for tile in tiles_of(*segment):
            tracks.setdefault(tile, []).append(segment)
    found = {}
    for a, b in segments:
        for tile in tiles_of((min(a[0], b[0]) - 20, min(a[1], b[1]) - 20),
                             (max(a[0], b[0]) + 20, max(a[1], b[1]) + 20)):
            for p in vertices.get(tile, ()):
                at = place_on(a, b, p, reach)
                if at is not None:
                    found.setdefault((a, b), set()).add((at, p))
    for crowd in tracks.values():
        for at, first in enumerate(crowd):
            for second in crowd[:at]:
                p = crossing(first, second, step)
                for a, b in (first, second) if p else ():
                    place = place_on(a, b, p, 2 * step)
                    if place is not None:
                        found.setdefault((a, b), set()).add((place, p))
    return {segment: [p for _, p in sorted(points)] for segment, points in found.items()}


def turn(a, b, p):
    """> 0 when p is left of a-b, 0 on its line."""
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def crossing(first, second, step):
    """The grid point where two segments cross between their ends, or None."""
    (a, b), (c, d) = first, second
    if turn(a, b, c) * turn(a, b, d) >= 0 or turn(c, d, a) * turn(c, d, b) >= 0:
        return None
    along = turn(c, d, a) / (turn(c, d, a) - turn(c, d, b))
    return (round((a[0] + along * (b[0] - a[0])) / step) * step,
            round((a[1] + along * (b[1] - a[1])) / step) * step)


def weld(points, near):
    """Points that lie within `near` of an earlier one, and that one: no edge stays shorter."""
    kept, welded = {}, {}
    for x, y in sorted(points):
        tile = (x // 1000, y // 1000)
        around = [p for i in (-1, 0, 1) for j in (-1, 0, 1)
                  for p in kept.get((tile[0] + i, tile[1] + j), ())
                  if (p[0] - x) ** 2 + (p[1] - y) ** 2 <= near * near]
        if around:
            welded[x, y] = around[0]
        else:
            kept.setdefault(tile, []).append((x, y))
    return welded


def node(areas, reach, step):
    """Areas as edge sets in which every vertex on a border is a vertex of both its sides."""
    edges = {key: [(a, b) for ring in rings for a, b in zip(ring, ring[1:] + ring[:1])]
             for key, rings in areas.items()}
    while True:
        welded = weld({p for side in edges.values() for edge in side for p in edge}, 1.5 * step)
        edges = {key: [(a, b) for a, b in ((welded.get(a, a), welded.get(b, b)) for a, b in side) if a != b]
                 for key, side in edges.items()}
        splits = split_points(sorted({(min(e), max(e)) for side in edges.values() for e in side}), reach, step)
        if not splits:
            return {key: cancel(side) for key, side in edges.items()}
        edges = {key: [part for edge in side for part in parted(edge, splits)]
                 for key, side in edges.items()}


def parted(edge, splits):
    inner = splits.get((min(edge), max(edge)), [])
    path = [edge[0]] + (inner if edge[0] < edge[1] else inner[::-1]) + [edge[1]]
    return list(zip(path, path[1:]))


def cancel(edges):
    """The edge set without pairs that run both ways: inner borders and spikes."""
    net = collections.Counter()
    for a, b in edges:
        net[min(a, b), max(a, b)] += 1 if a < b else -1
    return {(a, b) if count > 0 else (b, a) for (a, b), count in net.items() if count}


def rings_of(edges):
    """Simple open rings of an edge set, each starting at its least vertex, largest first."""
    leaving = {}
    for a, b in sorted(edges):
        leaving.setdefault(a, []).append(b)
    rings = []
    for start in sorted(leaving):
        while leaving[start]:
            path, seen = [start], {start: 0}
            while path:
                here = path[-1]
                if not leaving[here]:
                    break
                there = next_vertex(path, leaving[here])
                leaving[here].remove(there)
                if there in seen:  # a loop is closed: take it off the path
                    rings.append(path[seen[there]:])
                    for point in path[seen[there] + 1:]:
                        del seen[point]
                    del path[seen[there] + 1:]
                else:
                    seen[there] = len(path)
                    path.append(there)
    turned = [ring[ring.index(min(ring)):] + ring[:ring.index(min(ring))] for ring in rings]
    return sorted(turned, key=lambda ring: (-abs(ring_area(ring)), ring[0]))


def next_vertex(path, choices):
    """At a vertex where rings touch: the first way out clockwise from where we came."""
    if len(choices) == 1 or len(path) < 2:
        return choices[0]
    (px, py), (hx, hy) = path[-2], path[-1]
    back = math.atan2(py - hy, px - hx)
    return min(choices, key=lambda p: (back - math.atan2(p[1] - hy, p[0] - hx)) % (2 * math.pi) or 9)


def inside(ring, point):
    """Even-odd test; a point on the border may fall on either side."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


def pieces_of(edges):
    """Polygons of an area: lists of an outer ring and its holes, largest first."""
    rings = rings_of(edges)
    outer = [[ring] for ring in rings if ring_area(ring) > 0]
    for hole in (ring for ring in rings if ring_area(ring) < 0):
        home = [piece for piece in outer if holds(piece[0], hole)]
        min(home, key=lambda piece: ring_area(piece[0])).append(hole)
    return outer


def holds(ring, hole):
    """Whether a hole lies in a ring; the mean of a hole's edge is never a corner of the ring."""
    border = set(ring)
    free = [p for p in hole if p not in border]
    if free:
        return inside(ring, free[0])
    (ax, ay), (bx, by) = hole[0], hole[1]
    return inside(ring, ((ax + bx) / 2, (ay + by) / 2))


def edges_of(piece):
    return {(a, b) for ring in piece for a, b in zip(ring, ring[1:] + ring[:1])}
