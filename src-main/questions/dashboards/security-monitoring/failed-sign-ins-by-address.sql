-- place: 3
-- title: Failed console sign-ins by address
-- chart: bars
-- why: Many failures from one address may be guessing.
-- events: eventName=ConsoleLogin consoleLogin=Failure
SELECT sourceIPAddress, count(*) AS events
FROM shown
WHERE eventName = 'ConsoleLogin' AND consoleLogin = 'Failure'
GROUP BY sourceIPAddress
ORDER BY events DESC, sourceIPAddress
LIMIT 20
