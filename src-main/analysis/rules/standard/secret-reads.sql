-- The secrets and parameters that each of the calls names, as a list; of parameters those that are decrypted. Whether a
-- parameter is encrypted stands in no record.
SELECT call.value AS id,
  CASE eventName
    WHEN 'GetSecretValue' THEN json_array(field(events.id, 'requestParameters.secretId'))
    WHEN 'BatchGetSecretValue' THEN coalesce(field(events.id, 'requestParameters.secretIdList'), '[]')
    WHEN 'GetParameters' THEN coalesce(field(events.id, 'requestParameters.names'), '[]')
    WHEN 'GetParametersByPath' THEN json_array(field(events.id, 'requestParameters.path'))
    ELSE json_array(field(events.id, 'requestParameters.name'))
  END AS names
FROM json_each(:ids) AS call
CROSS JOIN events ON events.id = call.value
WHERE eventSource <> 'ssm.amazonaws.com' OR field(events.id, 'requestParameters.withDecryption') = 'true'
