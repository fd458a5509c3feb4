-- group: evasion
-- place: 3
-- title: Guards changed
-- question: Who changed GuardDuty, Security Hub, Config, WAF, Macie or their filters and suppression?
-- why: An address put on the list of trusted addresses is not reported any more.
-- parameters: none
-- next: logging-changed
-- columns: eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
FROM events
WHERE eventSource IN ('guardduty.amazonaws.com', 'securityhub.amazonaws.com', 'config.amazonaws.com',
  'wafv2.amazonaws.com', 'waf.amazonaws.com', 'macie2.amazonaws.com', 'inspector2.amazonaws.com',
    'access-analyzer.amazonaws.com', 'detective.amazonaws.com')
  AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
