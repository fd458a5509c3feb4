-- Made when a query first has a condition on their column: see late-indexes.ts.
CREATE INDEX event_by_eventTime ON event (column_eventTime(id));
CREATE INDEX event_by_accessKeyId ON event (accessKeyId);
