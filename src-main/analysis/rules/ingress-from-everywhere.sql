-- id: ingress-from-everywhere
-- title: Port opened to the whole internet
-- severity: medium
-- technique: T1562.007
-- why: A rule for 0.0.0.0/0, ::/0 or any other address under the mask /0 lets everyone try.
-- benign: Web servers, whose ports 80 and 443 are meant for all.
-- next: Which instances have the group, and what listens on that port.
-- from: AWS Config managed rule vpc-sg-open-only-to-authorized-ports
-- calls: ec2.amazonaws.com: AuthorizeSecurityGroupIngress, ModifySecurityGroupRules, CreateNetworkAclEntry,
--   ReplaceNetworkAclEntry
-- did: let everyone in through security groups or network ACLs
WHERE requestParameters REGEXP '"[0-9a-fA-F.:]+/0+"'
  AND (eventName NOT GLOB '*NetworkAclEntry'
    OR field(id, 'requestParameters.ruleAction') = 'allow' AND field(id, 'requestParameters.egress') = 'false')
