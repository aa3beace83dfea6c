# One study for each official source, from the file as the authority gives it to a PDF.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

facts=$root/../shared/finland

# one NAME PERSONS PDF [ARGUMENT ...]: the persons of the source are in the country's figure, the PDF is there.
one() {
    name=$1 want=$2 pdf=$3
    shift 3
    begin "$name runs to a PDF"
    if [ ! -d "$facts" ]; then
        skip "no ../shared/finland beside the project"
        return
    fi
    katve run "$root/tests/studies/$name.yaml" --out "made-$name" --lang en --quiet "$@"
    expect_rc 0
    made=$(echo "made-$name"/*/*/pdf/en/"$pdf")
    if [ -s "$made" ]; then
        [ "$(head -c 4 "$made")" = %PDF ] || wrong "$made is no PDF"
    else
        wrong "no $pdf"
        find "made-$name" -name '*.pdf'
    fi
    got=$(awk -F, '$1 == "country" && $6 == "population" { printf "%d", $7 }' "made-$name"/*/*/data/data.csv)
    [ "$got" = "$want" ] || wrong "$got persons, not $want"
}

# Sums of he_vakiy, of the grid, and of the postal areas of the four municipalities.
one paavo 5557765 04-satakunta.pdf --only 04
one hsy_grid 1117552 01-uusimaa.pdf --only 01
one statfi 345825 00-situational-picture.pdf
finish
