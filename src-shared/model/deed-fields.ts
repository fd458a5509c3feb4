/**
 * What a call did and of what context, told from its record as a whole by src-shared/what/. These are no columns of a case, since telling them
 * reads the records: as values at a path are, they are read from all log files when they are first asked for.
 */
export const deedFields = {
  target: {
    doc: 'The resource that the call acted on, such as role/Admin: told from requestParameters, responseElements and resources. Read from all log files when it is first asked for.',
  },
  summary: {
    doc: 'What the event did, in a sentence. Read from all log files when it is first asked for.',
  },
  resourceTags: {
    doc: 'Tags of the resources in an enriched event, such as team=payments; “not evaluated” where the event does not tell, which is not “no tag”. Read from all log files when it is first asked for.',
  },
  principalTags: {
    doc: 'Tags of the principal in an enriched event, such as team=payments; “not evaluated” where the event does not tell, which is not “no tag”. Read from all log files when it is first asked for.',
  },
  conditionKeys: {
    doc: 'IAM condition keys that were evaluated for an enriched event, such as aws:ViaAWSService=false; “not evaluated” where the event does not tell. Read from all log files when it is first asked for.',
  },
} as const satisfies Readonly<Record<string, { readonly doc: string }>>

export type DeedField = keyof typeof deedFields
export const deedFieldNames = Object.keys(deedFields) as readonly DeedField[]
export const deedNamed = (text: string): DeedField | null => deedFieldNames.find((name) => name === text) ?? null

/**
 * How engines of SQL name such a field beside paths into records. It is no path: a record may have a member called
 * `target`.
 */
export const deedPath = (field: DeedField): string => `[${field}]`
export const deedOfPath = (path: string): DeedField | null =>
  deedFieldNames.find((name) => deedPath(name) === path) ?? null
