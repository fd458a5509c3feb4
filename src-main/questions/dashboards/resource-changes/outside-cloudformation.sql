-- place: 5
-- title: Created outside CloudFormation
-- chart: table
-- why: What no template describes.
-- events: eventName=Create*,Run* isError=false invokedBy!=cloudformation.amazonaws.com
SELECT userIdentityArn, eventSource, eventName, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Create%' OR eventName LIKE 'Run%') AND NOT isError AND (invokedBy IS NULL
  OR invokedBy <> 'cloudformation.amazonaws.com')
GROUP BY userIdentityArn, eventSource, eventName
ORDER BY events DESC, userIdentityArn, eventSource, eventName
LIMIT 50
