import { CompilerResource } from '../catalog/compiler-resource.ts';
import { flatten } from '../catalog/flatten.ts';
import type { Param } from '../catalog/param.ts';
import { referenceText } from '../catalog/references.ts';
import { PuppetError } from '../error.ts';
import type { ResourceOverrideExpression } from '../syntax/ast.ts';
import { lineOf } from '../syntax/source.ts';
import { PResourceType } from '../types/catalog-types.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import { duplicateName, duplicateParameter } from './duplicates.ts';
import { failAt } from './issues.ts';
import { valueLabel } from './labels.ts';
import { compileOperations } from './operations.ts';

/** `File['a', 'b'] { mode => '0600' }`. */
export function compileOverride(node: ResourceOverrideExpression, context: CodeContext): Code {
  const resources = compile(node.resources, context);
  const operations = compileOperations(node.operations, context);
  const site = { source: context.source, node };
  const place = { file: context.source.file, line: lineOf(context.source, node.offset) };
  return guarded(site, (frame) => {
    const value = resources(frame);
    const params: Param[] = [];
    operations(frame, params);
    const duplicate = duplicateName(params);
    for (const reference of flatten(value)) {
      if (!(reference instanceof PResourceType) || reference.typeName === null) {
        failAt(
          site,
          `Resource Override can only operate on resources, got: ${valueLabel(reference)}`,
          'ILLEGAL_OVERRIDDEN_TYPE',
        );
      }
      const type = frame.compiler.findResourceType(reference.typeName);
      if (type === undefined) throw new PuppetError(`Unknown resource type: '${reference.typeName}'`);
      if (reference.title === null) {
        throw new PuppetError(
          `No title provided and :${reference.typeName.toLowerCase()} is not a valid resource reference`,
        );
      }
      if (duplicate !== undefined) throw duplicateParameter(duplicate, referenceText(reference)!, place);
      const options = { params, place, virtual: false, exported: false, withDefaults: false };
      frame.compiler.addOverride(new CompilerResource(type, reference.title, frame.host, options));
    }
    return value;
  });
}
