# The same streets by two importers: the extract of Karhula as OpenStreetMap gives it, and as a plain layer of lines with
# its tags in columns. Parts, people off the roads and who is left out must be the same.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "a layer of lines makes the network that the extract makes"
shared=$(cd "$root/../shared" 2>/dev/null && pwd)
pbf=$shared/finland/roads_karhula_2019.osm.pbf
if [ ! -e "$pbf" ]; then
    skip "no ../shared/finland beside the project"
    finish
fi
cat >osm.ini <<'INI'
attribute_name_laundering=yes
closed_ways_are_polygons=
[lines]
osm_id=yes
attributes=highway,route,oneway,maxspeed,access,motor_vehicle,foot,bicycle,surface,duration,junction,area,tunnel
INI
OSM_CONFIG_FILE=$PWD/osm.ini ogr2ogr -q -f GPKG lines.gpkg "$pbf" lines -where "highway IS NOT NULL OR route = 'ferry'"
sed -e "s|\.\./\.\./\.\./shared|$shared|" -e "s|\.\./\.\./geodata|$root/geodata|" "$root/tests/studies/roads.yaml" >osm.yaml
sed -e "s|  source: .*roads_karhula_2019.osm.pbf|  importer: road_lines\n  source: lines.gpkg\n  meet: vertices\n  columns: {class: highway, speed: maxspeed, direction: oneway, car: motor_vehicle, cycle: bicycle}\n  classes: {proposed: none, construction: none, rest_area: none}|" osm.yaml >lines.yaml
for k in osm lines; do
    katve run "$k.yaml" --out "$k" --lang en --only Kymenlaakso
    expect_rc 0
    cat "$k"/*/*/data/tables/road_*.csv >"$k.tables"
done
[ -s osm.tables ] || wrong "no tables of roads came"
diff osm.tables lines.tables >told || wrong "the importers differ: $(head -3 told)"

finish
