import { gunzipped, isGzip } from './gzip.ts'
import type { GzipState } from './gzip-state.ts'
import type { Inflater } from './inflate/inflater.ts'
import {
  defaultLimits, failed, mostOf, type ReadLimits, type SourceContent, tooLarge, whole,
} from './source-content.ts' // biome-ignore format: a list
import { utf8OfUtf16 } from './utf16.ts'
import { isZstd, unzstd } from './zstd.ts'

/** Compressed data within compressed data is inflated this many times; a file may hold itself. */
const mostLayers = 8

/** What a file with these bytes holds. */
export function contentOf(
  file: Buffer,
  limits: ReadLimits = defaultLimits,
  inflater: Inflater | null = null,
): SourceContent {
  const content = contentAsItLies(file, limits, inflater)
  const text = utf8OfUtf16(content.bytes)
  return text === null ? content : { ...content, bytes: text, isUtf16: true }
}

function contentAsItLies(file: Buffer, limits: ReadLimits, inflater: Inflater | null): SourceContent {
  if (file.length === 0) return failed('empty', 0, 'The file is empty.')
  if (file.length > limits.ceiling) return tooLarge(file.length, limits)
  const most = mostOf(file.length, limits)
  const layers: Layer[] = []
  for (let bytes = file; isCompressed(bytes) && layers.length < mostLayers; bytes = layers.at(-1)!.content.bytes) {
    // The bytes may lie in the memory that the inflater uses again.
    layers.push(layerOf(inflater?.holds(bytes) ? Buffer.from(bytes) : bytes, most, limits, inflater))
  }
  if (layers.length === 0) return whole('plain', file, file.length, null)
  return layers.length === 1 ? layers[0]!.content : { ...nested(layers), compressedBytes: file.length }
}

interface Layer {
  readonly form: 'gzip' | 'Zstandard'
  readonly content: SourceContent
}

const isCompressed = (bytes: Buffer): boolean => isGzip(bytes) || isZstd(bytes)

function layerOf(bytes: Buffer, most: number, limits: ReadLimits, inflater: Inflater | null): Layer {
  return isGzip(bytes)
    ? { form: 'gzip', content: gunzipped(bytes, most, limits, inflater) }
    : { form: 'Zstandard', content: unzstd(bytes, most, limits) }
}

/** What copy tools make that compress once more what is compressed. It is as good as the worst of its layers. */
function nested(layers: readonly Layer[]): SourceContent {
  const contents = layers.map(({ content }) => content)
  const worst = worstOf(contents.map(({ gzip }) => gzip))
  const { bytes, sha256, readSha256, compressedBytes, members } = contents.at(-1)!
  return {
    bytes,
    readSha256,
    compressedBytes,
    gzip: worst === 'whole' ? 'nested' : worst,
    sha256: contents.every((content) => content.sha256 !== null) ? sha256 : null,
    ...(members === undefined ? {} : { members }),
    problem: [nestedSentence(layers), ...contents.flatMap(({ problem }) => problem ?? [])].join(' '),
  }
}

const nestedSentence = ([outer, inner]: readonly Layer[]): string =>
  `It is ${inner!.form} within ${outer!.form}: it was compressed once more. The innermost content was read.`

/** What may be found of a compressed stream, the worst last. */
const fromBest: readonly GzipState[] = [
  'plain', 'whole', 'nested', 'trailer-damaged', 'bad-checksum', 'trailing-data', 'truncated', 'bad-gzip',
  'ratio-too-high', 'too-large', 'empty', 'unreadable',
] // biome-ignore format: a list

export const worstOf = (states: readonly GzipState[]): GzipState =>
  fromBest[Math.max(...states.map((state) => fromBest.indexOf(state)))]!
