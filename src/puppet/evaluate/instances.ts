import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { PuppetError } from '../error.ts';
import { anyType } from '../types/any.ts';
import { asResources, type PType } from '../types/index.ts';
import { validateParameters } from '../types/mismatch/index.ts';
import { PStringType } from '../types/string.ts';
import { PStructType, StructElement } from '../types/struct.ts';
import { POptionalType } from '../types/wrappers.ts';
import type { Value } from '../values/value.ts';
import type { Compilation } from './compilation.ts';
import { commonParameters, type Definition } from './definitions.ts';
import { Frame, Host, isReserved, UNASSIGNED } from './frame.ts';
import { defaultOf, type ParameterCode } from './lambda.ts';
import { NextSignal, ReturnSignal } from './signals.ts';
import { ParameterOrder } from './variables.ts';

/** Evaluates a class, node or define instance, unless it has been: its parent first, its parameters, its body. */
export function evaluateInstance(compilation: Compilation, resource: CompilerResource): void {
  if (resource.evaluated) return;
  resource.evaluated = true;
  resource.addScopeTags();
  evaluateCode(compilation, resource);
}

/** The same for a resource that takes no tags from where it stands (Class[Settings]). */
export function evaluateCode(
  compilation: Compilation,
  resource: CompilerResource,
  match?: RegExpExecArray,
): Host {
  const definition = resource.own!;
  const host = makeHost(compilation, resource, definition);
  if (definition.kind !== 'define' && definition.name !== '') compilation.catalog.addClass(definition.name);
  setParameters(host, resource, definition);
  addStageEdge(compilation, resource);
  if (match !== undefined) host.base.match = match;
  runInstance(host, definition);
  return host;
}

function makeHost(compilation: Compilation, resource: CompilerResource, definition: Definition): Host {
  let outer = resource.scope;
  if (definition.parent !== null) outer = evaluateParent(compilation, definition, outer);
  if (resource.isMain) return outer;
  return new Host(compilation, definition.kind, outer, definition, resource);
}

function evaluateParent(compilation: Compilation, definition: Definition, outer: Host): Host {
  const parent = compilation.types.parentOf(definition);
  const resource = compilation.catalog.lookup('Class', parent.name);
  if (resource === undefined) return outer;
  evaluateInstance(compilation, resource);
  return outer.classScope(parent.name)!;
}

function runInstance(host: Host, definition: Definition): void {
  const { limits } = host.compilation;
  limits.enter();
  try {
    definition.body(host.base);
  } catch (signal) {
    const ends = signal instanceof ReturnSignal || signal instanceof NextSignal;
    if (!ends || definition.kind === 'node' || definition.name === '') throw signal;
  } finally {
    limits.leave();
  }
}

function setParameters(host: Host, resource: CompilerResource, definition: Definition): void {
  const { vars } = host.base;
  const moduleName = resource.get('module_name') ?? definition.moduleName;
  if (!vars.has('module_name')) vars.set('module_name', moduleName);
  const caller = resource.get('caller_module_name') ?? host.parent?.source.moduleName ?? null;
  if (caller !== null) vars.set('caller_module_name', caller);
  const isClass = definition.kind === 'class';
  if (isClass) lookupData(host, resource, definition);
  vars.set('title', isClass ? resource.title.toLowerCase() : resource.title);
  vars.set('name', isClass ? String(resource.name).toLowerCase() : resource.name);
  if (definition.kind !== 'define') host.setClassScope(definition.name, host);
  bindParameters(host, resource, definition);
}

/** Automatic parameter lookup: `class::parameter` in Hiera. */
function lookupData(host: Host, resource: CompilerResource, definition: Definition): void {
  for (const { name, value } of definition.parameters) {
    if (resource.get(name) !== null) continue;
    const found = host.compilation.data.lookup(`${definition.name}::${name}`, host.base);
    if (found.found && !(found.value === null && value !== null)) resource.set(name, found.value);
  }
}

function bindParameters(host: Host, resource: CompilerResource, definition: Definition): void {
  const { parameters } = definition;
  const given = [...resource.entries()].filter(([name]) => name !== 'name' && name !== 'title');
  if (parameters.length === 0 && given.length === 0) return;
  const frame = new Frame(host, host.base);
  for (const { name } of parameters) frame.vars.set(name, UNASSIGNED);
  for (const [name, value] of given) frame.vars.set(name, asResources(value));
  assignDefaults(host, frame, resource, parameters);
  checkParameters(host, frame, resource, definition);
  const { vars } = host.base;
  for (const [name, value] of frame.vars) {
    if (value === UNASSIGNED) continue;
    if (vars.has(name) || isReserved(name)) host.base.setVariable(name, value);
    else vars.set(name, value);
  }
}

function assignDefaults(
  host: Host,
  frame: Frame,
  resource: CompilerResource,
  parameters: readonly ParameterCode[],
): void {
  const names = parameters.map((parameter) => parameter.name);
  frame.parameters = new ParameterOrder(resource.ref, names);
  const saved = host.current;
  host.current = frame;
  for (const parameter of parameters) {
    if (parameter.value === null || resource.get(parameter.name) !== null) continue;
    const value = defaultOf(frame, parameter);
    resource.set(parameter.name, value);
    frame.vars.set(parameter.name, asResources(value));
  }
  host.current = saved;
  frame.parameters = null;
}

function checkParameters(host: Host, frame: Frame, resource: CompilerResource, definition: Definition): void {
  const values = new Map<string, Value>();
  for (const [name, value] of frame.vars) if (value !== UNASSIGNED) values.set(name, value);
  validate(host.compilation, resource.ref, definition, values);
}

/** Checks parameters against their declaration; throws Puppet's list of what is wrong. */
export function validate(
  compilation: Compilation,
  subject: string,
  definition: Definition,
  values: ReadonlyMap<string, Value>,
): void {
  const types = definition.parameterTypes(compilation.topHost.base);
  if (isValid(definition, types, values)) return;
  validateParameters(subject, parameterStruct(definition, types), new Map<Value, Value>(values));
  throw new PuppetError(`${subject}: parameters do not match`);
}

function parameterStruct(definition: Definition, types: ReadonlyMap<string, PType>): PStructType {
  const optional = (name: string, type: PType) =>
    new StructElement(new POptionalType(new PStringType(name)), type);
  const common = [...commonParameters].map((name) => optional(name, anyType));
  const own = definition.parameters.map(({ name, value }) => {
    const type = types.get(name)!;
    return value === null ? new StructElement(new PStringType(name), type) : optional(name, type);
  });
  return new PStructType([...common, ...own]);
}

function isValid(
  definition: Definition,
  types: ReadonlyMap<string, PType>,
  values: ReadonlyMap<string, Value>,
): boolean {
  for (const { name, value } of definition.parameters) {
    const given = values.get(name);
    if (given === undefined ? value === null : !types.get(name)!.isInstance(given)) return false;
  }
  for (const name of values.keys()) if (!types.has(name) && !commonParameters.has(name)) return false;
  return true;
}

function addStageEdge(compilation: Compilation, resource: CompilerResource): void {
  if (!resource.isClass) return;
  const { catalog } = compilation;
  const wanted = resource.get('stage') ?? resource.scope.resource?.get('stage') ?? 'main';
  const stage = catalog.lookup('Stage', String(wanted));
  if (stage === undefined) {
    const name = resource.get('stage') ?? 'main';
    throw new PuppetError(`Could not find stage ${String(name)} specified by ${resource.ref}`);
  }
  if (stage.title !== 'main' && resource.get('stage') === null) resource.set('stage', stage.title);
  catalog.graph.addEdge(stage, resource);
}
