import type { CompilerResource } from '../catalog/compiler-resource.ts';
import { addContainment } from '../catalog/graph.ts';
import { referenceText } from '../catalog/references.ts';
import { PuppetError } from '../error.ts';
import { anyType } from '../types/any.ts';
import { asResources, type PType } from '../types/index.ts';
import { validateParameters } from '../types/mismatch/index.ts';
import { PStringType } from '../types/string.ts';
import { PStructType, StructElement } from '../types/struct.ts';
import { POptionalType } from '../types/wrappers.ts';
import { rubyToS } from '../values/inspect.ts';
import type { Value } from '../values/value.ts';
import type { Compilation } from './compilation.ts';
import { commonParameters, type Definition } from './definitions.ts';
import { Frame, Host, isReserved, reservedNames, UNASSIGNED } from './frame.ts';
import { defaultOf } from './lambda.ts';
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
  const { params } = resource;
  if (definition.names.length === 0 && params.size === 0) return;
  // What the body sees already may not be replaced: only then are parameters bound apart first.
  const apart =
    resource.isMain || hides(host.base, definition.parameterNames) || hidesGiven(host.base, params);
  const frame = apart ? new Frame(host, host.base) : host.base;
  const preset = frame.vars.size;
  for (const name of definition.names) frame.vars.set(name, UNASSIGNED);
  let changed = false;
  for (const { name, value } of params.values()) {
    if (name === 'title') changed = true;
    if (name === 'name' || name === 'title') continue;
    const own = asResources(value);
    if (own !== value) changed = true;
    frame.vars.set(name, own);
  }
  if (assignDefaults(host, frame, resource, definition)) changed = true;
  validate(host.compilation, resource.ref, definition, frame.vars, preset);
  resource.validated = !changed;
  if (apart) for (const [name, value] of frame.vars) if (value !== UNASSIGNED) setOwn(host.base, name, value);
}

/** Whether one of the names is reserved, or that of a variable which the body sees already. */
function hides(base: Frame, names: ReadonlySet<string>): boolean {
  for (const name of reservedNames) if (names.has(name)) return true;
  for (const name of base.vars.keys()) if (names.has(name)) return true;
  return false;
}

function hidesGiven(base: Frame, params: CompilerResource['params']): boolean {
  for (const name of reservedNames) if (params.has(name)) return true;
  for (const name of base.vars.keys())
    if (name !== 'name' && name !== 'title' && params.has(name)) return true;
  return false;
}

function setOwn(base: Frame, name: string, value: Value): void {
  if (base.vars.has(name) || isReserved(name)) base.setVariable(name, value);
  else base.vars.set(name, value);
}

/** Says whether a default is another value as a variable than as a parameter. */
function assignDefaults(
  host: Host,
  frame: Frame,
  resource: CompilerResource,
  definition: Definition,
): boolean {
  frame.parameters = new ParameterOrder(resource.ref, definition.names);
  const saved = host.current;
  host.current = frame;
  let changed = false;
  for (const parameter of definition.parameters) {
    if (parameter.value === null || resource.get(parameter.name) !== null) continue;
    const { name, constant } = parameter;
    const value = constant === undefined ? defaultOf(frame, parameter) : constant.value;
    resource.set(name, value);
    const own = asResources(value);
    if (own !== value) changed = true;
    frame.vars.set(name, own);
  }
  host.current = saved;
  frame.parameters = null;
  return changed;
}

/**
 * Checks parameters against their declaration; throws Puppet's list of what is wrong. The first `skipped` values are no
 * parameters, and those not assigned are as if not there.
 */
export function validate(
  compilation: Compilation,
  subject: string,
  definition: Definition,
  values: ReadonlyMap<string, Value>,
  skipped = 0,
): void {
  const types = definition.parameterTypes(compilation.topHost.base);
  if (isValid(definition, types, values, skipped)) return;
  const assigned = [...values].slice(skipped).filter(([, value]) => value !== UNASSIGNED);
  // Puppet's own list of what is wrong may be empty, and then it goes on.
  validateParameters(subject, parameterStruct(definition, types), new Map<Value, Value>(assigned));
}

function parameterStruct(definition: Definition, types: readonly PType[]): PStructType {
  const optional = (name: string, type: PType) =>
    new StructElement(new POptionalType(new PStringType(name)), type);
  const common = [...commonParameters].map((name) => optional(name, anyType));
  const own = definition.parameters.map(({ name, value }, index) => {
    const type = types[index]!;
    return value === null ? new StructElement(new PStringType(name), type) : optional(name, type);
  });
  return new PStructType([...common, ...own]);
}

function isValid(
  definition: Definition,
  types: readonly PType[],
  values: ReadonlyMap<string, Value>,
  skipped: number,
): boolean {
  let declared = 0;
  const { parameters } = definition;
  for (let index = 0; index < parameters.length; index++) {
    const { name, value, constant } = parameters[index]!;
    const given = values.get(name);
    if (given !== undefined) declared++;
    if (given === undefined || given === UNASSIGNED) {
      if (value === null) return false;
    } else if (!constant?.fits || constant.value !== given) {
      const type = types[index]!;
      if (type !== anyType && !type.isInstance(given)) return false;
      if (constant?.value === given) constant.fits = true;
    }
  }
  if (declared === values.size - skipped) return true;
  let position = 0;
  for (const [name, value] of values) {
    if (position++ < skipped || value === UNASSIGNED) continue;
    if (!definition.parameterNames.has(name) && !commonParameters.has(name)) return false;
  }
  return true;
}

function addStageEdge(compilation: Compilation, resource: CompilerResource): void {
  if (!resource.isClass) return;
  const { catalog } = compilation;
  const wanted = resource.get('stage') ?? resource.scope.resource?.get('stage') ?? 'main';
  const stage = typeof wanted === 'string' ? catalog.lookup('Stage', wanted) : undefined;
  if (stage === undefined) {
    const name = resource.get('stage') ?? 'main';
    const shown = referenceText(name) ?? rubyToS(name);
    throw new PuppetError(`Could not find stage ${shown} specified by ${resource.ref}`);
  }
  if (stage.title !== 'main' && resource.get('stage') === null) resource.set('stage', stage.title);
  addContainment(stage, resource);
}
