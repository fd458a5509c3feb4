-- place: 2
-- title: Failed console sign-ins, with and without MFA
-- chart: bars
-- why: Accounts without MFA fall to a guessed password.
-- events: eventName=ConsoleLogin consoleLogin=Failure
SELECT mfaUsed, count(*) AS events
FROM shown
WHERE eventName = 'ConsoleLogin' AND consoleLogin = 'Failure'
GROUP BY mfaUsed
ORDER BY events DESC, mfaUsed
LIMIT 20
