import { serviceLinkedPath, serviceNamePattern, unnamedService } from '../../model/aws-service.ts'
import { literal } from '../ddl/text.ts'

const isService = (column: string): string =>
  `("${column}" = ${literal(unnamedService)} OR regexp_like("${column}", ${literal(`(?i)${serviceNamePattern}`)}))`

/** `byAwsService` (what/caller.ts) as a condition on columns of the view `events`. It is never NULL. */
export const madeByService = [
  `("userIdentityType" IS NOT DISTINCT FROM 'AWSService'`,
  `"eventType" IS NOT DISTINCT FROM 'AwsServiceEvent'`,
  `coalesce(${isService('invokedBy')}, FALSE)`,
  `coalesce(${isService('sourceIPAddress')}, FALSE)`,
  `coalesce("sessionIssuerArn" LIKE ${literal(`%${serviceLinkedPath}%`)}, FALSE))`,
].join(' OR ')
