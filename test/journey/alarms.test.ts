import { expect } from 'vitest'
import { violations } from './axe.ts'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const terraform = `resource "aws_cloudwatch_log_metric_filter" "stopped" {
  name    = "stopped"
  pattern = "{ $.eventName = \\"StopLogging\\" }"
  metric_transformation {
    name      = "Stopped"
    namespace = "CIS"
    value     = "1"
  }
}
resource "aws_cloudwatch_metric_alarm" "stopped" {
  alarm_name          = "logging stopped"
  metric_name         = aws_cloudwatch_log_metric_filter.stopped.metric_transformation[0].name
  namespace           = "CIS"
  statistic           = "Sum"
  period              = 3600
  threshold           = 1
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
}
`

journey('alarms of CIS and of Terraform code tell when they would have been in ALARM, and lead to the events', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'findings')
  await page.getByText('CloudWatch alarms: 15 metric filters of CIS 4.1 to 4.15', { exact: true }).click()
  const trail = page.getByRole('article', { name: /^CIS 4\.5,/ })
  await trail.getByText('2 events match. ALARM in 2 intervals: 2 of 473 periods; 61 periods not in this case.').waitFor()
  await page.getByRole('button', { name: 'Patterns of your own…' }).click()
  await page.getByLabel('Pattern, template of CloudFormation or Terraform code').fill(terraform)
  await page.getByRole('button', { name: 'Take the metric filters' }).click()
  const own = page.getByRole('article', { name: 'logging stopped' })
  await own.getByText(/^1 event matches\. ALARM in 1 interval/).waitFor()
  await own.getByRole('button', { name: 'Condition…' }).click()
  expect(await violations(page)).toEqual([])
  await own.getByRole('button', { name: 'Show 1 event' }).last().click()
  await page.getByRole('heading', { name: '1 of 3,813 events', exact: true }).waitFor()
}) // biome-ignore format: one line a step
