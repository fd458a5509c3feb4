import { z } from 'zod'
import type { TimeRange, TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'

/** The range of a JavaScript Date: ±100,000,000 days around 1970. */
const furthest = 8.64e15
export const time = z
  .int()
  .min(-furthest)
  .max(furthest)
  .transform((value) => value as UtcMs)

const endsInOrder = ({ from, until }: TimeRange) => from === null || until === null || from <= until

/** An end that is null is open. */
export const range: z.ZodType<TimeRange> = z
  .strictObject({ from: time.nullable(), until: time.nullable() })
  .refine(endsInOrder, 'ends before it begins')

export const span: z.ZodType<TimeSpan> = z
  .strictObject({ from: time, until: time })
  .refine(endsInOrder, 'ends before it begins')
