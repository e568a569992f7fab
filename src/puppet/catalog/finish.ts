import { fullMessage, PuppetError } from '../error.ts';
import type { Compilation } from '../evaluate/compilation.ts';
import { validate } from '../evaluate/instances.ts';
import { asResources } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { PSensitive } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { contentsOf, walkContainers } from './graph.ts';
import { inheritedMetaparams } from './metaparams.ts';

/** Finishes every resource (waiting overrides, tags, sensitive values, checks), then hands metaparameters and tags down. */
export function finishCatalog(compilation: Compilation): void {
  for (const resource of compilation.declared) {
    applyOverrides(compilation, resource);
    resource.addScopeTags();
    resource.unwrapSensitive();
    checkParameters(compilation, resource);
  }
  inheritMetaparams(compilation);
}

function applyOverrides(compilation: Compilation, resource: CompilerResource): void {
  const overrides = compilation.pendingOverrides.get(resource.ref);
  if (overrides === undefined) return;
  for (const override of overrides) resource.merge(override);
  compilation.pendingOverrides.delete(resource.ref);
}

function checkParameters(compilation: Compilation, resource: CompilerResource): void {
  const { own } = resource;
  if (own === null) {
    checkNames(resource);
    return;
  }
  if (resource.validated) return;
  const values = new Map<string, Value>();
  for (const [name, value] of resource.entries()) {
    values.set(name, resource.sensitive.includes(name) ? new PSensitive(value) : asResources(value));
  }
  validate(compilation, resource.ref, own, values);
}

function checkNames(resource: CompilerResource): void {
  for (const name of resource.params.keys()) {
    if (resource.isValidParameter(name)) continue;
    const error = new PuppetError(`no parameter named '${name}'`, resource.place);
    throw new PuppetError(`${fullMessage(error)} on ${resource.ref}`, resource.place);
  }
}

/** Breadth first from Class[main]: noop, schedule, ... where unset; and the tags of the container. */
function inheritMetaparams(compilation: Compilation): void {
  const { catalog } = compilation;
  const main = catalog.lookup('Class', '')!;
  const data = new Map<CompilerResource, Metaparams>();
  for (const source of walkContainers(main)) {
    const handed = data.get(source) ?? ownMetaparams(source);
    for (const target of contentsOf(source)) {
      if (handed !== none) data.set(target, handOn(handed, target));
      target.takeTags(source);
    }
  }
}

type Metaparams = ReadonlyMap<string, Value>;

const none: Metaparams = new Map();

/** Sets what the target has not; gives what it hands on itself. */
function handOn(handed: Metaparams, target: CompilerResource): Metaparams {
  for (const [name, value] of handed) if (target.get(name) === null) target.set(name, value);
  return new Map([...handed, ...ownMetaparams(target)]);
}

function ownMetaparams(resource: CompilerResource): Metaparams {
  let values: Map<string, Value> | undefined;
  for (const name of inheritedMetaparams) {
    const value = resource.get(name);
    if (value === null) continue;
    values ??= new Map();
    values.set(name, value);
  }
  return values ?? none;
}
