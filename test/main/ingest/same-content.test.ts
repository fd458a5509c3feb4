import { describe, expect, it } from 'vitest'
import { contentName, sameContent } from '../../../src-main/ingest/same-content.ts'

/** By both ways of telling, in both directions. */
function areSame(one: string | Buffer, other: string | Buffer): boolean {
  const [a, b] = [Buffer.from(one as string), Buffer.from(other as string)]
  const answers = [sameContent(a, b), sameContent(b, a), contentName(a) === contentName(b)]
  expect(new Set(answers).size).toBe(1)
  return answers[0]!
}

describe('copies have the same content', () => {
  it.each([
    ['the same bytes', '{"a":1}', '{"a":1}'],
    ['white space between tokens', '{"a":[1,{"b":null}]}', ' {\n "a" : [ 1 ,\t{ "b":null } ]\r\n}'],
    ['the order of keys', '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}'],
    ['escapes of the same characters', '{"\\u0061":"\\/\\u00e9\\ud83d\\ude00"}', '{"a":"/é😀"}'],
    ['the same lone surrogate', '["\\ud800"]', '[ "\\uD800" ]'],
    ['the same repeated keys in the same order', '{"a":1,"a":2}', '{ "a":1, "\\u0061":2 }'],
    ['empty containers', '{"a":{},"b":[]}', '{"b":[ ],"a":{ }}'],
    ['a key that objects have by themselves', '{"__proto__":1,"a":2}', '{"a":2,"__proto__":1}'],
  ])('%s', (_, one, other) => expect(areSame(one, other)).toBe(true))
})

describe('copies differ in content', () => {
  it.each([
    ['a number beyond 2^53', '{"a":9007199254740993}', '{"a":9007199254740992}'],
    ['digits behind the precision of a double', '[0.1]', '[0.10000000000000000001]'],
    ['1 and 1.0', '[1]', '[1.0]'],
    ['1e2 and 100', '[1e2]', '[100]'],
    ['1e2 and 1E2', '[1e2]', '[1E2]'],
    ['0 and -0', '[0]', '[-0]'],
    ['a number and its text', '{"a":1}', '{"a":"1"}'],
    ['null and its text', '{"a":null}', '{"a":"null"}'],
    ['null and nothing', '{"a":null}', '{}'],
    ['a key that is repeated', '{"a":1}', '{"a":1,"a":1}'],
    ['an earlier value of a repeated key', '{"a":1,"a":3}', '{"a":2,"a":3}'],
    ['the order of a repeated key', '{"a":1,"a":2}', '{"a":2,"a":1}'],
    ['a repeated key written with an escape', '{"a":1}', '{"\\u0061":2,"a":1}'],
    ['the order of an array', '[1,2]', '[2,1]'],
    ['an array and an object', '{"a":[]}', '{"a":{}}'],
    ['keys and values changed over', '{"a":"b"}', '{"b":"a"}'],
    ['members parted otherwise', '{"a":["b"]}', '{"a":"b"}'],
    ['white space in a string', '["a b"]', '["a  b"]'],
    ['composed and decomposed letters', '["é"]', '["e\u0301"]'],
  ])('%s', (_, one, other) => expect(areSame(one, other)).toBe(false))

  it('bytes that are not UTF-8, though both decode to U+FFFD', () => {
    const string = (...bytes: number[]) => Buffer.from([0x5b, 0x22, ...bytes, 0x22, 0x5d])
    expect(areSame(string(0xff), string(0xfe))).toBe(false)
    expect(areSame(string(0xff), string(0xef, 0xbf, 0xbd))).toBe(false)
    expect(areSame(string(0xed, 0xa0, 0x80), '["\\ud800"]')).toBe(false)
    expect(areSame(string(0xff), string(0xff))).toBe(true)
  })

  it('bytes that are not JSON', () => {
    for (const text of ['', '{', '[1', '[1,]', '{"a"}', '{"a":1,}', '[01]', '[+1]', '[nul]', '"a', '[1] 2', '{a:1}'])
      expect(contentName(Buffer.from(text)), text).not.toBe(contentName(Buffer.from(`${text} `)))
  })
})

it('tells records nested deeper than any stack', () => {
  const nested = (inner: string) => `{"a":${'['.repeat(20_000)}${inner}${']'.repeat(20_000)}}`
  expect(areSame(nested('1'), nested(' 1'))).toBe(true)
  expect(areSame(nested('1'), nested('2'))).toBe(false)
})
