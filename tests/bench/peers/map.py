"""mapnik draws a choropleth in five classes as a PDF of A4: map.py FILE LAYER COLUMN OUT
SPDX-License-Identifier: GPL-3.0-or-later"""
import os
import sys
import time

import mapnik

path, layer_name, column, out = sys.argv[1:5]
start = time.process_time()
edges = [0, 3, 10, 30, 60, 1e9]
ramp = ["#fbf0dc", "#f0c580", "#dc8d2a", "#a3571f", "#562b1a"]
rules = "".join(
    f'<Rule><Filter>[{column}] &gt;= {lo} and [{column}] &lt; {hi}</Filter><PolygonSymbolizer fill="{fill}"/>'
    '<LineSymbolizer stroke="white" stroke-width="0.25"/></Rule>'
    for lo, hi, fill in zip(edges, edges[1:], ramp))
xml = (f'<Map srs="+proj=utm +zone=35 +ellps=GRS80 +units=m +no_defs" background-color="white"><Style name="s">{rules}</Style>'
       f'<Layer name="l" srs="+proj=utm +zone=35 +ellps=GRS80 +units=m +no_defs"><StyleName>s</StyleName><Datasource>'
       f'<Parameter name="type">ogr</Parameter><Parameter name="file">{path}</Parameter>'
       f'<Parameter name="layer">{layer_name}</Parameter></Datasource></Layer></Map>')
m = mapnik.Map(595, 842)
mapnik.load_map_from_string(m, xml)
m.zoom_all()
mapnik.render_to_file(m, out, "pdf")
print(f"mapnik {mapnik.mapnik_version_string()}: bare map {time.process_time():.2f} s CPU, of which start "
      f"{start:.2f} s, {os.path.getsize(out) / 1000:.0f} kB")
