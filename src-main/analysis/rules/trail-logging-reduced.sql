-- id: trail-logging-reduced
-- title: Logging stopped or narrowed
-- severity: high
-- technique: T1562.008
-- why: Stopping a trail, deleting it, pointing it elsewhere or narrowing its selectors hides what comes after.
--   What UpdateTrail and the selectors ask for is read: a trail that is widened, or sent to CloudWatch Logs too, is none.
-- benign: A trail that was moved or replaced; setting up accounts.
-- next: Which hours lack logs, in Integrity, and what the same session did before.
-- from: MITRE ATT&CK T1562.008 (Disable or Modify Cloud Logs)
-- calls: cloudtrail.amazonaws.com: StopLogging, DeleteTrail, UpdateTrail, PutEventSelectors, PutInsightSelectors,
--   StopEventDataStoreIngestion, DeleteEventDataStore
-- did: stopped, deleted, redirected or narrowed logging
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'StopEventDataStoreIngestion', 'DeleteEventDataStore')
  -- Of a call that was denied, the record may tell no parameters.
  OR requestParameters IS NULL
  OR eventName = 'UpdateTrail' AND (
    field(id, 'requestParameters.s3BucketName') IS NOT NULL
    OR field(id, 'requestParameters.kmsKeyId') IS NOT NULL
    OR field(id, 'requestParameters.isMultiRegionTrail') = 'false'
    OR field(id, 'requestParameters.isOrganizationTrail') = 'false'
    OR field(id, 'requestParameters.includeGlobalServiceEvents') = 'false'
    OR field(id, 'requestParameters.enableLogFileValidation') = 'false')
  -- A trail logs what any of its selectors selects. One for all management events leaves nothing of these out.
  OR eventName = 'PutEventSelectors' AND NOT EXISTS (
    SELECT 1 FROM json_each(requestParameters, '$.eventSelectors') AS basic
    WHERE basic.value ->> 'readWriteType' = 'All' AND basic.value ->> 'includeManagementEvents'
      AND coalesce(json_array_length(basic.value, '$.excludeManagementEventSources'), 0) = 0)
    AND NOT EXISTS (
    SELECT 1 FROM json_each(requestParameters, '$.advancedEventSelectors') AS advanced
    WHERE json_array_length(advanced.value, '$.fieldSelectors') = 1
      AND advanced.value ->> '$.fieldSelectors[0].field' = 'eventCategory'
      AND advanced.value ->> '$.fieldSelectors[0].equals[0]' = 'Management')
  -- No Insights are selected of a trail for which the case has some selected.
  OR eventName = 'PutInsightSelectors' AND json_array_length(requestParameters, '$.insightSelectors') = 0
    AND requestParameters ->> 'trailName' IN (
      SELECT field(other.id, 'requestParameters.trailName') FROM events AS other
      WHERE other.eventName = 'PutInsightSelectors' AND NOT other.isError
        AND json_array_length(field(other.id, 'requestParameters.insightSelectors')) > 0)
