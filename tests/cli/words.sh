# The catalogues of words: what is missing, fuzzy or does not fit its sisters stops the build.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"
cp -R "$root/po" po

refuses() { # catalogue, sed script, what is said
    cp "$root"/po/*.po po/
    sed -i "$2" "po/$1.po"
    if "$root/scripts/words" po out 2>said; then bad=1 && echo "taken: $2"; fi
    grep -q "$3" said || { bad=1 && cat said; }
    [ ! -e out/words.h ] || bad=1
}

begin 'sound catalogues become tables'
"$root/scripts/words" po fresh && grep -q 'KT_W_whole_country,' fresh/words.h || bad=1

begin 'a missing text'
refuses sv '/msgid "whole_country"/,+1d' 'whole_country is missing'
begin 'an empty text'
refuses en 's/^msgstr "whole country"/msgstr ""/' 'en.po:[0-9]*: whole_country is missing'
begin 'a fuzzy text'
refuses fi 's/^msgid "whole_country"/#, fuzzy\n&/' 'whole_country is missing, empty or fuzzy'
begin 'another blank'
refuses sv 's/^msgstr "under {0}"/msgstr "under {1}"/' 'below: other blanks'
begin 'a form too few'
refuses fi '/^msgstr\[1\] "{0}.kuntaa"/d' 'plural'
begin 'a key twice'
refuses en '$a msgid "below"\nmsgstr "under {0}"' 'duplicate'
finish
