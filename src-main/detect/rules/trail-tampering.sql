-- id: trail-tampering
-- title: A trail was stopped, deleted or changed
-- severity: high
-- why: What happens while a trail is stopped, deleted or records less is not in the log files.
-- benign: Maintenance of the trail itself, a move to another trail, or a test account being taken down.
-- from: AWS CloudTrail API Reference: StopLogging, DeleteTrail, UpdateTrail, PutEventSelectors
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' made ' || counted(count(*), 'call') || ' that stop, delete or change a trail, without an error: '
    || listed(json_group_array(eventName)) || ', from ' || listed(json_group_array(sourceIPAddress)) || '.' AS sentence,
  'eventSource=cloudtrail.amazonaws.com errorCode!=* ' || filter_any('eventName', json_group_array(eventName)) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors')
  AND eventSource = 'cloudtrail.amazonaws.com'
  AND errorCode IS NULL
GROUP BY principal_filter(id)
