/** What of an ARN's resource names something of the customer's, and what is a word of AWS. */

/** A segment of a resource, with what divides it from the one before: empty, a slash or a colon. */
interface Segment {
  readonly before: string
  readonly text: string
}

const segmentsOf = (resource: string): readonly Segment[] =>
  [...resource.matchAll(/(^|[/:])([^/:]*)/g)].map(([, before = '', text = '']) => ({ before, text }))

const region = /^[a-z]{2}(?:-[a-z]+)+-\d$/
const serviceHost = /^[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/
/** Names that AWS gives (IAM user guide, "Create a service-linked role"), and what is no name. */
const ofAws = /^(?:AWSServiceRoleFor.*|aws-service-role|aws-reserved|service-role|root|\$LATEST|\d{0,6}|[*?]*)$/

/** Whether AWS chose the text, so that it tells nothing of the customer. */
export const isOfAws = (text: string): boolean => ofAws.test(text) || region.test(text) || serviceHost.test(text)

/** A unique ID or an access key, by its prefix (IAM user guide, "IAM identifiers"). */
export const isUniqueId = (text: string): boolean =>
  /^(?:ABIA|ACCA|AGPA|AIDA|AIPA|AKIA|ANPA|ANVA|APKA|AROA|ASCA|ASIA)[A-Z0-9]{12,}$/.test(text)

/** The resource with every name of the customer's changed; the type of the resource stays. */
export function changedResource(service: string, resource: string, change: (name: string) => string): string {
  const segments = segmentsOf(resource)
  return segments
    .map(({ before, text }, at) => {
      if (isType(service, segments, at) || isOfAws(text)) return before + text
      const [, name = '', wildcards = ''] = /^(.*?)([*?]*)$/.exec(text)!
      return `${before}${change(name)}${wildcards}`
    })
    .join('')
}

/** Names by which the resource may be told elsewhere: of a session both, of an object its bucket alone. */
export function namesIn(service: string, resource: string): readonly string[] {
  const segments = segmentsOf(resource)
  const names = segments.filter(
    ({ text }, at) => !isType(service, segments, at) && !isOfAws(text) && !/[*?]/.test(text),
  )
  const told = service === 's3' ? names.slice(0, 1) : segments[0]?.text === 'assumed-role' ? names : names.slice(-1)
  return told.map(({ text }) => text)
}

const isType = (service: string, segments: readonly Segment[], at: number): boolean =>
  at === 0 && segments.length > 1 && service !== 's3' && /^[a-z][a-z0-9-]*$/.test(segments[0]!.text)
