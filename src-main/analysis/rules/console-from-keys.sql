-- id: console-from-keys
-- title: Console opened with temporary keys
-- severity: medium
-- technique: T1550.001, T1078.004
-- why: Temporary keys are exchanged for a console session: a stolen key opens the console so, without password and MFA.
-- benign: An own portal that opens the console for its users. IAM Identity Center does so as well, for its own roles and
--   with an agent of its own: where both are there, the call is left out.
-- next: Where the keys came from, and what the console session did.
-- from: IAM user guide, "Enable custom identity broker access to the AWS console"; Sigma and Panther watch
--   GetSigninToken, too
-- calls: signin.amazonaws.com: GetSigninToken
-- did: exchanged temporary keys for a console session
WHERE (
  -- IAM Identity Center asks with the agent of a Java library whose version was never filled in.
  NOT (coalesce(userAgent, '') GLOB 'Jersey/*'
    AND coalesce(sessionIssuerArn, '') GLOB 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*')
)
