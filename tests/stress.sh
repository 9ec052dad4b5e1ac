#!/usr/bin/env bash
# Runs the seeded suites of the engine many times, each time with another seed. See --help.
set -u -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

usage() {
    cat <<'EOF'
usage: tests/stress.sh [RUNS] [FIRST-SEED]      (default: 100 runs, a random first seed)

Run number n has the seed FIRST-SEED + n. A red run is shown with its seed: ORDERS_TEST_SEED=seed plays its plan again.
Prints how long it all took; ends with 1 if any run was red. ORDERS_TEST_LONG=1 makes each run ten times as long.
EOF
}

[ "${1-}" = -h ] || [ "${1-}" = --help ] && { usage; exit 0; }
runs=${1:-100} first=${2:-$((RANDOM * 32768 + RANDOM))}
[[ "$runs" =~ ^[1-9][0-9]*$ && "$first" =~ ^[0-9]{1,9}$ ]] || { usage >&2; exit 2; }
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The tests that draw from a seed.
filter="FullyQualifiedName~Stress|FullyQualifiedName~ReminderModelTests"
tests=$root/tests/Orleans.Embedded.Tests
log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet build "$tests" -c Release --nologo -v quiet || exit 1

started=$SECONDS red=0 count=0
for ((n = 0; n < runs; n++)); do
    seed=$((first + n))
    if ORDERS_TEST_SEED=$seed timeout 600 dotnet test "$tests/bin/Release/net10.0/Orleans.Embedded.Tests.dll" --nologo --filter "$filter" >"$log" 2>&1 \
        && passed=$(sed -n 's/^Passed! .*Passed: *\([0-9]*\).*/\1/p' "$log") && [ "${passed:-0}" -gt 0 ]; then
        count=$((count + passed))
    else
        red=$((red + 1))
        echo "RED: seed $seed"
        cat "$log"
    fi

    if (((n + 1) % 10 == 0)); then echo "$((n + 1)) runs, $red red, $((SECONDS - started)) s"; fi
done

echo "$runs runs (seeds $first to $((first + runs - 1))), $count tests passed, $red runs red, $((SECONDS - started)) s"
[ "$red" -eq 0 ]
