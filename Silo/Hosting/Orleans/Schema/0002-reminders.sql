-- What Microsoft.Orleans.Reminders.AdoNet 10.4 asks for.

-- An etag is a version that was never given before, so that one from before a reminder was removed fits none that came after.
CREATE SEQUENCE orleans_reminder_version AS INTEGER MINVALUE 1 CYCLE;

-- GrainHash is an unsigned number of 32 bits, kept as the signed one with the same bits. Period is in milliseconds.
CREATE TABLE OrleansRemindersTable (
    ServiceId    TEXT COLLATE "C" NOT NULL,
    GrainId      TEXT COLLATE "C" NOT NULL,
    ReminderName TEXT COLLATE "C" NOT NULL,
    StartTime    TIMESTAMPTZ NOT NULL,
    Period       BIGINT  NOT NULL,
    GrainHash    INTEGER NOT NULL,
    Version      INTEGER NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

-- Silos ask for the reminders of their part of the ring.
CREATE INDEX orleans_reminders_by_hash ON OrleansRemindersTable (ServiceId, GrainHash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', $query$
INSERT INTO OrleansRemindersTable AS r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, nextval('orleans_reminder_version'))
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = excluded.Version
RETURNING r.Version
$query$),

('ReadReminderRowsKey', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId
$query$),

('ReadReminderRowKey', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
$query$),

-- After the beginning, up to and with the end; the provider chooses this one where the beginning, as a signed number, is below the end.
('ReadRangeRows1Key', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash
$query$),

-- The same across the end of the numbers; where both are the same it is the whole ring.
('ReadRangeRows2Key', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)
$query$),

-- False where there is no such reminder, or it was registered anew meanwhile.
('DeleteReminderRowKey', $query$
WITH gone AS (
    DELETE FROM OrleansRemindersTable
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1
)
SELECT EXISTS (SELECT FROM gone) AS Done
$query$),

('DeleteReminderRowsKey', $query$
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId
$query$);
