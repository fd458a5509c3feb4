import { z } from 'zod'
import { type ParameterValue, parameterTypes } from '../../../src-shared/sql/parameters.ts'

/** Values of the parameters of a query, by their names. */
export const parameterValues: z.ZodType<Readonly<Record<string, ParameterValue>>> = z
  .record(z.string().max(100), z.strictObject({ type: z.enum(parameterTypes), text: z.string().max(10_000) }))
  .refine((values) => Object.keys(values).length <= 1000, 'has more than 1,000 values')
