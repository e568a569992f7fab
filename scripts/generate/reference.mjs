import { dereference, kinds, schemas } from './schemas.mjs';

/** The reference pages of docs/, one for each kind of source file, by path. */
export function referencePages() {
  const pages = kinds.map((kind) => [`docs/reference/${kind}.md`, page(kind)]);
  return Object.fromEntries([...pages, ['docs/reference/README.md', index()]]);
}

const note = '<!-- Generated from schema/ by `npm run generate`; do not edit. -->';

function index() {
  const lines = kinds.map((kind) => `- [${schemas[kind].title}](${kind}.md): ${schemas[kind].description}`);
  const more =
    'How they work together is in [sources.md](../sources.md); what placo says of mistakes, in [diagnostics.md](diagnostics.md).';
  return `${note}\n\n# The source language\n\n${lines.join('\n')}\n\n${more}\n`;
}

function page(kind) {
  const root = schemas[kind];
  const sections = [`${note}\n\n# ${root.title}\n\n${root.description}\n`];
  table(sections, root, kind, '');
  return `${sections.join('\n').trimEnd()}\n`;
}

/** Adds the table of a mapping's properties, then the tables of what lies in it. */
function table(sections, schema, file, path) {
  const rows = Object.entries(schema.properties).map(([name, property]) => row(schema, name, property, file));
  if (path !== '') sections.push(`## \`${path}\`\n\n${schema.description}\n`);
  sections.push(
    `| property | value | default | what it is |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  for (const [name, property] of Object.entries(schema.properties)) {
    for (const inner of mappingsIn(property, file)) {
      const shown = `${path === '' ? '' : `${path}.`}${name}${inner.suffix}`;
      if (inner.shared) sections.push(sharedNote(shown, inner));
      else table(sections, inner.schema, inner.file, shown);
    }
  }
}

function sharedNote(shown, inner) {
  const [kind, anchor] = inner.shared;
  return `## \`${shown}\`\n\n${inner.schema.description} Its properties, ${propertyList(inner.schema)}, are those of [${anchor}](${kind}.md).\n`;
}

function propertyList(schema) {
  return Object.keys(schema.properties)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function row(parent, name, property, file) {
  const { schema, file: place } = dereference(property, file);
  const required = parent.required?.includes(name) ? ' **(required)**' : '';
  const fallback = schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``;
  return `| \`${name}\`${required} | ${cell(kindOf(schema, place))} | ${fallback} | ${cell(schema.description)} |`;
}

const cell = (text) => text.replaceAll('|', '\\|');

const formatNames = {
  'new-name': 'name',
  'host-name': 'host name',
  mail: 'mail address',
  line: 'text',
  'ipv4-address': 'IPv4 address',
  'ipv6-address': 'IPv6 address',
  'ipv4-prefix': 'IPv4 prefix',
  'ipv6-prefix': 'IPv6 prefix',
  'ipv4-range': 'address or range',
  mac: 'MAC address',
  uuid: 'UUID',
  'time-zone': 'time zone',
  'absolute-path': 'absolute path',
  'relative-path': 'relative path',
  'port-range': 'range of ports',
  'site-machine': 'site/server',
  machine: 'name or site/machine',
  'service-name': 'service',
  'volume-group': 'volume group',
};

function kindOf(schema, file) {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.map((branch) => valueIn(branch, file)).join(' or ');
  if (schema.type === 'array') return `list of: ${valueIn(schema.items, file)}`;
  if (schema.type === 'object') return schema.properties ? 'mapping' : 'mapping by name';
  if (schema.type === 'string') return formatNames[schema.format] ?? schema.format ?? 'text';
  const limits = [schema.minimum, schema.maximum].filter((limit) => limit !== undefined);
  const range = limits.length === 2 ? `, ${limits.join(' to ')}` : '';
  return `${schema.type === 'integer' ? 'whole number' : schema.type}${range}`;
}

function valueIn(schema, file) {
  const followed = dereference(schema, file);
  return kindOf(followed.schema, followed.file);
}

/** What inherits its properties from the page of another kind: shown there, once. */
const sharedPages = {
  '#/$defs/guestDefaults': ['vm', 'a guest'],
  '#/$defs/websiteDefaults': ['website', 'a website'],
  '#/$defs/hypervisorDefaults': ['site', 'a hypervisor'],
  '#/$defs/serverDefaults': ['site', 'a server'],
};

/** The mappings with properties of their own that a value holds, and how a path leads to them. */
function mappingsIn(property, file, suffix = '') {
  const { schema, file: place, $ref = '' } = dereference(property, file);
  const shared = sharedPages[$ref.replace(/^.*(?=#)/, '')];
  if (schema.properties) return [{ schema, file: place, suffix, shared }];
  if (schema.items) return mappingsIn(schema.items, place, `${suffix}[]`);
  if (typeof schema.additionalProperties === 'object') {
    return mappingsIn(schema.additionalProperties, place, `${suffix}.<name>`);
  }
  return (schema.anyOf ?? schema.oneOf ?? []).flatMap((branch) => mappingsIn(branch, place, suffix));
}
