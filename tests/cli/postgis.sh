# A PostgreSQL server with PostGIS, installed and started by this test alone: zones, people and sites are
# read from it, findings are written back, and every failure is told without the password.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "a server of our own"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || [ ! -x "$bin/initdb" ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        skip "PostGIS is not installed, and this user may not install it"
        finish
    fi
    # No cluster of the system's own: the server here is the only one.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/katve-test.conf
    # The locks of other installers are waited for; a machine without packages skips.
    if ! (apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y \
        --no-install-recommends postgresql-15 postgresql-15-postgis-3) >install.log 2>&1; then
        skip "PostGIS could not be installed: $(tail -n 1 install.log)"
        finish
    fi
    bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
fi
# The server refuses to run as root.
as=() me=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    as=(runuser -u postgres --) me=postgres
fi
db=$(mktemp -d /tmp/katve-pg.XXXXXX)
echo rule >"$db/word"
[ "$me" = postgres ] && chown -R postgres "$db"
stop() { (cd / && "${as[@]}" "$bin/pg_ctl" -D "$db/data" -m "${1:-fast}" -w stop) >/dev/null 2>&1; }
trap 'stop immediate; rm -rf "$db" "$work"' EXIT
start() {
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$db/data" -w -l "$db/log" -o "-c listen_addresses='' -k $db -c fsync=off" start) >/dev/null 2>&1
}
if ! (cd / && "${as[@]}" "$bin/initdb" -D "$db/data" -U boss -A scram-sha-256 --pwfile="$db/word" -E UTF8 --locale=C.UTF-8 --no-sync) >init.log 2>&1 || ! start; then
    tail -n 5 init.log "$db/log" 2>/dev/null
    skip "the server did not start"
    finish
fi
sql() { PGPASSWORD=rule psql -h "$db" -U boss -d "${1}" -v ON_ERROR_STOP=1 -qAt; }
echo "CREATE ROLE anna LOGIN PASSWORD 'hush'; CREATE ROLE guest LOGIN PASSWORD 'hush'; CREATE DATABASE gis;" | sql postgres || wrong "no database"
echo "CREATE EXTENSION postgis; CREATE SCHEMA facts; GRANT USAGE ON SCHEMA facts TO anna; GRANT CREATE ON DATABASE gis TO anna;" | sql gis || wrong "no PostGIS"
pg="PG:host=$db dbname=gis user=anna password=hush"
is() { [ "$2" = "$3" ] || wrong "$1 is $2, expected $3"; }

# The sample study's own tables, put into the database.
katve init files -q
boss="PG:host=$db dbname=gis user=boss password=rule"
load() { ogr2ogr -q -f PostgreSQL "$boss" "$1" -nln "facts.$2" -lco GEOMETRY_NAME=geom -lco LAUNDER=NO "${@:3}" 2>&1; }
load files/municipalities.geojson zones -a_srs EPSG:3067
load files/people.csv people -oo AUTODETECT_TYPE=NO
load files/sites.csv sites -oo AUTODETECT_TYPE=NO
echo "CREATE VIEW facts.sites_view AS SELECT * FROM facts.sites; GRANT SELECT ON ALL TABLES IN SCHEMA facts TO anna;" | sql gis
sed -e "s|source: municipalities.geojson|source: \"$pg\"\n    layer: facts.zones|" \
    -e "s|source: people.csv|source: \"$pg\"\n  layer: facts.people|" \
    -e "s|source: sites.csv|source: \"$pg\"\n  layer: facts.sites_view|" files/study.yaml >files/db.yaml
# Options that make the runs short.
quick=(--lang fi --set 'report.pages=[cover]' -q)

begin "zones and people of tables, sites of a view: the findings of the files"
katve run files/study.yaml "${quick[@]}" --out a
expect_rc 0
katve run files/db.yaml "${quick[@]}" --out b
expect_rc 0
expect cmp a/esimerkki/*/data/data.csv b/esimerkki/*/data/data.csv

begin "the password is nowhere in what was written"
is "files with it" "$(grep -rla hush b | wc -l)" 0
expect grep -q 'rows-sha256:' b/esimerkki/*/ro-crate-metadata.json
katve plan files/db.yaml --json
reject grep -q hush out err

begin "the same rows in another order are the same input; a changed value is another run"
run=$(basename b/esimerkki/*)
echo "UPDATE facts.people SET id = id WHERE id IN (SELECT id FROM facts.people LIMIT 3); CLUSTER facts.people USING people_pkey;" | sql gis
katve run files/db.yaml "${quick[@]}" --out c
is run "$(basename c/esimerkki/*)" "$run"
echo "UPDATE facts.people SET total = '1' || total WHERE id = (SELECT min(id) FROM facts.people)" | sql gis
katve run files/db.yaml "${quick[@]}" --out d
expect test "$(basename d/esimerkki/*)" != "$run"

begin "findings go back as tables with index and comments, and again"
for _ in 1 2; do
    katve run files/db.yaml "${quick[@]}" --out e --set "export.postgis=$pg" --set export.schema=found
    expect_rc 0
done
is "files with the password" "$(grep -rla hush e | wc -l)" 0
is zones "$(echo 'SELECT count(*) FROM found.municipality' | sql gis)" "$(echo 'SELECT count(*) FROM facts.zones' | sql gis)"
is sites "$(echo 'SELECT count(*) FROM found.sites' | sql gis)" "$(echo 'SELECT count(*) FROM facts.sites' | sql gis)"
is srid "$(echo 'SELECT DISTINCT ST_SRID(geom) FROM found.municipality' | sql gis)" 3067
expect test "$(echo "SELECT count(*) FROM pg_indexes WHERE schemaname = 'found' AND indexdef LIKE '%gist%'" | sql gis)" -ge 4
comment="SELECT col_description('found.municipality'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'found.municipality'::regclass AND attname = 'need'"
expect grep -q persons <(echo "$comment" | sql gis)
expect grep -q 'katve .*, run 2' <(echo "SELECT obj_description('found.cells'::regclass)" | sql gis)
python3 - e/esimerkki/*/data/data.csv >want <<'PY'
import csv, sys
for r in csv.DictReader(open(sys.argv[1])):
    if r["level"] == "municipality" and r["variable"] == "need" and r["mark"] == "shown":
        print(f'{r["code"]}|{float(r["value"]):g}')
PY
echo 'SELECT code, need FROM found.municipality WHERE need IS NOT NULL ORDER BY code' | sql gis >got
expect test -s want
expect cmp want got

begin "all or nothing: a table that can't be replaced leaves everything as it was"
echo "CREATE VIEW found.mine AS SELECT code FROM found.region; UPDATE found.municipality SET need = -5" | sql gis
katve run files/db.yaml "${quick[@]}" --out f --set "export.postgis=$pg" --set export.schema=found
expect_rc 1
expect_err "a table of an earlier run can't be replaced"
expect_err "depend"
reject_err hush
is "rows as they were" "$(echo 'SELECT DISTINCT need FROM found.municipality' | sql gis)" -5
reject test -e f/esimerkki/2019*

begin "no right to make a schema, no right to read, no such table, wrong password, no server"
guest=${pg/anna/guest}
katve run files/study.yaml "${quick[@]}" --out g --set "export.postgis=$guest" --set export.schema=other
expect_rc 1
expect_err "permission denied for database gis"
sed "s/user=anna/user=guest/" files/db.yaml >files/guest.yaml
katve check files/guest.yaml
expect_rc 3
expect_err "permission denied"
reject_err hush
sed "s/facts.people/facts.peple/" files/db.yaml >files/typo.yaml
katve check files/typo.yaml
expect_rc 3
expect_err "facts.peple"
reject_err hush
sed "s/password=hush/password=hushhush/" files/db.yaml >files/wrong.yaml
katve check files/wrong.yaml
expect_rc 3
expect_err "password authentication failed"
reject_err hush
katve run files/study.yaml "${quick[@]}" --out g --set "export.postgis=mysql://anna:hush@x/y"
expect_rc 3
reject_err hush

begin "the server goes in mid-read: no part of a table is taken for the whole"
# A stand-in before the server's socket lets the first BYTES of its answers through and breaks off.
mkdir "$work/half"
cat >cut.py <<'PY'
import socket, sys, threading
real, own, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
listener = socket.socket(socket.AF_UNIX)
listener.bind(own)
listener.listen()
def forward(source, target, left):
    while (data := source.recv(4096)) and left != 0:
        target.sendall(data if left < 0 else data[:left])
        left = max(left - len(data), 0) if left > 0 else left
    for end in (source, target):
        try: end.shutdown(socket.SHUT_RDWR)
        except OSError: pass
print("ready", flush=True)
while True:
    client = listener.accept()[0]
    server = socket.socket(socket.AF_UNIX)
    server.connect(real)
    threading.Thread(target=forward, args=(client, server, -1), daemon=True).start()
    threading.Thread(target=forward, args=(server, client, most), daemon=True).start()
PY
echo "CREATE TABLE facts.many AS SELECT p.*, 'x' || g AS filler FROM facts.people p, generate_series(1, 400) g; GRANT SELECT ON facts.many TO anna; UPDATE facts.many SET id = id || '-' || filler" | sql gis
rows=$(echo "SELECT count(*) FROM facts.many" | sql gis)
sed -e "s|host=$db|host=$work/half|" -e "s/layer: facts.people/layer: facts.many/" files/db.yaml >files/half.yaml
for bytes in 60000 300000 900000; do
    rm -f "$work/half/.s.PGSQL.5432"
    python3 -B cut.py "$db/.s.PGSQL.5432" "$work/half/.s.PGSQL.5432" "$bytes" >ready &
    cutter=$!
    for _ in $(seq 100); do [ -s ready ] && break; sleep 0.05; done
    katve check files/half.yaml
    kill $cutter
    wait $cutter 2>/dev/null
    expect_rc 3
    expect_err " of $rows rows: server closed the connection unexpectedly This probably means"
    expect_err "The connection broke off; run it again."
    reject_err hush
done
stop
katve check files/db.yaml
expect_rc 3
reject_err hush
katve run files/study.yaml "${quick[@]}" --out g --set "export.postgis=$pg"
expect_rc 1
expect_err "the database can't be reached"
reject_err hush
reject test -e g/esimerkki/2019*
finish
