import { PuppetError } from '../../error.ts';
import type { Compiler } from '../../evaluate/compiler.ts';
import { PClassType, PResourceType } from '../../types/catalog-types.ts';
import { PTypeType } from '../../types/wrappers.ts';
import type { Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext } from '../api.ts';

/** Whether any of the variables, types, classes or resources is defined (resources: declared already). */
export const defined = defineFunction('defined', [
  {
    signature: 'Variant[String, Type[CatalogEntry], Type[Type[CatalogEntry]]] +vals',
    run: (context, values) => values.some((value) => isDefined(context, value)),
  },
]);

function isDefined({ compiler, scope }: FunctionContext, value: Value): boolean {
  if (typeof value === 'string') {
    if (value.startsWith('$') && value.length > 1)
      return scope.hasVariable(value.slice(1).replace(/^::/, ''));
    return value === 'main' || (value !== '' && knownType(compiler, value));
  }
  if (value instanceof PTypeType) return isTypeDefined(compiler, value.type);
  return isDeclared(compiler, value);
}

function knownType(compiler: Compiler, name: string): boolean {
  const lower = name.toLowerCase().replace(/^::/, '');
  return (
    compiler.resourceTypes.find(lower) !== undefined || compiler.hasDefine(lower) || compiler.hasClass(lower)
  );
}

function isDeclared(compiler: Compiler, value: Value): boolean {
  if (value instanceof PClassType) {
    if (value.className === null) throw new PuppetError('The given class type is a reference to all classes');
    return compiler.findResource('Class', value.className) !== undefined;
  }
  const { typeName, title } = value as PResourceType;
  if (typeName === null) throw new PuppetError('The given resource type is a reference to all kind of types');
  const lower = typeName.toLowerCase();
  if (title !== null) return compiler.findResource(typeName, title) !== undefined;
  return compiler.resourceTypes.find(lower) !== undefined || compiler.hasDefine(lower);
}

/** `Type[Class[a]]` asks whether the class exists, `Type[File]` whether the type does. */
function isTypeDefined(compiler: Compiler, type: Value): boolean {
  if (type instanceof PResourceType) return isDeclared(compiler, type);
  const { className } = type as PClassType;
  if (className === null) throw new PuppetError('The given class type is a reference to all classes');
  return compiler.hasClass(className);
}
