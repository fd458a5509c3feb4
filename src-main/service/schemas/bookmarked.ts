import { z } from 'zod'
import { longestTag, mostTags, tagOf } from '../../../src-shared/model/bookmark.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'

const text = z.string().max(10_000)

export const source = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as Sha256)

export const eventRef = z.strictObject({
  eventID: z.string().max(1_000).nullable(),
  source,
  record: z.int().min(0),
})

export const tags = z
  .array(
    z
      .string()
      .max(longestTag)
      .refine((tag) => tagOf(tag) === tag, 'is no tag: it has large letters, a comma or spaces around it'),
  )
  .max(mostTags)
  .optional()

export const bookmarked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), ref: eventRef }),
  z.strictObject({ kind: z.literal('session'), name: text }),
  z.strictObject({ kind: z.literal('finding'), id: text }),
])
