/** What is said of exports whose identifiers have pseudonyms in their place. */
export const redactionWords = {
  /** Of every export, in its manifest. */
  isRedacted:
    'Redacted: accounts, names of principals and of resources in ARNs, addresses, unique IDs, access keys and ARNs are pseudonyms. The bytes of records are no longer the original ones, and the hashes of sources are not those of what is written here.',
  forms:
    'An account begins with 0000; an IPv4 address lies in 240.0.0.0/4 and an IPv6 address in 2001:db8::/32; a unique ID has REDACTED behind its prefix; a name begins with r-. One identifier has one pseudonym wherever the same key is used.',
  limits:
    'Names are known from the columns of the case. Names that the files of the user give accounts (accountName) and owners of addresses (owner) are pseudonyms, too; ranges of AWS keep their name. Names are also known where a parameter is called userName, roleName, groupName, policyName, instanceProfileName, roleSessionName, sourceIdentity or bucketName, and in messages of IAM that it cannot be found, cannot be modified or exists already; other names that occur nowhere else than in parameters stay as they are. A text in base64 that holds an identifier is one pseudonym. Compressed or encrypted texts, Regions, times, event IDs, request IDs, and the country, city and AS of an address stay as they are.',
  aboutKey:
    'Whoever has this key can tell which pseudonym an identifier has. Keep it apart from the exports that were made with it.',
  choice: 'Replace identifiers with pseudonyms',
  choiceMeans:
    'Accounts, principals, addresses, access keys and ARNs, also within parameters and messages. The manifest says so; the records are then no originals.',
  keyMeans:
    'The key is made where there is none, readable by its owner only. Exports with the same key have the same pseudonyms.',
  keyBeside: (file: string): string =>
    `the key ${file} would lie beside the export. Choose another folder for the key.`,
  noKey: (file: string): string => `${file} is there and is no redaction key of Trailproof.`,
  unreadableKey: (file: string, why: string): string => `the key ${file} cannot be read: ${why}.`,
  written: (file: string): string => `It is redacted; the key is ${file}.`,
} as const
