#!/usr/bin/env bash
# Builds everything and runs every test project; ends with one line: N passed, N failed, N skipped.
set -u -o pipefail
cd "$(dirname "$0")"

usage() {
    cat <<'EOF'
usage: ./test.sh [--long] [--only TEXT] [--configuration NAME] [--engine NAME]

  --long                 the long versions of the seeded suites (crash, stress)
  --only TEXT            only the test projects whose name contains TEXT
  --configuration NAME   Release (default) or Debug
  --engine NAME          embedded (default) or orleans: Microsoft Orleans, from the package source

Needs the .NET 10 SDK, Chromium for the browser tests, a mail server (python3-aiosmtpd) for those of e-mail and PostgreSQL 15 or
later: installed from Debian's packages where this runs as root; otherwise it says what to install, and the tests that lack it are
skipped, visibly. Tests start PostgreSQL themselves, in temporary folders; a server that runs already is neither used nor touched.

The projects whose tests run on either database run twice, the second time with ORDERS_TEST_DATABASE=Postgres.
EOF
}

only="" configuration=Release engine=embedded
while [ $# -gt 0 ]; do
    case "$1" in
        --long) export ORDERS_TEST_LONG=1 ;;
        --only) only="${2:?--only needs a text}"; shift ;;
        --configuration) configuration="${2:?--configuration needs a name}"; shift ;;
        --engine) engine="${2:?--engine needs a name}"; shift ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

export ORDERS_TEST_DATABASE=Sqlite
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: 'dotnet' is not on the path." >&2; exit 1; }

# What the tests need besides the SDK: Debian's package, and a command that works where it is installed.
missing=()
need() { "${@:2}" >/dev/null 2>&1 || missing+=("$1"); }
need chromium command -v chromium
need python3-aiosmtpd /usr/bin/python3 -c 'import aiosmtpd'
has_postgres() { command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'; }
need postgresql has_postgres
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${missing[*]} (Debian packages) ..."
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
            >/dev/null || echo "Could not install ${missing[*]}: the tests that need them will be skipped." >&2
        # Debian's package brings a server with it and starts it: nobody has asked for that one.
        [[ " ${missing[*]} " != *" postgresql "* ]] || service postgresql stop >/dev/null 2>&1
    else
        echo "Not installed: ${missing[*]}. The tests that need them will be skipped; on Debian: sudo apt-get install ${missing[*]}" >&2
    fi
fi

dotnet build Orders.sln -c "$configuration" -p:Engine="$engine" --nologo -v quiet || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# Of one test without a sign of life.
patience=15m # the longest takes one and a half, on a machine that is at rest
[ "$engine" != orleans ] || patience=20m # the kills of the crash tests start a silo each, which takes it its time
[ "${ORDERS_TEST_LONG:-}" != 1 ] || patience=60m

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# run PROJECT TITLE [ARGUMENT OF dotnet test]...
run() {
    local project=$1 title=$2 code p f s
    echo "--- $title"
    dotnet test "$project" -c "$configuration" -p:Engine="$engine" --no-build --nologo --blame-hang-timeout "$patience" --blame-hang-dump-type none \
        --results-directory "${TMPDIR:-/tmp}/orders-test-results" "${@:3}" 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
    # "Passed!  - Failed:     0, Passed:    10, Skipped:     0, Total:    10, Duration: 1 s - Name.dll (net10.0)"
    read -r p f s < <(awk '
        /(Passed|Failed|Skipped)! +- Failed:/ { gsub(/,/, ""); for (i = 1; i < NF; i++) {
            if ($i == "Failed:") f += $(i + 1); if ($i == "Passed:") p += $(i + 1); if ($i == "Skipped:") s += $(i + 1) } }
        END { print p + 0, f + 0, s + 0 }' "$log")
    # A run that died without naming a failed test, or that ran nothing at all, is a failure too.
    if [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    if [ $((p + f + s)) -eq 0 ]; then echo "$title: no test ran"; f=1; fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# Whose tests run on either database; those of one alone are marked [Trait("Database", "Sqlite")] or "Postgres", and run once.
either_database=(Crash.Tests Silo.Tests WebFrontend.Tests)

for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    [[ "$name" == *"$only"* ]] || continue
    ! grep -q '<IsTestProject>false<' "$project" || continue
    [ "$engine/$name" != orleans/Orleans.Embedded.Tests ] || continue # they are about the other one
    if [[ " ${either_database[*]} " != *" $name "* ]]; then
        run "$project" "$name"
        continue
    fi
    run "$project" "$name" --filter 'Database!=Postgres'
    if has_postgres >/dev/null; then
        ORDERS_TEST_DATABASE=Postgres run "$project" "$name on PostgreSQL" --filter 'Database!=Sqlite'
    else
        echo "--- $name on PostgreSQL: skipped, it is not installed"
        skipped=$((skipped + 1))
    fi
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
