import type { Resource } from '../../catalog/resource.ts';
import { PResourceType } from '../../types/catalog-types.ts';
import { eql } from '../../values/equality.ts';
import { makeHash } from '../../values/keys.ts';
import type { PHash, Value } from '../../values/value.ts';
import {
  type AnyFunction,
  define3x,
  define3xStatement,
  defineFunction,
  type FunctionContext,
} from '../api.ts';
import { capitalizeText } from '../core/string-changes.ts';
import { fail } from '../support/fail.ts';
import { flattenDeep } from '../support/flatten.ts';
import { rubyToS } from '../support/ruby-text.ts';

interface Reference {
  readonly type: string;
  readonly title: string | null;
}

function referenceOf(value: Value): Reference {
  if (value instanceof PResourceType) return { type: value.typeName ?? '', title: value.title };
  const match = /^([^[\]]+)\[(.+)\]$/s.exec(rubyToS(value));
  return match ? { type: match[1]!, title: match[2]! } : { type: rubyToS(value), title: null };
}

/** The same of what must be a reference to be found. */
function fullReferenceOf(value: Value): Reference {
  const reference = referenceOf(value);
  if (reference.title === null && !(value instanceof PResourceType))
    fail(`No title provided and "${reference.type}" is not a valid resource reference`);
  return reference;
}

const typeTitle = (type: string) => type.toLowerCase().split('::').map(capitalizeText).join('::');

/** Whether the catalog has a resource of this reference with these parameters. */
function isDefinedWith({ compiler, scope }: FunctionContext, value: Value, parameters: PHash): boolean {
  const { type, title } = fullReferenceOf(value);
  const candidates: (Resource | undefined)[] =
    title === null || title === ''
      ? compiler.catalog.resources.filter((resource) => resource.type === typeTitle(type))
      : [compiler.findResource(typeTitle(type), title)];
  return candidates.some(
    (resource) =>
      resource !== undefined &&
      resource.ref !== scope.resource.ref &&
      [...parameters].every(([name, wanted]) => eql(resource.get(rubyToS(name)), wanted)),
  );
}

const parametersOf = (value: Value | undefined): PHash => (value instanceof Map ? value : new Map());

function ensure(context: FunctionContext, type: string, title: Value, parameters: PHash): void {
  if (isDefinedWith(context, `${type}[${rubyToS(title)}]`, parameters)) return;
  context.call('create_resources', [capitalizeText(type), makeHash([[title, parameters]])]);
}

const ensureResource = define3xStatement('ensure_resource', -1, (context, [type, titles, parameters]) => {
  if (type === undefined) fail('Must specify a type');
  if (titles === undefined) fail('Must specify a title');
  for (const title of flattenDeep([titles!]))
    ensure(context, rubyToS(type!), title, parametersOf(parameters));
  return null;
});

const ensureResources = define3xStatement(
  'ensure_resources',
  -1,
  (context, [type, resources, parameters]) => {
    if (type === undefined) fail('Must specify a type');
    if (resources === undefined) fail('Must specify a title');
    if (!(resources instanceof Map)) return fail('ensure_resources(): Requires second argument to be a Hash');
    for (const [title, own] of resources) {
      const merged = makeHash([...parametersOf(parameters), ...parametersOf(own)]);
      ensure(context, rubyToS(type!), title, merged);
    }
    return null;
  },
);

const ensurePackages = defineFunction('ensure_packages', [
  {
    signature:
      'Variant[String[1], Array[String[1]], Hash[String[1], Any]] packages, Hash ?default_attributes',
    returns: 'Undef',
    run: (context, [packages, given]) => {
      const defaults = makeHash([['ensure', 'installed'], ...parametersOf(given)]);
      if (defaults.get('ensure') === 'present') defaults.set('ensure', 'installed');
      if (packages instanceof Map) context.call('ensure_resources', ['package', packages, defaults]);
      else
        for (const name of flattenDeep([packages!]))
          context.call('ensure_resource', ['package', name, defaults]);
      return null;
    },
  },
]);

const getparam = define3x('getparam', -1, ({ compiler }, [reference, name]) => {
  if (reference === undefined) fail('Must specify a reference');
  if (typeof name !== 'string') return fail('Must specify name of a parameter');
  if (name === '') return '';
  const { type, title } = fullReferenceOf(reference!);
  if (title === null) return '';
  return compiler.findResource(typeTitle(type), title)?.get(name) ?? '';
});

const str2resource = defineFunction('stdlib::str2resource', [
  {
    signature: 'String res_string',
    run: ({ compiler }, [text]) => {
      const { type, title } = fullReferenceOf(text!);
      const name = typeTitle(type) === 'Class' ? typeTitle(title!) : title!;
      if (compiler.findResource(typeTitle(type), name) !== undefined)
        return new PResourceType(typeTitle(type), name);
      const hint = 'this is parse order dependent and values should not be quoted';
      return fail(`stdlib::str2resource(): could not find ${typeTitle(type)}[${name}], ${hint}`);
    },
  },
]);

const assertPrivate = define3xStatement('assert_private', -1, ({ scope }, args) => {
  if (args.length > 1)
    fail(`assert_private(): Wrong number of arguments given (${args.length}}) for 0 or 1)`);
  if (scope.lookupVariable('module_name') === scope.lookupVariable('caller_module_name')) return null;
  if (typeof args[0] === 'string') fail(args[0]);
  const { type, title } = scope.resource;
  return fail(
    type === 'Class'
      ? `Class ${title.toLowerCase()} is private`
      : `Definition ${type.toLowerCase()} is private`,
  );
});

/** Functions of stdlib on the catalog. */
export const resourceFunctions: readonly AnyFunction[] = [
  ensureResource,
  ensureResources,
  ensurePackages,
  getparam,
  str2resource,
  assertPrivate,
  define3x('defined_with_params', -1, (context, [reference, parameters]) =>
    isDefinedWith(context, reference ?? fail('Must specify a reference'), parametersOf(parameters)),
  ),
];
