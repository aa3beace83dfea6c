"""Generalised outlines: regions and coast of Natural Earth, municipalities inside them.

Natural Earth's admin-1 layer has the 18 mainland regions, and the 16 municipalities of Åland as they
are. A mainland municipality is the union of the Voronoi cells of its places (its centre, its postal
areas, its libraries) among all places of its region, cut by the region. With the centres alone,
Kauniainen would take half of Espoo and every library there; with all places, each place that lies
on Natural Earth's land of its region falls inside its own municipality.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import subprocess

import tables
import topology

STEP = 10    # metres; the grid of the finished coordinates
REACH = 15   # metres; a vertex this near a border belongs to it
ISLET = 0.4e6  # square metres; smaller islands are left out: 0.01 mm2 at 1:6 000 000
BORDER = 2000  # metres; a place this deep in another region's shape changed region since it was drawn
INLAND = 250  # metres inside the shore for a centre that must move

REGION_OF = {
    "Uusimaa": "01", "Finland Proper": "02", "Satakunta": "04", "Tavastia Proper": "05",
    "Pirkanmaa": "06", "Päijät-Häme": "07", "Kymenlaakso": "08", "South Karelia": "09",
    "Southern Savonia": "10", "Northern Savonia": "11", "North Karelia": "12",
    "Central Finland": "13", "Southern Ostrobothnia": "14", "Ostrobothnia": "15",
    "Central Ostrobothnia": "16", "Northern Ostrobothnia": "17", "Kainuu": "18", "Lapland": "19",
}
ALAND = "21"
SHA256 = {"fin": "b3441452578f9cebfa83b8cf1defc6e5bed0ea59b095921bc1cb1f999d7871f3",
          "ald": "b4f6285d3517d8ab83fbac90dc3cabc9d1f6285385f143f9974628c8a3318865"}


def ogr(target, source, *options):
    subprocess.run(["ogr2ogr", "-f", "GPKG", target, source, *options], check=True)


def query(target, layer, source, sql, *options):
    ogr(target, source, "-dialect", "indirect_sqlite", "-sql", sql, "-nln", layer, "-a_srs", "EPSG:3067", *options)


def polygons(source, layer, scratch, key):
    """The polygons of a layer by the text in field `key`, coordinates as they are."""
    target = scratch / f"{layer}.out.geojson"
    subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=3",
                    target, source, layer], check=True)
    found = {}
    for feature in json.loads(target.read_text())["features"]:
        shape = feature["geometry"]
        parts = [shape] if shape["type"] != "GeometryCollection" else shape["geometries"]
        for part in parts:
            if part["type"] == "Polygon":
                found.setdefault(feature["properties"][key], []).append(part["coordinates"])
            elif part["type"] == "MultiPolygon":
                found.setdefault(feature["properties"][key], []).extend(part["coordinates"])
    return found


def project_outlines(package, scratch):
    for name, digest in SHA256.items():
        path = package / "src" / "js" / "data" / f"{name}.json"
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ValueError(f"{path.name} is not the file this recipe was made for")
        ogr(scratch / f"{name}.gpkg", path, "-t_srs", "EPSG:3067", "-nln", name,
            "-nlt", "PROMOTE_TO_MULTI", "-select", "name")
    cases = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in REGION_OF.items())
    query(scratch / "regions.gpkg", "regions", scratch / "fin.gpkg",
          f"SELECT CASE name {cases} END AS region, geom FROM fin")


def places_of(facts):
    """One row per place: x, y, municipality, its region, whether it is the centre."""
    region = {code: row["region_code"] for code, row in facts["municipalities"].items()}
    taken = {}
    for code, row in facts["municipalities"].items():
        taken[row["centre_x"], row["centre_y"]] = (code, 1)
    for key, code in (("people", "code"), ("sites", "municipality")):
        for row in facts[key]:
            taken.setdefault((row["x"], row["y"]), (row[code], 0))
    return [(x, y, code, region[code], centre) for (x, y), (code, centre) in sorted(taken.items())]


def answers(scratch, name, sql):
    """Rows of an SQL query over the layer `name` of its own file, geometry as X and Y."""
    query(scratch / "answer.gpkg", "answer", scratch / f"{name}.gpkg", sql, "-overwrite")
    subprocess.run(["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_XY", scratch / "answer.csv",
                    scratch / "answer.gpkg"], check=True)
    return tables.rows_of(scratch / "answer.csv")


def redraw_regions(places, scratch):
    """Natural Earth's regions are older than 2020: Vaala, Himanka, Kiikoinen, Hämeenkoski and others
    have changed region since. A place deep in another region's shape takes part in that shape."""
    store_points(scratch, "places", places)
    shape = {(int(row["px"]), int(row["py"])): row["shape"] for row in answers(
        scratch, "places", "SELECT p.px, p.py, s.region AS shape, p.geom FROM places p "
        f"JOIN '{scratch}/regions.gpkg'.regions s ON ST_Contains(s.geom, p.geom) "
        f"JOIN '{scratch}/regions.gpkg'.regions r ON r.region = p.region "
        f"WHERE s.region <> p.region AND ST_Distance(r.geom, p.geom) > {BORDER}")}
    return [(x, y, code, shape.get((x, y), region), centre) for x, y, code, region, centre in places]


def move_centres(places, scratch):
    """Centres off their shape's generalised land go to the nearest point INLAND of its shore."""
    store_points(scratch, "shaped", places)
    to = {row["code"]: (round(float(row["X"])), round(float(row["Y"]))) for row in answers(
        scratch, "shaped", f"SELECT code, ST_ClosestPoint(ST_Buffer(r.geom, -{INLAND}), p.geom) AS geom "
        f"FROM shaped p JOIN '{scratch}/regions.gpkg'.regions r ON r.region = p.region "
        "WHERE p.centre = '1' AND NOT ST_Contains(r.geom, p.geom)")}
    return to, [(*to[code], code, shape, centre) if centre and code in to else (x, y, code, shape, centre)
                for x, y, code, shape, centre in places]


def store_points(scratch, name, places):
    tables.write_csv(scratch / f"{name}.csv", ["px", "py", "code", "region", "centre"], places)
    ogr(scratch / f"{name}.gpkg", scratch / f"{name}.csv", "-oo", "X_POSSIBLE_NAMES=px",
        "-oo", "Y_POSSIBLE_NAMES=py", "-oo", "KEEP_GEOM_COLUMNS=YES", "-a_srs", "EPSG:3067", "-nln", name)


def voronoi(places, scratch):
    """Polygons of the mainland municipalities, before the grid."""
    store_points(scratch, "seeds", [place for place in places if place[3] != ALAND])
    query(scratch / "cells.gpkg", "cells", scratch / "seeds.gpkg",
          "SELECT region, ST_VoronojDiagram(ST_Collect(geom), 0, 100) AS geom FROM seeds GROUP BY region",
          "-explodecollections", "-nlt", "POLYGON")
    query(scratch / "joined.gpkg", "joined", scratch / "cells.gpkg",
          "SELECT s.code AS code, s.region AS region, ST_Union(c.geom) AS geom FROM cells c "
          f"JOIN '{scratch}/seeds.gpkg'.seeds s ON s.region = c.region AND ST_Contains(c.geom, s.geom) "
          "GROUP BY s.code, s.region")
    query(scratch / "cut.gpkg", "cut", scratch / "joined.gpkg",
          "SELECT j.code AS code, ST_Union(ST_Intersection(j.geom, r.geom)) AS geom FROM joined j "
          f"JOIN '{scratch}/regions.gpkg'.regions r ON r.region = j.region GROUP BY j.code")
    return polygons(scratch / "cut.gpkg", "cut", scratch, "code")


def aland(facts, scratch):
    code = {row["name_sv"]: key for key, row in facts["municipalities"].items()
            if row["region_code"] == ALAND}
    return {code[name]: shape
            for name, shape in polygons(scratch / "ald.gpkg", "ald", scratch, "name").items()}


def tidy(areas, places, facts):
    """Detached bits without a place of their own join the neighbour; islets go."""
    own = {}
    for x, y, code, _, _ in places:
        own.setdefault(code, []).append((x, y))
    region = {code: row["region_code"] for code, row in facts["municipalities"].items()}
    holder = {edge: code for code, edges in areas.items() for edge in edges}
    gains = {}
    for code in sorted(areas):
        pieces = topology.pieces_of(areas[code])
        kept = set()
        for at, piece in enumerate(pieces):
            edges = topology.edges_of(piece)
            inhabited = any(topology.inside(piece[0], place) for place in own[code])
            beside = {}
            for a, b in edges:
                other = holder.get((b, a))
                if other and region[other] == region[code]:
                    beside[other] = beside.get(other, 0) + abs(a[0] - b[0]) + abs(a[1] - b[1])
            if not inhabited and beside:
                gains.setdefault(max(sorted(beside), key=beside.get), []).extend(edges)
            elif at == 0 or inhabited or beside or topology.ring_area(piece[0]) >= 2 * ISLET:
                kept |= edges
        areas[code] = kept
    return {code: topology.cancel(list(edges) + gains.get(code, [])) for code, edges in areas.items()}


def feature(properties, edges):
    shape = [[ring + ring[:1] for ring in piece] for piece in topology.pieces_of(edges)]
    return json.dumps({"type": "Feature", "properties": properties,
                       "geometry": {"type": "MultiPolygon", "coordinates": shape}},
                      ensure_ascii=False, separators=(",", ":"))


def write_geojson(path, name, features):
    head = ('{"type":"FeatureCollection","name":"%s","crs":{"type":"name","properties":'
            '{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":[\n' % name)
    path.write_text(head + ",\n".join(features) + "\n]}\n", encoding="utf-8")


def check(areas, facts):
    """Every municipality once, its centre inside; no border shared by more than two; no gaps."""
    for code, row in facts["municipalities"].items():
        spot = (row["label_x"], row["label_y"])
        if not any(topology.inside(piece[0], spot) for piece in topology.pieces_of(areas[code])):
            raise ValueError(f"the centre of {code} is outside its outline")
    count = sum(len(edges) for edges in areas.values())
    if len({edge for edges in areas.values() for edge in edges}) != count:
        raise ValueError("two municipalities lie on the same side of a border")
    land = topology.cancel([edge for edges in areas.values() for edge in edges])
    if any(topology.ring_area(ring) < 0 for ring in topology.rings_of(land)):
        raise ValueError("there is a gap between municipalities")


def inner_point(edges):
    """For a centre off Natural Earth's Åland: the middle of the widest west-east cut of its largest island."""
    ring = topology.pieces_of(edges)[0][0]
    ys = sorted({y for _, y in ring})
    best = (0, 0, 0)
    for y in ((low + high) / 2 for low, high in zip(ys, ys[1:])):
        xs = sorted(ax + (y - ay) * (bx - ax) / (by - ay)
                    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]) if (ay > y) != (by > y))
        best = max([best] + [(right - left, (left + right) / 2, y) for left, right in zip(xs[::2], xs[1::2])])
    return round(best[1]), round(best[2])


def build(facts, package, scratch, folder):
    """Writes both outline files. Returns the centres that were moved, code -> (x, y), and the codes of
    the municipalities that lie in the shape of another region than their own, in part or whole."""
    project_outlines(package, scratch)
    shaped = redraw_regions(places_of(facts), scratch)
    redrawn = {code for _, _, code, shape, _ in shaped if shape != facts["municipalities"][code]["region_code"]}
    moved, places = move_centres(shaped, scratch)
    shapes = voronoi(places, scratch) | aland(facts, scratch)
    rings = {code: list(topology.rounded_rings(shapes[code], STEP)) for code in facts["municipalities"]}
    areas = tidy(topology.node(rings, REACH, STEP), places, facts)
    for code, row in facts["municipalities"].items():
        spot = moved.get(code, (row["centre_x"], row["centre_y"]))
        if row["region_code"] == ALAND and not any(
                topology.inside(piece[0], spot) for piece in topology.pieces_of(areas[code])):
            spot = moved[code] = inner_point(areas[code])
        row["label_x"], row["label_y"] = spot
    check(areas, facts)

    keys = ["code", "name_fi", "name_sv", "name_en", "region_code", "lang_status", "population"]
    write_geojson(folder / "municipalities.geojson", "municipalities",
                  [feature({key: row[key] for key in keys}
                           | {"centre_x": row["label_x"], "centre_y": row["label_y"]}, areas[code])
                   for code, row in facts["municipalities"].items()])
    write_geojson(folder / "regions.geojson", "regions",
                  [feature(*region_of(code, names, areas, facts)) for code, names in facts["regions"].items()])
    return moved, redrawn


def region_of(code, names, areas, facts):
    members = [key for key, row in facts["municipalities"].items() if row["region_code"] == code]
    edges = topology.cancel([edge for key in members for edge in sorted(areas[key])])
    people = sum(facts["municipalities"][key]["population"] for key in members)
    return {"code": code, "name_fi": names["name_fi"], "name_sv": names["name_sv"],
            "name_en": names["name_en"], "population": people}, edges
