import type { AnyNode, Expression, TypeAlias, TypeDefinition, TypeMapping } from '../ast.ts';
import { aCapitalNode, aNode } from '../labels.ts';
import { checkTopLevel } from './definitions.ts';
import { report, type Validation, warn } from './report.ts';

export function checkTypeAlias(validation: Validation, node: TypeAlias): void {
  checkTopLevel(validation, node);
  if (!/^[A-Z]\w*(?:::[A-Z]\w*)*$/.test(node.name)) {
    const message = `Unacceptable name. The name '${node.name}' is unacceptable as the name of ${aNode(node)}`;
    report(validation, node, 'ILLEGAL_DEFINITION_NAME', message);
  }
  checkTypeReference(validation, node, node.typeExpr);
}

/** Puppet parses definitions of types, but supports none. */
export function checkTypeDefinition(validation: Validation, node: TypeDefinition): void {
  checkTopLevel(validation, node);
  reportUnsupported(validation, node);
}

/** Only `Runtime[...]` is mapped: a name to a type, or a pattern with its replacement to another. */
export function checkTypeMapping(validation: Validation, node: TypeMapping): void {
  checkTopLevel(validation, node);
  const left = node.typeExpr.kind === 'AccessExpression' ? node.typeExpr : null;
  if (left?.leftExpr.kind !== 'QualifiedReference' || left.leftExpr.casedValue !== 'Runtime') {
    reportUnsupported(validation, node);
    return;
  }
  const mapsPattern = left.keys.length === 2 && isReplacement(left.keys[1]!);
  const fits = mapsPattern ? isReplacement(node.mappingExpr) : isTypeReference(node.mappingExpr);
  if (fits) return;
  const expected = mapsPattern ? 'Tuple[Regexp,String]' : 'Type';
  const message = `Illegal type mapping. Expected a ${expected} on the left side, got ${aCapitalNode(node)}`;
  report(validation, node, 'ILLEGAL_TYPE_MAPPING', message);
}

/** A type by its name, with or without keys. */
export function checkTypeReference(validation: Validation, container: AnyNode, node: Expression): void {
  const named = node.kind === 'AccessExpression' ? node.leftExpr : node;
  if (named.kind !== 'QualifiedReference') {
    const what = `${aCapitalNode(node)} is unacceptable as a type reference in ${aNode(container)}`;
    report(validation, node, 'ILLEGAL_EXPRESSION', `Illegal expression. ${what}`);
    return;
  }
  if (named.value !== 'plan') return;
  warn(validation, node, 'FUTURE_RESERVED_WORD', "Use of future reserved word: 'plan'", true);
}

function reportUnsupported(validation: Validation, node: AnyNode): void {
  const message = `Expressions of type ${aNode(node)} are not supported in this version of Puppet`;
  report(validation, node, 'UNSUPPORTED_EXPRESSION', message);
}

function isReplacement(node: Expression): boolean {
  return (
    node.kind === 'LiteralList' &&
    node.values.length === 2 &&
    node.values[0]!.kind === 'LiteralRegularExpression' &&
    node.values[1]!.kind === 'LiteralString'
  );
}

function isTypeReference(node: Expression): boolean {
  return (node.kind === 'AccessExpression' ? node.leftExpr : node).kind === 'QualifiedReference';
}
