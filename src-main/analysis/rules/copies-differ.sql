-- id: copies-differ
-- title: Event whose copies differ in content
-- severity: high
-- why: CloudTrail delivers an event with one content. Where two files tell it differently, one of them was changed or
--   made up; the event is shown as its best proven copy tells it.
-- benign: A tool that rewrote the records of one of the files, such as an export that masks values or changes numbers.
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
GROUP BY e.id
