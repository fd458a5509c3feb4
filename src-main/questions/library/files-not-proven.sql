-- group: integrity
-- place: 2
-- title: Log files that are not proven
-- question: Which log files have another verdict than verified, and how many events do they hold?
-- why: Each is a place where the record may have been changed.
-- parameters: none
-- next: absences, events-by-verdict
-- columns: path, kind, verdict, events, furtherCopies, bytes, sha256
SELECT path, kind, verdict, events, furtherCopies, bytes, sha256
FROM files
WHERE verdict IS NOT NULL AND verdict <> 'verified'
ORDER BY events DESC, path
