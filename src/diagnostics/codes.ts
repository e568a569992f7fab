/**
 * Every code that a diagnostic may carry, with the one line that its page in docs/ opens with.
 * Codes are for ever: one that is no longer given is not given again to something else.
 */
export const codes = {
  'read/unreadable': 'A source file cannot be read.',
  'read/syntax': 'A source file is not well-formed YAML.',
  'read/schema': 'A value is not what the schema of its file allows.',
  'resolve/unknown-name': 'A name refers to nothing that exists.',
  'resolve/exhausted': 'No free value is left for something that placo was asked to choose.',
  'check/layers': 'A machine of layer 1 uses a service that a guest provides.',
  'check/virtualised': 'Something that hypervisors need is virtualised.',
  'check/data': 'Data lies in a container instead of on NFS.',
  'check/container-size': 'The containers of a guest are large.',
  'check/standby': 'A running guest has no hypervisor in backup.',
  'check/capacity': 'The hypervisors cannot hold all the running guests, today or after the loss of one.',
  'check/store-capacity': 'A store is too small for its containers.',
  'check/site-independence': 'A machine depends on another site.',
  'check/interfaces': 'A guest lacks an interface, or has one that it should not have.',
  'check/logs': 'The logs of a guest stay in it.',
  'check/mirror': 'An NFS server has no mirror.',
  'check/networks': 'Two networks overlap.',
  'check/addresses': 'An address cannot be used in its network.',
  'check/unique-addresses': 'Two machines have the same address.',
  'check/unique-macs': 'Two interfaces have the same MAC address.',
  'check/unique-uuids': 'Two guests have the same UUID.',
  'check/unique-names': 'Two machines have the same name.',
  'check/unique-server-names': 'Two websites answer to the same name.',
  'check/unique-fsids': 'Two volumes have the same fsid.',
  'check/ports': 'Two services of a machine share a port.',
  'check/public-ports': 'Two services share a public address and port.',
  'check/unused-waiver': 'A waiver has nothing to waive.',
  'write/edited': 'A generated file was edited by hand.',
  'write/in-the-way': 'A generated file would replace something that was not generated.',
  'write/stale': 'A generated file is not what the sources say.',
  'write/locked': 'Another build is writing at the same time.',
  'write/failed': 'The system refused to write a generated file.',
  'render/inexpressible': 'A value cannot be written in the language of the file it lands in.',
} as const satisfies Record<string, string>;

/** The code of a diagnostic: `phase/what` or `check/rule`. */
export type Code = keyof typeof codes;
