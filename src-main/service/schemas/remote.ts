import { z } from 'zod'
import { isDay } from '../../../src-shared/base/time.ts'
import { regionForm } from '../../../src-shared/model/acquisition.ts'

const name = z.string().min(1).max(1_000)
const address = name.refine(
  (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
  'takes an address such as https://trino.example.com',
)
const day = z.string().refine(isDay, 'takes a day such as 2024-03-05')

/** Both inside. */
export const daySpan = z.strictObject({ first: day, last: day })

export const remotePlace = z.discriminatedUnion('engine', [
  z.strictObject({
    engine: z.literal('trino'),
    endpoint: address,
    user: name,
    catalog: name.nullable(),
    schema: name.nullable(),
  }),
  z.strictObject({
    engine: z.literal('athena'),
    profile: name.nullable(),
    region: z.string().regex(regionForm, 'takes a Region such as us-east-1').nullable(),
    endpoint: address.nullable(),
    workgroup: name,
    catalog: name.nullable(),
    database: name.nullable(),
    outputLocation: name.nullable(),
  }),
])
