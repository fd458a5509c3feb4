import { parentPort, workerData } from 'node:worker_threads'
import { received } from '../../../columns/coded-text.ts'
import type { RecordsRead, RecordsToRead } from '../../../records/record-messages.ts'
import type { Spooled } from '../../../records/spooled-records.ts'
import { serve } from '../../../runtime/rpc.ts'
import type { ExportService } from './export-threads.ts'
import type { RenderData } from './render-data.ts'
import { Renderer, type ToRender } from './renderer.ts'

const data = workerData as RenderData
const started = Renderer.start({ ...data, snapshot: { ...data.snapshot, ...received(data.snapshot) } })
// Whoever asks is told.
started.catch(() => {})

serve(
  parentPort!,
  {
    render: async (asked: ToRender) => (await started).render(asked),
    read: async (asked: RecordsToRead) => (await started).read(asked),
    useSpool: async (spooled: Spooled) => (await started).useSpool(spooled),
    redact: async (manifest: object) => (await started).redact(manifest),
  } satisfies ExportService,
  (answer) => {
    const bytes = (answer as Partial<RecordsRead> | undefined)?.bytes
    return bytes === undefined ? [] : [bytes.buffer as ArrayBuffer]
  },
)
