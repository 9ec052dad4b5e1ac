-- What Microsoft.Orleans.Clustering.AdoNet 10.4 asks for. It reads its statements from OrleansQuery by key, binds the parameters that
-- are named there (all of them are always given) and reads result columns by name and type: those are fixed, the statements are ours.
-- Each is one statement, so that it needs no function: what must happen together happens in it or not at all.

CREATE TABLE OrleansQuery (
    QueryKey  TEXT COLLATE "C" PRIMARY KEY,
    QueryText TEXT COLLATE "C" NOT NULL
);

-- One row for each cluster. Whoever changes a member turns its version first, and so goes before or after everybody else, never beside.
CREATE TABLE OrleansMembershipVersionTable (
    DeploymentId TEXT COLLATE "C" PRIMARY KEY,
    Timestamp    TIMESTAMPTZ NOT NULL DEFAULT now(),
    Version      INTEGER     NOT NULL DEFAULT 0
);

-- One row for each start of a silo. Status: 1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead.
CREATE TABLE OrleansMembershipTable (
    DeploymentId TEXT COLLATE "C" NOT NULL REFERENCES OrleansMembershipVersionTable,
    Address      TEXT COLLATE "C" NOT NULL,
    Port         INTEGER NOT NULL,
    Generation   INTEGER NOT NULL,
    SiloName     TEXT COLLATE "C" NOT NULL,
    HostName     TEXT COLLATE "C" NOT NULL,
    Status       INTEGER NOT NULL,
    ProxyPort    INTEGER NOT NULL,
    SuspectTimes TEXT COLLATE "C",
    StartTime    TIMESTAMPTZ NOT NULL,
    IAmAliveTime TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
-- True for the one that was first.
('InsertMembershipVersionKey', $query$
WITH added AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
    ON CONFLICT (DeploymentId) DO NOTHING
    RETURNING 1
)
SELECT EXISTS (SELECT FROM added) AS Done
$query$),

-- False where the table is no longer at the version that the silo has read, or the silo has a row already.
('InsertMembershipKey', $query$
WITH turned AS (
    UPDATE OrleansMembershipVersionTable v
    SET Version = v.Version + 1, Timestamp = now()
    WHERE v.DeploymentId = @DeploymentId AND v.Version = @Version
      AND NOT EXISTS (
        SELECT FROM OrleansMembershipTable m
        WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
    RETURNING v.DeploymentId
), added AS (
    INSERT INTO OrleansMembershipTable
        (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT turned.DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM turned
    RETURNING 1
)
SELECT EXISTS (SELECT FROM added) AS Done
$query$),

-- False where the table is no longer at that version, or there is no such row. A sign of life that came meanwhile is kept.
('UpdateMembershipKey', $query$
WITH turned AS (
    UPDATE OrleansMembershipVersionTable v
    SET Version = v.Version + 1, Timestamp = now()
    WHERE v.DeploymentId = @DeploymentId AND v.Version = @Version
      AND EXISTS (
        SELECT FROM OrleansMembershipTable m
        WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
    RETURNING v.DeploymentId
), changed AS (
    UPDATE OrleansMembershipTable m
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = greatest(m.IAmAliveTime, @IAmAliveTime)
    FROM turned
    WHERE m.DeploymentId = turned.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
    RETURNING 1
)
SELECT EXISTS (SELECT FROM changed) AS Done
$query$),

-- A sign of life turns no version: nobody waits for it, and it conflicts with nothing.
('UpdateIAmAlivetimeKey', $query$
UPDATE OrleansMembershipTable
SET IAmAliveTime = greatest(IAmAliveTime, @IAmAliveTime)
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$query$),

-- Both of these give the version also where there is no member: then the other columns are null.
('MembershipReadRowKey', $query$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId
$query$),

('MembershipReadAllKey', $query$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId
$query$),

-- Where clients may knock: silos of that status that listen for clients at all.
('GatewaysQueryKey', $query$
SELECT Address, ProxyPort, Generation
FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$query$),

('DeleteMembershipTableEntriesKey', $query$
WITH members AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
$query$),

-- Forgets silos that are dead and were last heard of before that time.
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = 6 AND IAmAliveTime < @IAmAliveTime AND StartTime < @IAmAliveTime
$query$),

-- Forgets one dead silo, if nothing of it has changed since it was read.
('CleanupDefunctSiloEntryKey', $query$
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND Status = 6
  AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND coalesce(SuspectTimes, '') = coalesce(@SuspectTimes, '')
$query$);
