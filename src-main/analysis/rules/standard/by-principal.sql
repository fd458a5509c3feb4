-- What a rule asks that has `calls` and `did` in its header and no SELECT of its own: who made these calls, and on what.
-- `calls` has their events; the rule's condition, where it has one, follows it. A condition tells one call from another
-- by its record, so that no filter on columns shows just these: `isPlain` is 0 then. Records are read for the first
-- `mostRead` calls of the `mostNamed` principals with most calls. The field `what` is bound, not written: a column of all
-- events is made of a field that the text names (store/query-fields.ts).
WITH found AS NOT MATERIALIZED (
  SELECT id, eventTime, eventName, isError, principal_filter(id) AS who FROM calls
  /* condition */
), by_principal AS (
  SELECT who,
    principal(min(id)) AS subject,
    count(*) AS events,
    min(eventTime) AS firstSeen,
    max(eventTime) AS lastSeen,
    sum(isError) AS errors,
    json_group_array(eventName) AS names,
    json_group_array(id) AS ids
  FROM found
  GROUP BY who
), ranked AS (
  SELECT *, row_number() OVER (ORDER BY events DESC, subject) <= :mostNamed AS isRead FROM by_principal
)
SELECT subject,
  events,
  firstSeen,
  lastSeen,
  subject || ' ' || :did || ' with ' || counted(events, 'call') || failed(errors) || ': ' || listed(names)
    || acted_on(events, (
      SELECT json_group_array(field(value, :what))
      FROM (SELECT value FROM json_each(ids) WHERE isRead ORDER BY value LIMIT :mostRead)
    ))
    || '.'
    || told(events, (
      SELECT json_group_array(/* tells */)
      FROM (SELECT value FROM json_each(ids) WHERE isRead ORDER BY value LIMIT :mostRead)
      CROSS JOIN events AS call ON call.id = value
    )) AS sentence,
  iif(:isPlain, filter_calls(:calledBy) || ' ' || :among || who, filter_events(ids)) AS filter
FROM ranked
