#!/bin/sh
# GRASS r.cost (Debian's grass-core) on a raster of katve's bench: sh terrain.sh FOLDER CELLS METRES. FOLDER holds
# `seconds` (float32 rows from north to south, -1 for barriers) and `starts` (x,y,x,y,...); into it go r.cost and
# r.cost-k, float64, -1 where nothing came. Fails where GRASS is not installed.
# SPDX-License-Identifier: GPL-3.0-or-later
folder=$1 cells=$2 metres=$3
if ! command -v grass >/dev/null; then
    echo "peer GRASS: not installed (grass-core)"
    exit 1
fi
cat >"$folder/job" <<JOB
set -e
r.in.bin -f --quiet input=$folder/seconds output=seconds bytes=4 north=$((cells * metres)) south=0 east=$((cells * metres)) west=0 rows=$cells cols=$cells anull=-1
g.region raster=seconds
for k in "" -k; do
    python3 - \$k <<'PY'
import resource, subprocess, sys
starts = open("$folder/starts").read()
subprocess.check_call(["r.cost", *sys.argv[1:], "--quiet", "--overwrite", "input=seconds", "output=cost", "memory=4000", "start_coordinates=" + starts])
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print("peer GRASS r.cost %s: %.2f s of CPU, %.0f MB" % (" ".join(sys.argv[1:]), use.ru_utime + use.ru_stime, use.ru_maxrss / 1024))
PY
    r.out.bin --quiet input=cost output=$folder/r.cost\$k bytes=8 null=-1
done
JOB
HOME=$folder grass -c EPSG:3067 -e "$folder/place" >"$folder/log" 2>&1 &&
    HOME=$folder grass "$folder/place/PERMANENT" --exec sh "$folder/job" 2>>"$folder/log" ||
    { echo "peer GRASS: $(tail -n 1 "$folder/log")"; exit 1; }
