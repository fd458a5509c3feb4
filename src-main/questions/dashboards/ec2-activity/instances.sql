-- place: 1
-- title: Instances started, stopped and ended
-- chart: bars
-- why: Instances that nobody expects may mine cryptocurrency.
-- events: eventSource=ec2.amazonaws.com eventName IN (RunInstances, StartInstances, StopInstances, RebootInstances,
--   TerminateInstances)
SELECT eventName, count(*) AS events
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND eventName IN ('RunInstances', 'StartInstances', 'StopInstances',
  'RebootInstances', 'TerminateInstances')
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
