import type { FilterColumn } from '../../../src-shared/filter/columns.ts'

/** How strings and numbers of JSON are changed. */
export interface Change {
  readonly text: (text: string) => string
  /** Of strings whose words AWS chose. */
  readonly words: (text: string) => string
  /** Of strings that are a name as a whole. */
  readonly name: (text: string) => string
  readonly number: (digits: string) => string
}

/** Columns of which AWS chose the words: a role that is called `Deploy` must not change them. */
export const wordColumns: ReadonlySet<FilterColumn> = new Set<FilterColumn>([
  'eventTime', 'eventTimeWritten', 'eventID', 'eventVersion', 'eventSource', 'eventName', 'eventType', 'eventCategory',
  'managementEvent', 'readOnly', 'awsRegion', 'errorCode', 'requestID', 'sharedEventID', 'apiVersion', 'addendumReason',
  'addendumOriginalEventID', 'tlsVersion', 'cipherSuite', 'clientProvidedHostHeader', 'userIdentityType', 'invokedBy',
  'sessionIssuerType', 'sessionCreationDate', 'ec2RoleDelivery', 'mfaUsed', 'consoleLogin', 'signInResult', 'insightType',
  'insightState', 'insightEventSource', 'insightEventName', 'logVerdict', 'mfa', 'console', 'byAwsService', 'conflicting',
  'isError', 'bookmarked',
]) // biome-ignore format: a list

/** The same within a record: members of it, and of members. */
const wordMembers: ReadonlySet<string> = new Set([
  'eventVersion', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'awsRegion', 'errorCode', 'eventID',
  'requestID', 'sharedEventID', 'apiVersion', 'managementEvent', 'readOnly', 'addendum', 'tlsDetails', 'insightDetails',
  'sessionCredentialFromConsole', 'userIdentity.type', 'userIdentity.invokedBy',
  'userIdentity.sessionContext.sessionIssuer.type', 'userIdentity.sessionContext.attributes', 'resources.type',
]) // biome-ignore format: a list

/** Whether the path leads to, or below, a member of a record whose words AWS chose. */
export function isWordsOfAws(path: readonly string[]): boolean {
  for (let length = 1; length <= path.length; length++)
    if (wordMembers.has(path.slice(0, length).join('.'))) return true
  return false
}

/** Members of a record whose members are named by services and by callers; of all others CloudTrail names the members. */
const namedByCallers: ReadonlySet<string> = new Set([
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'eventData',
  'eventContext',
])

/**
 * Members that hold the name of a principal or of a resource that ARNs name, wherever they stand in a record: a user that
 * was just created is named by its parameters alone, beside an ARN with its pseudonym.
 */
const nameMembers: ReadonlySet<string> = new Set([
  'userName', 'roleName', 'groupName', 'policyName', 'instanceProfileName', 'roleSessionName', 'sourceIdentity', 'bucketName',
]) // biome-ignore format: a list

export const isNameMember = (member: string): boolean => nameMembers.has(member)

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],]/gs

/**
 * JSON text with its strings and whole numbers changed, and every other byte as it was. `isWithin`: it is a value within a
 * record, and no record. Depth takes no stack.
 */
export function changedJson(json: string, { text, words, name, number }: Change, isWithin: boolean): string {
  /** Per open container: whether it is an object, and the name of the member that is being read. */
  const open: { readonly isObject: boolean; key: string | null }[] = []
  let isKey = false
  let result = ''
  let kept = 0
  for (const { 0: token, index } of json.matchAll(tokens)) {
    const within = open.at(-1)
    switch (token) {
      case '{':
      case '[':
        open.push({ isObject: token === '{', key: null })
        isKey = token === '{'
        continue
      case '}':
      case ']':
        open.pop()
        isKey = false
        continue
      case ',':
        isKey = within?.isObject ?? false
        continue
    }
    let changed = token
    if (token[0] !== '"') changed = /^\d{1,12}$/.test(token) ? number(token) : token
    else {
      const string = token.includes('\\') ? stringOf(token) : token.slice(1, -1)
      if (isKey) {
        within!.key = string
        isKey = false
        if (isWithin || (open.length > 1 && namedByCallers.has(open[0]!.key ?? '')))
          changed = quoted(string, text(string), token)
      } else {
        const path = isWithin ? [] : open.flatMap(({ isObject, key }) => (isObject && key !== null ? [key] : []))
        const change = isWordsOfAws(path) ? words : isNameMember(within?.key ?? '') ? name : text
        changed = quoted(string, change(string), token)
      }
    }
    if (changed === token) continue
    result += json.slice(kept, index) + changed
    kept = index + token.length
  }
  return kept === 0 ? json : result + json.slice(kept)
}

const quoted = (before: string, after: string, token: string): string =>
  after === before ? token : JSON.stringify(after)

/** A string that no JSON parser reads is looked at as it is written. */
function stringOf(token: string): string {
  try {
    return JSON.parse(token) as string
  } catch {
    return token.slice(1, -1)
  }
}
