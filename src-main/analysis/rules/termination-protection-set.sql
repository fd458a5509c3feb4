-- id: termination-protection-set
-- title: Instances protected from termination
-- severity: low
-- technique: T1578.005
-- why: Mining machines are protected so that they run on when somebody stops them.
-- benign: Machines that must not be deleted by mistake.
-- next: Who started these instances, and what they run.
-- from: GuardDuty Custom Detection Rules: EC2TerminationProtectionEnabled
-- calls: ec2.amazonaws.com: ModifyInstanceAttribute
-- did: protected instances from being terminated or stopped
WHERE field(id, 'requestParameters.disableApiTermination.value') = 'true'
  OR field(id, 'requestParameters.disableApiStop.value') = 'true'
