-- Made after the rows, as an index grown row by row costs several times as much. Chosen by what analysts ask for first
-- and by what rules ask of every case; README.md has the cost of each.
CREATE INDEX event_by_eventName ON event (column_eventName(id));
CREATE INDEX event_by_issuedAccessKeyId ON event (issuedAccessKeyId) WHERE issuedAccessKeyId IS NOT NULL;
CREATE INDEX event_by_errorCode ON event (column_errorCode(id)) WHERE column_errorCode(id) IS NOT NULL;
CREATE INDEX event_by_sharedEventID ON event (sharedEventID) WHERE sharedEventID IS NOT NULL;
CREATE INDEX event_by_consoleLogin ON event (column_consoleLogin(id)) WHERE column_consoleLogin(id) IS NOT NULL;
