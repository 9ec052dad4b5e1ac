#!/usr/bin/env bash
# Breaks the engine on purpose, one way at a time, and shows that the tests notice. See --help.
set -u -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

usage() {
    cat <<'EOF'
usage: tests/mutations.sh [NAME...]      (default: every file of tests/mutations)

Each file of tests/mutations is one deliberate fault:

  What: what is wrong then, in words
  Test: the test project, and parts of the names of the tests that must notice
  File: the source file, followed by the lines to take out (-), to put in (+) and to keep ( ); they must stand in it once

The faults go into a copy of the repository, one after the other. A fault is killed when at least one of its tests fails; the
same tests must pass without it. Ends with a table, and with 1 if a fault survives, does not fit any more or does not compile.
EOF
}

[ "${1-}" = -h ] || [ "${1-}" = --help ] && { usage; exit 0; }
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
started=$SECONDS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log="$work/log"

# What a mutation says, into: what, project, names.
read_head() {
    what=$(sed -n 's/^What: //p' "$1")
    read -r project names < <(sed -n 's/^Test: //p' "$1")
}

# Replaces $old by $new in one file; it must stand in it once.
replace() {
    [ -n "$target" ] || return 0
    local text rest
    text=$(cat "$work/$target" && echo .) && text=${text%.} || return 1
    rest=${text#*"$old"}
    [ -n "$old" ] && [ "$rest" != "$text" ] && [[ "$rest" != *"$old"* ]] || return 1
    [ -e "$work/$target.orig" ] || { printf '%s' "$text" >"$work/$target.orig" && changed+=("$target"); }
    printf '%s' "${text%%"$old"*}$new$rest" >"$work/$target"
}

apply() {
    local line
    changed=() target="" old="" new=""
    while IFS= read -r line; do
        case "$line" in
            File:\ *) replace || return 1; target=${line#File: } old="" new="" ;;
            -*) old+="${old:+$'\n'}${line#-}" ;;
            +*) new+="${new:+$'\n'}${line#+}" ;;
            \ *) old+="${old:+$'\n'}${line# }" new+="${new:+$'\n'}${line# }" ;;
        esac
    done <"$1"
    replace
}

restore() {
    for target in ${changed[@]+"${changed[@]}"}; do
        cat "$work/$target.orig" >"$work/$target" && rm "$work/$target.orig"
    done
}

build() { dotnet build "$work/$1" --nologo -v quiet -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false "${@:2}" >"$log" 2>&1; }

output() { echo "$work/$1/bin/Debug/net10.0"; }

# Runs the named tests of a project; exit code of the run.
run() {
    local filter="" name
    for name in ${@:2}; do filter+="${filter:+|}FullyQualifiedName~$name"; done
    timeout 300 dotnet test "$(output "tests/$1")/$1.dll" --nologo --filter "$filter" >"$log" 2>&1
}

mutations=()
for name in "${@:-}"; do
    if [ -z "$name" ]; then mutations=("$here"/mutations/*.txt)
    else mutations+=("$here/mutations/$(basename "$name" .txt).txt"); fi
done

(cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$work") || exit 1

# Without a fault everything must pass, or a failure would say nothing.
declare -A wanted=()
for file in "${mutations[@]}"; do
    read_head "$file" || exit 1
    wanted[$project]+=" $names"
done
for project in "${!wanted[@]}"; do
    echo "--- $project, without a fault"
    build "tests/$project/$project.csproj" || { cat "$log"; echo "$project does not build"; exit 1; }
    run "$project" ${wanted[$project]} || { cat "$log"; echo "$project has failing tests without any fault"; exit 1; }
    tail -1 "$log"
done

# Applies one fault, builds what it is in, puts that beside the tests and runs them. Says in $verdict and $detail how it went.
try() {
    local assembly
    verdict=ERROR detail=""
    if ! apply "$1"; then
        detail="does not fit $target"
        return
    fi

    assembly=${target%%/*}
    if ! build "$assembly/$assembly.csproj" --no-restore --no-dependencies; then
        detail="does not compile: $(grep -m 1 -o 'error .*' "$log")"
        return
    fi

    cp "$(output "$assembly")/$assembly".{dll,pdb} "$(output "tests/$project")/"
    if run "$project" $names; then
        verdict=SURVIVED
    else
        detail=$(sed -n 's/^ *Failed \([A-Za-z0-9_.]*\).*\[.*/\1/p' "$log" | sed 's/.*\.\([^.]*\.[^.]*\)$/\1/' | sort -u | paste -sd ' ')
        if [ -n "$detail" ]; then verdict=killed; else detail="the run broke off: $(tail -1 "$log")"; fi
    fi
}

killed=0 bad=0 table=""
for file in "${mutations[@]}"; do
    read_head "$file"
    try "$file"
    restore
    if [ "$verdict" = killed ]; then killed=$((killed + 1)); else bad=$((bad + 1)); fi
    line=$(printf '%-8s  %-36s  %s' "$verdict" "$(basename "$file" .txt)" "${detail:-$what}")
    table+="$line"$'\n'
    echo "$((killed + bad))/${#mutations[@]} $line"
done

printf '\n%-8s  %-36s  %s\n%s' verdict fault "noticed by" "$table"
echo "$killed killed, $bad not, in $((SECONDS - started)) s"
[ "$bad" -eq 0 ]
