-- What Microsoft.Orleans.Persistence.AdoNet 10.4 asks for.

-- GrainTypeString is the name of the state; EngineSetup puts the grain's type in front, which the provider leaves out (two grains with
-- the same key would otherwise share a row). A grain's key is in N0 and N1, or in the extension, or in both. A row without a payload
-- was cleared: it stays, so that its version never fits again.
CREATE TABLE OrleansStorage (
    GrainIdHash            INTEGER NOT NULL,
    GrainIdN0              BIGINT  NOT NULL,
    GrainIdN1              BIGINT  NOT NULL,
    GrainTypeHash          INTEGER NOT NULL,
    GrainTypeString        TEXT COLLATE "C" NOT NULL,
    GrainIdExtensionString TEXT COLLATE "C" NOT NULL,
    ServiceId              TEXT COLLATE "C" NOT NULL,
    PayloadBinary          BYTEA,
    ModifiedOn             TIMESTAMPTZ NOT NULL,
    Version                INTEGER NOT NULL,
    PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
-- No row also where it was cleared: there is no state, and whoever writes one begins without a version.
('ReadFromStorageKey', $query$
SELECT PayloadBinary, Version
FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
  AND PayloadBinary IS NOT NULL
$query$),

-- Gives the new version. The one that was given, or null where none was, means that somebody else was faster.
('WriteToStorageKey', $query$
WITH changed AS (
    UPDATE OrleansStorage
    SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
      AND Version = CAST(@GrainStateVersion AS INTEGER)
    RETURNING Version
), added AS (
    INSERT INTO OrleansStorage AS s
        (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
    SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @ServiceId,
           @PayloadBinary, now(), 1
    WHERE CAST(@GrainStateVersion AS INTEGER) IS NULL
    ON CONFLICT (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId) DO UPDATE
    SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = s.Version + 1
    WHERE s.PayloadBinary IS NULL
    RETURNING Version
)
SELECT coalesce((SELECT Version FROM changed), (SELECT Version FROM added), CAST(@GrainStateVersion AS INTEGER)) AS NewGrainStateVersion
$query$),

-- No row: somebody else was faster.
('ClearStorageKey', $query$
UPDATE OrleansStorage
SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
  AND Version = CAST(@GrainStateVersion AS INTEGER)
RETURNING Version AS NewGrainStateVersion
$query$);
