# The studies over the samples of official registers run to their PDFs, in one region and one language.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

# Kallio's answer lists no services, so whether it supports is unknown.
for study in ptv:4 kirkanta:3; do
    wanted=${study#*:} study=${study%:*}
    begin "the study of $study runs to a report"
    if [ ! -d "$root/../shared/formats" ]; then
        skip "no ../shared beside the project"
        continue
    fi
    katve run "$root/tests/studies/$study.yaml" --only Kymenlaakso --lang fi --out "made-$study" --quiet \
        --set methods.need_layers.draws=50
    expect_rc 0
    expect test -n "$(find "made-$study" -path '*/pdf/fi/*.pdf' -size +5k -print -quit)"
    sites=$(awk -F, '$1 == "country" && $6 == "sites" { print $7 }' made-"$study"/*/*/data/data.csv)
    [ "$sites" = "$wanted" ] || wrong "sites that give support: ${sites:-none}, not $wanted"
done

finish
