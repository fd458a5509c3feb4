-- id: copies-differ
-- title: Event whose copies differ in content
-- severity: high
-- technique: T1565.001
-- why: CloudTrail delivers an event with one content. Where two files tell it differently, one of them was changed or
--   made up; the event is shown as its best proven copy tells it.
-- benign: A tool that rewrote the records of one of the files, such as an export that masks values or changes numbers.
--   A row of a table is compared by its main fields alone, as far as it tells them.
-- next: The two records side by side, and the proof of each file.
-- from: AWS CloudTrail user guide, "CloudTrail record contents", eventID
SELECT e.eventID AS subject,
  1 AS events,
  e.eventTime AS firstSeen,
  e.eventTime AS lastSeen,
  coalesce(e.eventName, 'An event without a name') || ' ' || e.eventID || ' is shown as ' || e.file || ' ('
    || coalesce(e.logVerdict, 'not judged') || ') tells it. ' || counted(count(*), 'copy')
    || iif(count(*) = 1, ' says', ' say') || ' something else: '
    || listed(json_group_array(c.file || ' (' || coalesce(c.logVerdict, 'not judged') || ')'))
    || CASE WHEN e.logVerdict = 'verified' AND sum(c.logVerdict = 'verified') > 0 THEN '. More than one of them is proven.'
      WHEN e.logVerdict = 'verified' THEN '. Only the one that is shown is proven.'
      ELSE '. None of them is proven.' END AS sentence,
  'eventID=' || e.eventID AS filter
-- CROSS JOIN: copies are few, or none, and are read first.
FROM copies AS c CROSS JOIN events AS e
WHERE c.differs AND e.id = c.event
  -- A row of a table tells a part of its record: that it lacks the rest is no difference.
  AND NOT ('records' IN (SELECT kind FROM files WHERE id IN (c.fileId, e.fileId))
    AND coalesce(c.eventTimeMs, e.eventTimeMs) IS coalesce(e.eventTimeMs, c.eventTimeMs)
    AND coalesce(c.eventSource, e.eventSource) IS coalesce(e.eventSource, c.eventSource)
    AND coalesce(c.eventName, e.eventName) IS coalesce(e.eventName, c.eventName)
    AND coalesce(c.awsRegion, e.awsRegion) IS coalesce(e.awsRegion, c.awsRegion)
    AND coalesce(c.sourceIPAddress, e.sourceIPAddress) IS coalesce(e.sourceIPAddress, c.sourceIPAddress)
    AND coalesce(c.userAgent, e.userAgent) IS coalesce(e.userAgent, c.userAgent)
    AND coalesce(c.userIdentityArn, e.userIdentityArn) IS coalesce(e.userIdentityArn, c.userIdentityArn)
    AND coalesce(c.accessKeyId, e.accessKeyId) IS coalesce(e.accessKeyId, c.accessKeyId)
    AND coalesce(c.errorCode, e.errorCode) IS coalesce(e.errorCode, c.errorCode)
    AND coalesce(c.requestID, e.requestID) IS coalesce(e.requestID, c.requestID))
GROUP BY e.id
