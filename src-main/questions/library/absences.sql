-- group: integrity
-- place: 3
-- title: What is missing or invalid
-- question: Which digests, log files and spans of time are missing, and what does each mean?
-- why: The same list as in Integrity: no answer about this time is complete.
-- parameters: none
-- next: files-not-proven, quiet-times
-- columns: kind, account, region, trail, startTime, endTime, uri, meaning
SELECT kind, account, region, trail, startTime, endTime, uri, meaning
FROM absences
ORDER BY startTime, kind, account, region, uri
