#!/bin/sh
# Peers on one map: sh map.sh FILE LAYER COLUMN FOLDER. Each is run where it is installed and prints its CPU seconds,
# with and without what it takes to start. Scripts: map.R (sf + ggplot2), map.py (mapnik).
# SPDX-License-Identifier: GPL-3.0-or-later
here=$(dirname "$0")
if Rscript -e 'quit(status = !all(sapply(c("sf", "ggplot2"), requireNamespace, quietly = TRUE)))' 2>/dev/null; then
    Rscript "$here/map.R" "$1" "$2" "$3" "$4/peer_r.pdf"
else
    echo "sf + ggplot2: not installed"
fi
py=python3
/usr/bin/python3 -c 'import mapnik' 2>/dev/null && py=/usr/bin/python3
if $py -c 'import mapnik' 2>/dev/null; then
    $py "$here/map.py" "$1" "$2" "$3" "$4/peer_mapnik.pdf"
else
    echo "mapnik: not installed"
fi
