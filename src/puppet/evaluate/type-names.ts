import type { QualifiedReference } from '../syntax/ast.ts';
import { typeFromAst } from '../types/index.ts';
import { PTypeReferenceType } from '../types/type-reference.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { failAt, type Site } from './issues.ts';

/** Ends the evaluation at a name that is of no type. */
export function typeNotFound(site: { source: Site['source']; node: QualifiedReference }): never {
  return failAt(site, `Resource type not found: ${site.node.casedValue}`, 'UNKNOWN_RESOURCE_TYPE');
}

/** A type name: looked up when first evaluated, then remembered. */
export function compileTypeName(node: QualifiedReference, context: CodeContext): Code {
  const site = { source: context.source, node };
  let known: Value | undefined;
  return guarded(site, () => {
    if (known !== undefined) return known;
    const type = typeFromAst(node, context.session.typeLoader);
    if (type instanceof PTypeReferenceType) {
      typeNotFound(site);
    }
    known = type;
    return type;
  });
}
