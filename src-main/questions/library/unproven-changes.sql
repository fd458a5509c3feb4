-- group: integrity
-- place: 4
-- title: Changes in unproven files
-- question: Which changes rest on log files that are not verified?
-- why: Before such an event goes into a report, its file has to be fetched again or said to be unproven.
-- parameters: none
-- next: files-not-proven
-- columns: logVerdict, file, eventTime, eventName, userIdentityArn, eventID
SELECT logVerdict, file, eventTime, eventName, userIdentityArn, eventID
FROM events
WHERE logVerdict <> 'verified' AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
LIMIT 1000
