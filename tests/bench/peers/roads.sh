#!/bin/sh
# Peers on one road graph: sh roads.sh FILE FOLDER. Each one whose Debian package is here is compiled into FOLDER
# (liblemon-dev, libboost-graph-dev, libigraph-dev) and run; pgRouting with a server of its own where there is a cutoff.
# SPDX-License-Identifier: GPL-3.0-or-later
here=$(dirname "$0")
peer() { # name, header, package, compiler, source, libraries
    if ! [ -e "/usr/include/$2" ]; then
        echo "peer $1: not installed ($3)"
    elif $4 -O2 -DNDEBUG -w -o "$folder/$1" "$here/$5" $6 2>"$folder/$1.log"; then
        "$folder/$1" "$file"
    else
        echo "peer $1: could not be compiled: $(head -n 1 "$folder/$1.log")"
    fi
}
file=$1 folder=$2
peer LEMON lemon/dijkstra.h liblemon-dev g++ lemon.cc ""
peer Boost boost/graph/dijkstra_shortest_paths.hpp libboost-graph-dev g++ boost.cc
peer igraph igraph/igraph.h libigraph-dev gcc igraph.c "-ligraph -lm"
[ "$(od -An -t u4 -j 12 -N 4 "$file")" -eq 0 ] || sh "$here/pgrouting.sh" "$file" "$folder"
