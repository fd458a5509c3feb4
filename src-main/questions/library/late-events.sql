-- group: integrity
-- place: 6
-- title: Events that came late or again
-- question: Which events carry an addendum, and why?
-- why: DELIVERY_DELAY, UPDATED_DATA or SERVICE_OUTAGE: the record was completed after the fact.
-- parameters: none
-- next: duplicates
-- columns: eventTime, addendumReason, addendumOriginalEventID, eventSource, eventName, eventID
SELECT eventTime, addendumReason, addendumOriginalEventID, eventSource, eventName, eventID
FROM events
WHERE addendumReason IS NOT NULL
ORDER BY eventTime, eventID
