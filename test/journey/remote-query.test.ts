import { expect } from 'vitest'
import { ATrino, page as answer, silent } from '../fixtures/a-trino.ts'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const columns = [
  { name: 'eventName', type: 'varchar' },
  { name: 'file', type: 'varchar' },
]
const file = (name: string) => `s3://logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/05/${name}.json.gz`
const data = [['GetObject', file('a')], ['PutObject', file('b')]] // biome-ignore format: rows
const finished = { state: 'FINISHED', physicalInputBytes: 4_000_000, elapsedTimeMillis: 1_200 }

journey(
  'a query runs on Trino: its rows are marked, lead back to their log files, and a reload cancels the next one there',
  async ({ openWindow }) => {
    const trino = await ATrino.answering(
      [
        answer({ stats: { state: 'QUEUED' } }, 1),
        answer({ error: { errorName: 'TABLE_NOT_FOUND', errorType: 'USER_ERROR', message: 'no such table' } }),
        answer({ stats: { state: 'PLANNING', physicalInputBytes: 0 } }, 2),
      ],
      answer({ columns, data, stats: finished }),
      silent,
    )
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'sql')
    await page.getByRole('button', { name: 'Here', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'On Trino, over the trail in S3' }).click()
    await page.getByRole('button', { name: 'Connection…' }).click()
    const connection = page.getByRole('dialog', { name: 'Connection to Trino' })
    await connection.getByLabel('Server').fill(trino.endpoint)
    await connection.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: /^Run/ }).click()
    await page.getByText(`Answered by Trino at ${trino.endpoint}, not verified: 2 rows, 4 MB read in 1.2 s`).waitFor()
    await page.getByText('Which accounts, Regions and days the tables read is not known').waitFor()
    expect(trino.requests[0]?.body).toContain('FROM events')

    await page.getByRole('button', { name: 'Fetch 2 log files…' }).click()
    const fetching = page.getByRole('dialog', { name: 'Fetch from S3' })
    expect(await fetching.getByLabel('Bucket and prefix').inputValue()).toBe('s3://logs/')
    await fetching.getByText('Only 2 log files that rows name').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: /^Run/ }).click()
    await page.getByText('PLANNING, 0 MB read, 0 rows').waitFor()
    await page.reload()
    await expect.poll(() => trino.deleted).toEqual(['/v1/statement/executing/q1/2'])
    trino.end()
  },
)
