// Just enough of S3 and CloudTrail on 127.0.0.1 for `aws cloudtrail validate-logs` to check the benchmark's trail: the
// AWS CLI refuses local copies. Answers GetBucketLocation, ListObjects, GetObject, DescribeTrails and ListPublicKeys.
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** `trails` as DescribeTrails has them. Returns the endpoint and what ends it. */
export async function serveTrail(folder, bucket, trails) {
  const objects = listObjects(join(folder, bucket))
  const store = { bucket, objects, keys: [...objects.keys()].sort(), signatures: signaturesOf(objects) }
  const publicKeys = JSON.parse(readFileSync(join(folder, 'public-keys.json'), 'utf8')).PublicKeyList.map((key) => ({
    ...key,
    ValidityStartTime: Date.parse(key.ValidityStartTime) / 1000,
    ValidityEndTime: Date.parse(key.ValidityEndTime) / 1000,
  }))
  const server = createServer((request, response) => {
    if (request.method === 'POST') answerCloudTrail(request, response, trails, publicKeys)
    else answerS3(new URL(request.url, 'http://loopback'), response, store)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { endpoint: `http://127.0.0.1:${server.address().port}`, end: () => server.close() }
}

function listObjects(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.gz'))
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name).slice(root.length + 1), join(parentPath, name)]),
  )
}

/** The folder kept the newest digests' metadata only; each of the others has its signature in the next digest. */
function signaturesOf(objects) {
  const signatures = new Map()
  for (const [key, path] of objects) {
    if (!key.includes('/CloudTrail-Digest/')) continue
    const digest = JSON.parse(gunzipSync(readFileSync(path)).toString())
    signatures.set(digest.previousDigestS3Object, digest.previousDigestSignature)
  }
  for (const [key, path] of objects) {
    if (key.includes('/CloudTrail-Digest/') && !signatures.has(key)) {
      signatures.set(key, JSON.parse(readFileSync(`${path}.metadata.json`, 'utf8')).Metadata.signature)
    }
  }
  return signatures
}

function answerCloudTrail(request, response, trails, publicKeys) {
  const isKeys = request.headers['x-amz-target'].endsWith('.ListPublicKeys')
  const trailList = trails.map((trail) => ({ ...trail, IsOrganizationTrail: false }))
  response.setHeader('content-type', 'application/x-amz-json-1.1')
  response.end(JSON.stringify(isKeys ? { PublicKeyList: publicKeys } : { trailList }))
}

function answerS3({ pathname, searchParams }, response, { bucket, objects, keys, signatures }) {
  const key = decodeURIComponent(pathname.slice(bucket.length + 2))
  response.setHeader('content-type', 'application/xml')
  if (searchParams.has('location')) return response.end('<LocationConstraint></LocationConstraint>')
  if (key === '') return response.end(listing(keys, searchParams))
  const path = objects.get(key)
  if (!path) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  const signature = signatures.get(key)
  if (signature) response.setHeader('x-amz-meta-signature', signature)
  if (signature) response.setHeader('x-amz-meta-signature-algorithm', 'SHA256withRSA')
  response.end(readFileSync(path))
}

function listing(keys, asked) {
  const [prefix, marker] = [asked.get('prefix') ?? '', asked.get('marker') ?? '']
  const rest = keys.filter((key) => key.startsWith(prefix) && key > marker)
  const page = rest.slice(0, 1000).map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
  return `<ListBucketResult><IsTruncated>${rest.length > 1000}</IsTruncated>${page.join('')}</ListBucketResult>`
}
