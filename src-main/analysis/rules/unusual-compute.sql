-- id: unusual-compute
-- title: Unusually large or many machines asked for
-- severity: medium
-- technique: T1496.001, T1578.002
-- why: Machines with graphics or learning processors, the largest sizes, and more of them than the account is allowed
--   are what mining takes.
-- benign: Machine learning, rendering, large databases; a scale-out that met its quota.
-- next: What runs on the machines, and in which Regions else they were asked for.
-- from: Amazon EC2 user guide, "Instance types"; Amazon EC2 developer guide, "Error codes"
-- calls: ec2.amazonaws.com: RunInstances, RequestSpotInstances, RequestSpotFleet, CreateFleet
-- did: asked for unusual machines
-- tells: 'The type is ' || field(call.id, 'requestParameters.instanceType')
WHERE (
  -- Families with graphics, learning or programmable processors, and sizes of 48 vCPUs or more.
  requestParameters REGEXP
      '"[iI]nstanceType":"((p|g|gr|inf|trn|dl|f|vt)[0-9][^.]*\.|[^.]+\.(metal|(1[2-9]|[2-9][0-9]|[1-9][0-9]{2})xlarge))'
    OR errorCode IN (
      'Client.VcpuLimitExceeded', 'Client.InstanceLimitExceeded', 'Client.MaxSpotInstanceCountExceeded',
      'Client.MaxSpotFleetRequestCountExceeded')
)
