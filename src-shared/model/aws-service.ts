/** How CloudTrail writes a service: in `invokedBy`, and in place of an address. In any case of letters. */
export const serviceNamePattern = '^[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?$'
/** The same of services that are not named. */
export const unnamedService = 'AWS Internal'
/** In the ARN of a role that only a service assumes (IAM user guide, "Service-linked roles"). */
export const serviceLinkedPath = ':role/aws-service-role/'
