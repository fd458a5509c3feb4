import { describe, expect, test } from 'vitest'
import { eventTableIn, fieldsTold } from '../../../../src-main/formats/table/columns.ts'
import { recordOfRow } from '../../../../src-main/formats/table/record-of-row.ts'
import { rowsOf } from '../../../../src-main/formats/table/rows.ts'

/** The records of a table, each as an object. */
function recordsOf(text: string): unknown[] {
  const bytes = Buffer.from(text)
  const table = eventTableIn(bytes)!
  return [...rowsOf(bytes, table.separator, table.from)].map(({ cells }) =>
    JSON.parse(recordOfRow(table.columns, cells)!),
  )
}

const id = '00000000-0000-4000-8000-000000000001'

describe('rows as records', () => {
  test('a row of Athena has the names of its columns in lower case and its structures as text', () => {
    const [record] = recordsOf(
      [
        '"eventversion","useridentity","eventtime","eventsource","eventname","requestparameters","resources","readonly","year"',
        '"1.08","{type=AssumedRole, principalid=AROAEXAMPLE:s, accountid=111122223333, sessioncontext={attributes={mfaauthenticated=false}, sessionissuer={username=Admin}}}","2024-03-05T09:12:30Z","s3.amazonaws.com","GetObject","{""bucketName"":""b"",""n"":12345678901234567890}","[{arn=arn:aws:s3:::b, accountid=null, type=AWS::S3::Bucket}]","true","2024"',
      ].join('\r\n'),
    )
    expect(record).toEqual({
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:s',
        accountId: '111122223333',
        sessionContext: { attributes: { mfaAuthenticated: 'false' }, sessionIssuer: { userName: 'Admin' } },
      },
      eventTime: '2024-03-05T09:12:30Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      requestParameters: { bucketName: 'b', n: Number('12345678901234567890') },
      resources: [{ arn: 'arn:aws:s3:::b', accountId: null, type: 'AWS::S3::Bucket' }],
      readOnly: true,
      year: '2024',
    })
  })

  test('a row of the console’s Event history has labels, and lists resources by commas', () => {
    const header =
      'Event name,Event time,User name,Event source,Resource type,Resource name,AWS access key,AWS region,Error code,Read-only,Event ID,Source IP address,Request ID'
    const [one, several] = recordsOf(
      `${header}\nCreateTags,"March 05, 2024, 09:12:30 (UTC+00:00)",anna,ec2.amazonaws.com,AWS::EC2::Instance,i-0abc,AKIAIOSFODNN7EXAMPLE,us-east-1,,false,${id},192.0.2.10,x\nRunInstances,2024-03-05T09:12:31Z,anna,ec2.amazonaws.com,"AWS::EC2::VPC, AWS::IAM::Role","vpc-1, arn:aws:iam::111122223333:role/r",,us-east-1,,false,${id},192.0.2.10,y\n`,
    )
    expect(one).toEqual({
      eventName: 'CreateTags',
      eventTime: 'March 05, 2024, 09:12:30 (UTC+00:00)',
      userIdentity: { userName: 'anna', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      eventSource: 'ec2.amazonaws.com',
      awsRegion: 'us-east-1',
      readOnly: false,
      eventID: id,
      sourceIPAddress: '192.0.2.10',
      requestID: 'x',
      resources: [{ type: 'AWS::EC2::Instance', resourceName: 'i-0abc' }],
    })
    expect(several).toMatchObject({
      resources: [
        { type: 'AWS::EC2::VPC', resourceName: 'vpc-1' },
        { type: 'AWS::IAM::Role', ARN: 'arn:aws:iam::111122223333:role/r' },
      ],
    })
  })

  test('members have names with dots, or their own where a member was selected, in any order', () => {
    const dotted = `eventID;userIdentity.sessionContext.sessionIssuer.arn;requestParameters.bucketName;eventTime\n${id};arn:aws:iam::111122223333:role/r;B;2024-03-05 09:12:30.000\n`
    expect(recordsOf(dotted)).toEqual([
      {
        eventID: id,
        userIdentity: { sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/r' } } },
        requestParameters: { bucketName: 'B' },
        eventTime: '2024-03-05 09:12:30.000',
      },
    ])
    const selected = 'arn\teventname\teventsource\teventtime\narn:aws:iam::111122223333:user/a\tX\ty\t2024-03-05\n'
    expect(recordsOf(selected)).toMatchObject([{ userIdentity: { arn: 'arn:aws:iam::111122223333:user/a' } }])
  })

  test('columns that other tools, and an export of ours, spell their own way are known', () => {
    const table = `event_id,event_time,user_identity_arn,Source IP Address\n${id},2024-03-05T09:12:30Z,arn:aws:iam::111122223333:root,192.0.2.10\n`
    const exported = `eventID,eventTime,userIdentityArn,sourceIPAddress\n${id},2024-03-05T09:12:30Z,arn:aws:iam::111122223333:root,192.0.2.10\n`
    const record = {
      eventID: id,
      eventTime: '2024-03-05T09:12:30Z',
      userIdentity: { arn: 'arn:aws:iam::111122223333:root' },
      sourceIPAddress: '192.0.2.10',
    }
    expect([...recordsOf(table), ...recordsOf(exported)]).toEqual([record, record])
  })

  test('a row of Lake that holds the whole record is that record, to the letter', () => {
    const whole = `{"eventVersion":"1.08", "eventID":"${id}","eventTime":"2024-03-05T09:12:30Z","n":1.0}`
    const text = `"eventID","eventTime","eventJson"\n"${id}","2024-03-05 09:12:30.000","${whole.replaceAll('"', '""')}"\n`
    const table = eventTableIn(Buffer.from(text))!
    const [row] = rowsOf(Buffer.from(text), table.separator, table.from)
    expect(recordOfRow(table.columns, row!.cells)).toBe(whole)
  })

  test('columns of one name are all there, and many of them take no time', () => {
    const [record] = recordsOf(`eventID,eventTime,x,x (2),x,x\n${id},2024-03-05T09:12:30Z,1,2,3,4\n`)
    expect(record).toMatchObject({ x: '1', 'x (2)': '2', 'x (3)': '3', 'x (4)': '4' })
    const many = 20_000
    const names = `eventID,eventTime${',eventTime'.repeat(many)}`
    const [wide] = recordsOf(`${names}\n${id},2024-03-05T09:12:30Z${',1'.repeat(many)}\n`)
    expect(Object.keys(wide as object)).toHaveLength(many + 2)
  })

  test('nothing is lost where two columns mean one place, or a structure is not understood', () => {
    const [record] = recordsOf(
      `eventID,eventTime,username,useridentity,EVENTTIME,responseelements\n${id},2024-03-05T09:12:30Z,anna,{type=IAMUser},later,{a=b}}\n`,
    )
    expect(record).toEqual({
      eventID: id,
      eventTime: '2024-03-05T09:12:30Z',
      userIdentity: { userName: 'anna' },
      useridentity: { type: 'IAMUser' },
      EVENTTIME: 'later',
      responseElements: '{a=b}}',
    })
  })
})

describe('which tables are of events', () => {
  test.each([
    'eventsource,eventname,_col2\ns3.amazonaws.com,GetObject,12\n',
    'name,age\nanna,3\n',
    'message,level\nhello,info\n',
    'eventtime,eventname,_col2\n2024-03-05T09:12:30Z,X,3\n',
    '',
    'eventID',
  ])('%j is none', (text) => expect(eventTableIn(Buffer.from(text))).toBeNull())

  test('records as text in a column are known by what the column holds', () => {
    const record = `{""eventVersion"":""1.08"",""eventTime"":""2024-03-05T09:12:30Z""}`
    expect(recordsOf(`@timestamp,@message\n2024-03-05 09:12:31.000,"${record}"\n`)).toEqual([
      { eventVersion: '1.08', eventTime: '2024-03-05T09:12:30Z' },
    ])
  })

  test('a byte order mark is no part of the first name', () => {
    const table = eventTableIn(Buffer.from('\ufeffeventID,eventTime,userIdentity.arn,userIdentity.type,mine\n'))!
    expect(table.columns[0]!.header).toBe('eventID')
    expect(fieldsTold(table.columns)).toMatchObject({ fields: 3, foreign: 1 })
  })
})
