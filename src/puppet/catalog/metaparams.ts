/** Metaparameters, in Puppet's order. */
export const metaparams: readonly string[] = [
  'noop',
  'schedule',
  'audit',
  'loglevel',
  'alias',
  'tag',
  'require',
  'subscribe',
  'before',
  'notify',
  'stage',
];

const names = new Set(metaparams);
const relations = new Set(['require', 'subscribe', 'before', 'notify']);

/** Whether every resource may have a parameter of this name. */
export function isMetaparam(name: string): boolean {
  return names.has(name);
}

/** Whether the parameter names other resources (require, subscribe, before, notify). */
export function isRelationParam(name: string): boolean {
  return relations.has(name);
}

/** Metaparameters that containers hand down, in the order in which they are copied. */
export const inheritedMetaparams: readonly string[] = metaparams.filter((name) => !relations.has(name));
