import type { Cell } from '../../../src-shared/contract/index.ts'
import { accessGiven } from '../../../src-shared/what/policy/access.ts'
import { isAdministrator } from '../../../src-shared/what/policy/administrator.ts'
import { type IsOwn, openingOf } from '../../../src-shared/what/policy/audience.ts'
import { type Policy, readPolicy } from '../../../src-shared/what/policy/document.ts'
import { policyWords } from '../../../src-shared/what/policy/words.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import { textColumn } from '../columns.ts'

/**
 * The functions by which rules read policies. `json`: the field that has the document. `account`: the one that received the
 * event; with the other accounts whose events the case has it is one's own.
 *
 * - `policy_admin(json)`: whether the policy makes an administrator
 * - `policy_opens(json, account)`: how far the policy of a resource or a role opens it (audience.ts), or NULL
 * - `policy_words(json, account)`: what it allows, in a sentence without its full stop, or NULL
 * - `access_opens(eventSource, eventName, parameters, account)`, `access_words(…)`: the same of the access that a call gives,
 *   by the policy that it sets or by parameters (access.ts). `parameters`: the field requestParameters
 */
export function definePolicyFunctions(sql: Sql, snapshotOf: () => Snapshot): void {
  let accounts: ReadonlySet<string> | null = null
  const ownOf = (account: Cell): IsOwn => {
    accounts ??= accountsOf(snapshotOf())
    const own = accounts
    return (named) => named === account || own.has(named)
  }
  sql.define({
    policy_admin: (json) => (isAdministrator(readPolicy(json)) ? 1 : 0),
    policy_opens: (json, account) => openingOf(readPolicy(json), ownOf(account)),
    policy_words: (json, account) => (json === null ? null : policyWords(readPolicy(json), ownOf(account))),
    access_opens: (source, name, parameters, account) => {
      const policy = accessIn(source, name, parameters)
      return policy === null ? null : openingOf(policy, ownOf(account))
    },
    access_words: (source, name, parameters, account) => {
      const policy = accessIn(source, name, parameters)
      return policy === null ? null : policyWords(policy, ownOf(account), 'The permission')
    },
  })
}

/** Records of the first years, and some tables, do not tell which account received an event: then callers tell it. */
function accountsOf(snapshot: Snapshot): ReadonlySet<string> {
  const [received, called] = (['recipientAccountId', 'userIdentityAccountId'] as const).map(
    (name) => textColumn(snapshot, name).dictionary,
  )
  return new Set(received!.length > 1 ? received : called)
}

function accessIn(eventSource: Cell, eventName: Cell, parameters: Cell): Policy | null {
  if (typeof parameters !== 'string') return null
  return accessGiven({ eventSource, eventName, requestParameters: parseRecord(parameters) })
}
