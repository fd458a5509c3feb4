-- group: time
-- place: 4
-- title: Categories of events
-- question: Which categories and types of events does the case hold?
-- why: It says which questions the case can answer at all.
-- parameters: none
-- next: data-events, insights
-- columns: eventCategory, eventType, managementEvent, events, firstSeen, lastSeen
SELECT eventCategory, eventType, managementEvent, count(*) AS events, min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
GROUP BY 1, 2, 3
ORDER BY events DESC, eventCategory, eventType
