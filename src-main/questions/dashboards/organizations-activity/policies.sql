-- place: 9
-- title: Changes of the organization’s policies
-- chart: table
-- why: Service control policies bound what accounts may do.
-- events: eventSource=organizations.amazonaws.com eventName IN (CreatePolicy, UpdatePolicy, DeletePolicy,
--   AttachPolicy, DetachPolicy, EnablePolicyType, DisablePolicyType)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'organizations.amazonaws.com' AND eventName IN ('CreatePolicy', 'UpdatePolicy', 'DeletePolicy',
  'AttachPolicy', 'DetachPolicy', 'EnablePolicyType', 'DisablePolicyType')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
