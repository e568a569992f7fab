import type { QualifiedReference } from '../syntax/ast.ts';
import { typeFromAst } from '../types/index.ts';
import { PTypeReferenceType } from '../types/type-reference.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { failAt } from './issues.ts';

/** A type name: looked up when first evaluated, then remembered. */
export function compileTypeName(node: QualifiedReference, context: CodeContext): Code {
  const site = { source: context.source, node };
  let known: Value | undefined;
  return guarded(site, () => {
    if (known !== undefined) return known;
    const type = typeFromAst(node, context.session.typeLoader);
    if (type instanceof PTypeReferenceType) {
      failAt(site, `Resource type not found: ${node.casedValue}`, 'UNKNOWN_RESOURCE_TYPE');
    }
    known = type;
    return type;
  });
}
