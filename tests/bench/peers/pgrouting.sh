#!/bin/sh
# pgRouting on a road graph of katve's bench: sh pgrouting.sh FILE FOLDER. A server of its own in FOLDER, on a socket
# there, stopped at the end; the time is that of the server's process. The first three sources are searched.
# SPDX-License-Identifier: GPL-3.0-or-later
file=$1 folder=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if ! ls /usr/share/postgresql/*/extension/pgrouting.control >/dev/null 2>&1; then
    echo "peer pgRouting: not installed (postgresql-15-pgrouting)"
    exit 0
fi
db=$(mktemp -d /tmp/katve-pgr.XXXXXX)
as=
if [ "$(id -u)" -eq 0 ]; then # the server refuses to run as root
    as="runuser -u postgres --"
    chown postgres "$db"
fi
stop() { (cd / && $as "$bin/pg_ctl" -D "$db/data" -m immediate -w stop) >/dev/null 2>&1; rm -rf "$db"; }
trap stop EXIT
if ! (cd / && $as "$bin/initdb" -D "$db/data" -U boss -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
    $as "$bin/pg_ctl" -D "$db/data" -w -l "$db/log" -o "-c listen_addresses='' -k $db -c fsync=off" start) >"$folder/pg.log" 2>&1; then
    echo "peer pgRouting: the server did not start"
    exit 0
fi
python3 - "$file" "$folder" <<'PY'
import array, sys
with open(sys.argv[1], "rb") as f:
    nnode, narc, nsource, cutoff = array.array("I", f.read(16))
    start, head, cost, source = (array.array("i", f.read(4 * n)) for n in (nnode + 1, narc, narc, nsource))
with open(sys.argv[2] + "/arcs", "w") as out:
    for v in range(nnode):
        out.writelines(f"{a}\t{v}\t{head[a]}\t{cost[a]}\n" for a in range(start[v], start[v + 1]))
with open(sys.argv[2] + "/searches", "w") as out:
    for s in source[:3]:
        print(f"SELECT count(*), sum(agg_cost) FROM pgr_drivingDistance('SELECT id, source, target, cost FROM arcs', {s}, {cutoff});", file=out)
PY
PGOPTIONS='-c client_min_messages=error' psql -h "$db" -U boss -d postgres -v ON_ERROR_STOP=1 -qAt -F ' ' >"$folder/pgr" 2>>"$folder/pg.log" <<SQL
CREATE EXTENSION pgrouting CASCADE;
CREATE UNLOGGED TABLE arcs (id int, source int, target int, cost float8);
\copy arcs FROM '$folder/arcs'
SELECT pg_backend_pid() AS pid \gset
\setenv PID :pid
\! awk '{ print "cpu", (\$14 + \$15) / 100 }' /proc/\$PID/stat
\i $folder/searches
\! awk '{ print "cpu", (\$14 + \$15) / 100 }' /proc/\$PID/stat
\! awk '\$1 == "VmHWM:" { print "peak", \$2 / 1024 }' /proc/\$PID/status
SQL
awk '$1 == "cpu" { t[k++] = $2; next } $1 == "peak" { peak = $2; next } { n++; reached += $1; sum += $2 }
    END { if (n) printf "peer pgRouting search %.2f sources %d reached %.0f sum %.0f peak_mb %.0f\n", t[1] - t[0], n, reached, sum, peak
          else print "peer pgRouting: no answer" }' "$folder/pgr"
