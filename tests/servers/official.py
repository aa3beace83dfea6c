#!/usr/bin/env python3
"""A stand-in for the services that `katve fetch` asks, on a port of this machine.

    official.py FOLDER    prints its port, then serves until it is ended

FOLDER/rows/NAME.json   rows that services of pages hand out: {"kind": "wfs", "head": {...}, "rows": [...]}
FOLDER/whole/NAME       files handed out in one piece, with ETag and ranges
FOLDER/tables/NAME.px   {"variables": [...], "cells": {...}}: PxWeb tables, values made from the codes
FOLDER/recorded/REQUEST.xml  recorded answers of a WFS to GetCapabilities, DescribeFeatureType and GetFeature; the
                        server's own address stands for the recorded one
FOLDER/mishaps          lines `PATH-PART KIND COUNT`: the next COUNT requests whose address holds
                        PATH-PART go wrong: status codes, `slow`, `cut` (half of the answer), `html`
FOLDER/log              one line for each request: method, address, Range

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import http.server
import json
import pathlib
import sys
import time
import urllib.parse

ROOT = pathlib.Path(sys.argv[1])


def mishap(path):
    """The kind of the first mishap that still has requests to spoil; counts it down."""
    file = ROOT / "mishaps"
    lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
    for line in lines:
        if line[0] in path and int(line[2]) > 0:
            line[2] = str(int(line[2]) - 1)
            file.write_text("".join(" ".join(one) + "\n" for one in lines))
            return line[1]
    return None


def page_of(name, query, base):
    data = json.loads((ROOT / "rows" / f"{name}.json").read_text())
    rows, kind = data["rows"], data["kind"]
    most = data.get("most", 10 ** 9)  # what the server gives at once, whatever is asked for
    head = dict(data.get("head", {}))
    number = lambda key, default: int(query.get(key, [default])[0])
    if kind == "wfs":
        first, n = number("startIndex", 0), min(number("count", 10 ** 9), most)
        part = rows[first:first + n]
        return {"type": "FeatureCollection", "features": part, "totalFeatures": len(rows),
                "numberMatched": data.get("promise", len(rows)), "numberReturned": len(part),
                "timeStamp": str(time.time()), **head}
    if kind == "features":  # OGC API: the service names the next page itself, for people and for programs
        first, n = number("offset", 0), min(number("limit", 10), most)
        part, links = rows[first:first + n], [{"rel": "self", "href": base}]
        if first + n < len(rows):
            for type_ in ("text/html", "application/geo+json"):
                links.append({"rel": "next", "type": type_, "href": f"{base}?offset={first + n}&limit={n}&f=json"})
        return {"type": "FeatureCollection", "features": part, "links": links, "numberReturned": len(part),
                "numberMatched": data.get("promise", len(rows)), **head}
    if kind == "kirkanta":
        first, n = number("skip", 0), min(number("limit", 10), most)
        return {"type": "library", "total": len(rows), "items": rows[first:first + n]}
    page, size = number("page", 1), most
    pages = -(-len(rows) // size)
    return {"pageNumber": page, "pageSize": size, "pageCount": pages, "itemList": rows[(page - 1) * size:page * size]}


def table_of(name, body):
    """A json-stat2 answer; the value of a cell is a checksum of its codes, so that any part can be checked."""
    meta = json.loads((ROOT / "tables" / f"{name}").read_text())
    if body is None:
        return meta
    asked = {q["code"]: q["selection"]["values"] for q in json.loads(body)["query"]}
    ids = [v["code"] for v in meta["variables"] if v["code"] in asked]
    cells = [[]]
    for key in ids:
        cells = [c + [code] for c in cells for code in asked[key]]
    if len(cells) > meta.get("most", 100000):
        return None
    named = {v["code"]: dict(zip(v["values"], v["valueTexts"])) for v in meta["variables"]}
    value = [meta["cells"].get("|".join(c)) if "cells" in meta else sum("|".join(c).encode()) for c in cells]
    return {"class": "dataset", "label": name, "id": ids, "size": [len(asked[k]) for k in ids], "value": value,
            "dimension": {k: {"label": k, "category": {
                "index": {code: i for i, code in enumerate(asked[k])},
                "label": {code: named[k][code] for code in asked[k]}}} for k in ids}}


def collections_of(last, here):
    """What OGC API Features tells of its collections: of one, or the list of them."""
    one = lambda name, at: {"id": name, "title": name, "itemType": "feature", "links": [
        {"rel": "items", "type": "application/geo+json", "href": f"{at}/items"}]}
    if last != "collections":
        return json.dumps(one(last, here)).encode()
    names = sorted(f.stem for f in (ROOT / "rows").glob("*.json") if json.loads(f.read_text())["kind"] == "features")
    return json.dumps({"collections": [one(n, f"{here}/{n}") for n in names], "links": []}).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, data, status=200, kind=None, headers=()):
        self.send_response(status)
        if data[:1] in b"{[" or data[:5] == b"<?xml":
            self.send_header("Content-Type", "application/json" if data[:1] in b"{[" else "text/xml")
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        half = kind == "cut"
        self.wfile.write(data[:len(data) // 2] if half else data)
        if half:
            self.close_connection = True

    def whole(self, file, kind):
        data = file.read_bytes()
        tag = '"' + hashlib.sha256(data).hexdigest()[:16] + '"'
        headers, status, asked = [("ETag", tag)], 200, self.headers.get("Range")
        if asked and self.headers.get("If-Range") == tag:
            first = int(asked.split("=")[1].rstrip("-"))
            headers.append(("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}"))
            data, status = data[first:], 206
        self.answer(data, status, kind, headers)

    def handle_any(self, body):
        with open(ROOT / "log", "a") as log:
            log.write(f"{self.command} {self.path} {self.headers.get('Range', '')}\n")
        kind = mishap(self.path)
        if kind and kind.isdigit():
            return self.answer(b"busy", int(kind), headers=[("Retry-After", "0")])
        if kind == "slow":
            time.sleep(4)
        if kind == "html":
            return self.answer(b"<html>maintenance</html>")
        url = urllib.parse.urlsplit(self.path)
        query, last = urllib.parse.parse_qs(url.query), url.path.removesuffix("/items").rsplit("/", 1)[-1]
        name = query.get("typeNames", [last])[0].split(":")[-1]
        asked = {key.lower(): value[0] for key, value in query.items()}.get("request", "-")
        if (ROOT / "recorded" / f"{asked}.xml").exists():
            text = (ROOT / "recorded" / f"{asked}.xml").read_bytes()
            base = f"http://{self.headers['Host']}".encode()
            return self.answer(text.replace(b"http://geoserv.stat.fi:8080", base), kind=kind)
        if last == "collections" or url.path.endswith(f"/collections/{last}"):
            return self.answer(collections_of(last, f"http://{self.headers['Host']}{url.path}"))
        if (ROOT / "rows" / f"{name}.json").exists():
            return self.answer(json.dumps(page_of(name, query, "http://" + self.headers["Host"] + url.path)).encode(), kind=kind)
        if (ROOT / "tables" / last).is_file():
            table = table_of(last, body)
            return self.answer(json.dumps(table).encode(), 200 if table else 403, kind)
        if (ROOT / "whole" / last).is_file():
            return self.whole(ROOT / "whole" / last, kind)
        return self.answer(b"no such thing", 404)

    def do_GET(self):
        self.handle_any(None)

    def do_POST(self):
        self.handle_any(self.rfile.read(int(self.headers["Content-Length"])))


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
