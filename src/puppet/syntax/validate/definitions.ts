import type {
  Definition,
  FunctionDefinition,
  HostClassDefinition,
  NodeDefinition,
  ResourceTypeDefinition,
} from '../ast.ts';
import { aCapitalNode, aNode } from '../labels.ts';
import { checkLastEffect } from './effects.ts';
import { checkHostname } from './hostnames.ts';
import {
  checkLiteralTypes,
  checkNoCapture,
  checkReservedParameters,
  checkUniqueParameters,
} from './parameters.ts';
import { report, type Validation, warn } from './report.ts';
import { checkTypeReference } from './types.ts';

/** Names of built-in types, which a class, define or function cannot have. */
const TYPE_NAMES: ReadonlySet<string> = new Set(
  (
    'type any unit scalar boolean numeric integer float collection array hash tuple struct variant optional enum ' +
    'regexp pattern runtime init object sensitive semver semverrange string timestamp timespan typeset'
  ).split(' '),
);

/** `namespace` is what names in this file must start with, and null where any will do; false when the place is bad. */
export type Namespace = string | null | false;

export function checkClassOrDefine(
  validation: Validation,
  node: HostClassDefinition | ResourceTypeDefinition,
  namespace: Namespace,
): void {
  checkNamed(validation, node, namespace);
  checkNoCapture(validation, node, node.parameters);
  checkUniqueParameters(validation, node.parameters);
  checkReservedParameters(validation, node, node.parameters);
  checkLastEffect(validation, node, node.body);
  if (validation.release === 8 && node.kind === 'HostClassDefinition')
    checkLiteralTypes(validation, node.parameters);
}

export function checkFunction(validation: Validation, node: FunctionDefinition, namespace: Namespace): void {
  checkNamed(validation, node, namespace);
  if (node.returnType !== null) checkTypeReference(validation, node, node.returnType);
  checkUniqueParameters(validation, node.parameters);
}

export function checkNode(validation: Validation, node: NodeDefinition): void {
  for (const match of node.hostMatches) checkHostname(validation, node, match);
  checkTopLevel(validation, node);
  checkLastEffect(validation, node, node.body);
  if (node.parent === null) return;
  const see = 'See http://links.puppet.com/puppet-node-inheritance-deprecation';
  const message = `Node inheritance is not supported in Puppet >= 4.0.0. ${see}`;
  report(validation, node.parent, 'ILLEGAL_NODE_INHERITANCE', message);
}

/** Definitions stand at top level or in a class; functions and types at top level only. */
export function checkTopLevel(validation: Validation, node: Definition): void {
  const { path } = validation;
  for (let at = path.length - 1; at >= 0; at--) {
    const { kind } = path[at]!;
    if (kind === 'HostClassDefinition') return;
    if (kind !== 'BlockExpression') {
      const message = 'Classes, definitions, and nodes may only appear at toplevel or inside other classes';
      report(validation, node, 'NOT_TOP_LEVEL', message);
      return;
    }
    if (at > 0 && isAbsolute(node)) {
      const message = `${aCapitalNode(node)} may only appear at toplevel`;
      report(validation, node, 'NOT_ABSOLUTE_TOP_LEVEL', message);
      return;
    }
  }
}

function isAbsolute({ kind }: Definition): boolean {
  return kind === 'FunctionDefinition' || kind === 'TypeAlias' || kind === 'TypeDefinition';
}

function checkNamed(
  validation: Validation,
  node: HostClassDefinition | ResourceTypeDefinition | FunctionDefinition,
  namespace: Namespace,
): void {
  const { name } = node;
  checkTopLevel(validation, node);
  if (!/^[a-z]\w*(?:::[a-z]\w*)*$/.test(name)) {
    const message = `Unacceptable name. The name '${name}' is unacceptable as the name of ${aNode(node)}`;
    report(validation, node, 'ILLEGAL_DEFINITION_NAME', message);
  }
  if (namespace === false || (namespace !== null && !name.toLowerCase().startsWith(namespace))) {
    const file = validation.source.file;
    const message = `Unacceptable location. The name '${name}' is unacceptable in file '${file}'`;
    report(validation, node, 'ILLEGAL_DEFINITION_LOCATION', message);
  }
  if (TYPE_NAMES.has(name)) {
    const what = `can not be used as the name of ${aNode(node)}.`;
    report(
      validation,
      node,
      'RESERVED_TYPE_NAME',
      `The name: '${name}' is already defined by Puppet and ${what}`,
    );
  }
  if (name === 'plan')
    warn(validation, node, 'FUTURE_RESERVED_WORD', "Use of future reserved word: 'plan'", true);
}
