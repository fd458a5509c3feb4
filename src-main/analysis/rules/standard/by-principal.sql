-- What a rule asks that has `calls` and `did` in its header and no SELECT of its own: who made these calls. `calls` has
-- their events; the rule's condition, where it has one, follows it. A condition tells one call from another by its
-- record, so that no filter on columns shows just these: `isPlain` is 0 then.
WITH found AS NOT MATERIALIZED (
  SELECT id, eventTime, eventName, isError, principal_filter(id) AS who FROM calls
  /* condition */
)
SELECT principal(min(id)) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(min(id)) || ' ' || :did || ' with ' || counted(count(*), 'call') || failed(sum(isError)) || ': '
    || listed(json_group_array(eventName)) || '.' AS sentence,
  iif(:isPlain, filter_calls(:calledBy) || ' ' || who, filter_events(json_group_array(id))) AS filter
FROM found
GROUP BY who
