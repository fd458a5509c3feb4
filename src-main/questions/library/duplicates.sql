-- group: integrity
-- place: 5
-- title: Events with further copies
-- question: Which events were delivered more than once, and do copies differ?
-- why: CloudTrail may deliver twice. Copies that differ in content do not come from CloudTrail alone.
-- parameters: none
-- next: files-not-proven
-- columns: eventID, eventTime, eventName, copies, conflicting, file
SELECT eventID, eventTime, eventName, copies, conflicting, file
FROM events
WHERE copies > 1
ORDER BY conflicting DESC, copies DESC, eventTime, eventID
LIMIT 1000
