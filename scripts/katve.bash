# Completion of katve for bash.
# SPDX-License-Identifier: GPL-3.0-or-later
_katve() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local runlike="--out --only --lang --jobs --seed --set --strict --json --quiet --help"
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "run check plan list explain init verify fetch help version --help --version" -- "$cur")
        return
    fi
    case $prev in
    -o | --out | -d | --dir) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    -l | --lang) mapfile -t COMPREPLY < <(compgen -W "fi sv en fi,sv fi,sv,en" -- "$cur"); return ;;
    -j | --jobs | -s | --seed | -r | --only | -y | --year | -a | --area | -b | --base-url | -t | --timeout) return ;;
    -D | --set)
        local keys
        keys=$("${COMP_WORDS[0]}" list keys 2>/dev/null | awk '{print $1 "="}')
        compopt -o nospace
        mapfile -t COMPREPLY < <(compgen -W "$keys" -- "$cur")
        return
        ;;
    esac
    case $command in
    run | check | plan)
        if [[ $cur == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$runlike" -- "$cur")
        else
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -X '!*.y?(a)ml' -- "$cur"; compgen -d -- "$cur")
        fi
        ;;
    list) mapfile -t COMPREPLY < <(compgen -W "methods importers charts pages keys --json --help" -- "$cur") ;;
    explain)
        local names
        names=$("${COMP_WORDS[0]}" list 2>/dev/null | awk '!/:$/ && NF {print $1}')
        mapfile -t COMPREPLY < <(compgen -W "$names --json --help" -- "$cur")
        ;;
    fetch)
        local presets
        presets=$("${COMP_WORDS[0]}" fetch 2>/dev/null | awk 'NF == 0 {exit} {print $1}')
        mapfile -t COMPREPLY < <(compgen -W "official $presets --year --dir --area --base-url --timeout --json --quiet --help" -- "$cur")
        ;;
    init | verify)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    help) mapfile -t COMPREPLY < <(compgen -W "run check plan list explain init verify fetch version" -- "$cur") ;;
    esac
}
complete -F _katve katve
