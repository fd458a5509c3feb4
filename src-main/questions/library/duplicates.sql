-- place: 12
-- title: Events delivered more than once
-- question: Which events have further copies, where do the copies lie, and do they differ?
-- columns: eventID, eventTime, eventName, conflicting, copies, file, recordIndex, copyFile, copyRecordIndex
SELECT e.eventID, e.eventTime, e.eventName, e.conflicting, e.copies, e.file, e.recordIndex,
  c.file AS copyFile,
  c.recordIndex AS copyRecordIndex
FROM copies c
JOIN events e ON e.id = c.event
ORDER BY e.conflicting DESC, e.id, c.fileId, c.recordIndex
