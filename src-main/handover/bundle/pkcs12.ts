import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { type Element, elementsIn, elementsOf, oid } from './der.ts'

/** A private key and certificates, as a file has them. */
export interface KeyFile {
  /** Null where there is none. */
  readonly key: KeyObject | null
  readonly certificates: readonly X509Certificate[]
}

/** The password does not open it. */
export class WrongPassword extends Error {}

/**
 * Reads PKCS#12 (RFC 7292). node-forge checks the password and decrypts; it knows keys and certificates of RSA alone, and
 * writes certificates anew, so that both are taken as they lie in the file. Throws `WrongPassword`, and anything else for
 * what is no PKCS#12.
 */
export function readPkcs12(bytes: Buffer, password: string): KeyFile {
  const opened = open(bytes, password)
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags)
  const { pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids as Record<string, string>
  const bag = bags.find(({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag)
  return { key: bag === undefined ? null : keyIn(bag), certificates: certificatesIn(bytes, password) }
}

function open(bytes: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  const der = forge.asn1.fromDer(bytes.toString('latin1'))
  try {
    return forge.pkcs12.pkcs12FromAsn1(der, password)
  } catch (error) {
    // It tells a wrong password by this alone.
    if (error instanceof Error && /password|MAC/i.test(error.message)) throw new WrongPassword()
    throw error
  }
}

function keyIn({ key, asn1 }: forge.pkcs12.Bag): KeyObject {
  if (key != null) return createPrivateKey(forge.pki.privateKeyToPem(key))
  const der = Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** A part of node-forge that its types do not tell of. */
const { pbe } = forge.pki as unknown as {
  readonly pbe: { getCipher(oid: string, parameters: forge.asn1.Asn1, password: string): forge.cipher.BlockCipher }
}

const [data, certBag] = [oid('1.2.840.113549.1.7.1'), oid('1.2.840.113549.1.12.10.1.3')]

/** PFX { version, authSafe, macData }; authSafe has SafeContents in the clear, or encrypted by the password. */
function certificatesIn(bytes: Buffer, password: string): readonly X509Certificate[] {
  const [, authSafe] = elementsIn(bytes)
  return elementsIn(contentOf(elementsOf(authSafe!.body)[1]!)).flatMap(({ body }) => {
    const [type, content] = elementsOf(body)
    const safe = type!.whole.equals(data) ? contentOf(content!) : decrypted(content!, password)
    return elementsIn(safe).flatMap((bag) => certificateIn(elementsOf(bag.body)))
  })
}

/** SafeBag { certBag, [0] CertBag { x509Certificate, [0] OCTET STRING } } */
function certificateIn([type, value]: readonly Element[]): readonly X509Certificate[] {
  if (!type!.whole.equals(certBag)) return []
  return [new X509Certificate(contentOf(elementsIn(value!.body)[1]!))]
}

/** Of `[0] { OCTET STRING }`. */
const contentOf = ({ body }: Element): Buffer => elementsOf(body)[0]!.body

/** `[0] EncryptedData { version, { type, algorithm, [0] bytes } }` */
function decrypted({ body }: Element, password: string): Buffer {
  const [, info] = elementsIn(body)
  const [, algorithm, bytes] = elementsOf(info!.body)
  const [scheme, parameters] = elementsOf(algorithm!.body)
  const asForge = ({ whole }: Element) => forge.asn1.fromDer(whole.toString('latin1'))
  const name = forge.asn1.derToOid(scheme!.body.toString('latin1'))
  const cipher = pbe.getCipher(name, asForge(parameters!), password)
  cipher.update(forge.util.createBuffer(bytes!.body.toString('latin1')))
  if (!cipher.finish()) throw new WrongPassword()
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}
