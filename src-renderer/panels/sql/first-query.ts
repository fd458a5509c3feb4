/** What stands in the editor before anything was written. */
export const firstQuery = `SELECT eventSource, eventName, COUNT(*) AS events, SUM(isError) AS errors
FROM events
GROUP BY eventSource, eventName
ORDER BY events DESC
`
