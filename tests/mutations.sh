#!/usr/bin/env bash
# Breaks the engine on purpose, one small change at a time, in a copy, and checks that some test notices.
# Ends with one line: N noticed, N survived. Takes a quarter of an hour on a quiet machine.
set -u -o pipefail

usage() {
    cat <<'EOF'
usage: tests/mutations.sh [--only TEXT] [--keep]

  --only TEXT   only the mutations whose name contains TEXT
  --keep        leave the copy where it is, with the logs
EOF
}

only="" keep=""
while [ $# -gt 0 ]; do
    case "$1" in
        --only) only="${2:?--only needs a text}"; shift ;;
        --keep) keep=1 ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
[ -n "$keep" ] && echo "copy: $copy" || trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files Orleans.Embedded 'tests/Orleans.*' tests/Directory.Build.props 'Directory.*' .editorconfig global.json |
    xargs cp --parents -t "$copy") || exit 1
cd "$copy" || exit 1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
for project in Embedded.Tests Conformance.Calls Conformance.State; do
    dotnet build "tests/Orleans.$project" -v quiet >build.log 2>&1 || { cat build.log; echo "The unchanged engine does not build."; exit 1; }
done

noticed=0 survived=0

# mutate NAME FILE OLD NEW TESTS FILTER: the test project of that name must fail, as far as the filter goes.
mutate() {
    local name="$1" file="Orleans.Embedded/$2" old="$3" new="$4" project="tests/Orleans.$5" filter="(${6//\~/FullyQualifiedName~})&Orleans!=quirk" original
    [[ "$name" == *"$only"* ]] || return
    original=$(<"$file")
    if [[ "$original" != *"$old"* ]]; then echo "?? $name: $file has no longer: $old"; survived=$((survived + 1)); return; fi
    printf '%s\n' "${original/"$old"/"$new"}" >"$file"
    if ! dotnet build "$project" -v quiet >build.log 2>&1; then
        echo "?? $name: does not compile"; grep -m3 'error' build.log; survived=$((survived + 1))
    elif timeout 300 dotnet test "$project" --no-build --filter "$filter" >test.log 2>&1; then
        echo "!! $name: SURVIVED ($5, $filter)"; survived=$((survived + 1))
    else
        echo "ok $name: $(grep -m1 -oP '^\s+Failed \K\S+' test.log || echo 'the run broke off')"; noticed=$((noticed + 1))
    fi
    printf '%s\n' "$original" >"$file"
}

mutate 'two turns at once' Scheduling/TurnQueue.cs \
    'if (ReferenceEquals(head, IdleMark.Instance)) Schedule();' 'Schedule();' Embedded.Tests '~StressTests'
mutate 'what was woken last runs first' Scheduling/TurnQueue.cs \
    'preferLocal: false' 'preferLocal: true' Embedded.Tests '~FairnessTests'
mutate 'a second request enters at an await' Scheduling/RequestHost.cs \
    'if (_barring == 0 || request' 'if (_barring >= 0 || request' Conformance.Calls '~Row02'
mutate 'a read enters beside a write' Scheduling/RequestHost.cs \
    'request.Method.ReadOnly && _barringWrites == 0' 'request.Method.ReadOnly && _barringWrites >= 0' Conformance.Calls '~Row05'
mutate 'a full queue takes more' Scheduling/RequestHost.cs \
    'if (queued > QueueLimit)' 'if (queued > QueueLimit * 2)' Embedded.Tests '~OverloadTests'
mutate 'the request context does not flow' Scheduling/RequestHost.cs \
    'if (context is not null) RequestContext.Current = context;' '_ = context;' Conformance.Calls '~Row28'
mutate 'two activations of one grain' Catalog/Catalog.cs \
    'return _targets.GetOrAdd(id, _make);' 'return _targets[id] = _make(id);' Embedded.Tests '~StressTests'
mutate 'calls that wait at a deactivation are lost' Catalog/Activation.Lifecycle.cs \
    'while (TakeWaiting() is { } request) Silo.Forward(request, GrainId);' 'while (TakeWaiting() is not null) continue;' Conformance.Calls '~Row16_TheRunning'
mutate 'DeactivateOnIdle cuts the running call off' Catalog/Activation.Lifecycle.cs \
    'if (!IsRunning) BeginDeactivation();' 'BeginDeactivation();' Conformance.Calls '~Row16'
mutate 'the next activation does not wait for the end of the last' Catalog/Activation.Lifecycle.cs \
    '_state = State.Deactivating;' '_state = State.Deactivating; Silo.Catalog.Remove(this, _pool);' Conformance.Calls '~Row16'
mutate 'a failed activation is kept' Catalog/Activation.Lifecycle.cs \
    'Silo.Metrics.ActivationFailed();
        Vanish();' 'Silo.Metrics.ActivationFailed();' Conformance.Calls '~Row15'
mutate 'a stale state does not end its activation' Catalog/Activation.cs \
    'Leave(new DeactivationReason(DeactivationReasonCode.ApplicationError' '_ = (new DeactivationReason(DeactivationReasonCode.ApplicationError' Conformance.State '~Row20'
mutate 'arguments are shared' References/CallOrigin.cs \
    'request.CopyArguments();' '_ = request;' Conformance.Calls '~Row08'
mutate 'a queued call runs although it timed out' References/Request.cs \
    'internal bool IsAbandoned => IsAnswered ||' 'internal bool IsAbandoned => Slot < -1 && IsAnswered ||' Conformance.Calls '~Row11|~Row13'
mutate 'calls never time out' References/CallTable.cs \
    'now - request.Expires >= 0' 'now - request.Expires >= 1 << 20' Conformance.Calls '~Row10'
mutate 'a cancellation is not passed on' References/RequestCancellation.cs \
    'new ActionTurn(_receivers.Cancel)' 'new ActionTurn(() => _receivers.CancelAfter(-1))' Conformance.Calls '~Row13'
mutate 'filters stand in reverse' Filters/FilterChain.cs \
    '_all = [.. filters]' '_all = [.. filters.Reverse()]' Conformance.State '~Row27'
mutate 'a stale etag is accepted' Storage/MemoryGrainStorage.cs \
    'return row?.Etag == etag ? row : throw Stale(key, etag);' 'return etag is "none" ? throw Stale(key, etag) : row;' Embedded.Tests '~MemoryStorageTests'
mutate 'a stream item is skipped when its consumer fails' Streams/Consumer.cs \
    '_ = Retry(exception);' 'Acknowledge(); Continue();' Conformance.State '~Row29'
mutate 'missed reminders are replayed' Reminders/ReminderService.cs \
    'reminder.NextFrom(Now.AddTicks(1))' 'reminder.NextFrom(Now - reminder.Period - reminder.Period)' Conformance.State '~Row25'
mutate 'a timer ticks beside a call' Timers/GrainTimer.cs \
    '"timer tick", options.Interleave' '"timer tick", true' Conformance.State '~Row23'
mutate 'timer ticks count as use' Timers/GrainTimer.cs \
    'CountsAsUse = options.KeepAlive' 'CountsAsUse = true' Conformance.Calls '~Row18'

echo "$noticed noticed, $survived survived"
[ "$survived" -eq 0 ] && [ "$noticed" -gt 0 ]
