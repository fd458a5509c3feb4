-- id: permissions-boundary-removed
-- title: Permissions boundary removed or widened
-- severity: medium
-- technique: T1098
-- why: The boundary limits what policies can grant; without it, or with AdministratorAccess as the boundary, they
--   grant all they say.
-- benign: Deployments that manage IAM.
-- next: The policies of the user or role, and what it did afterwards.
-- from: IAM user guide, "Permissions boundaries for IAM entities"
-- calls: iam.amazonaws.com: DeleteUserPermissionsBoundary, DeleteRolePermissionsBoundary, PutUserPermissionsBoundary,
--   PutRolePermissionsBoundary
-- did: removed or widened permissions boundaries
WHERE eventName GLOB 'Delete*'
  OR field(id, 'requestParameters.permissionsBoundary') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
