import { random } from './random.ts';

/** Numbers below the one asked for. */
type Next = (below: number) => number;

/** What a program under way may refer to. */
interface Context {
  next: Next;
  variables: string[];
  classes: string[];
  defines: string[];
  resources: string[];
  functions: string[];
  depth: number;
}

/** Small manifests, mostly valid: the same for the same seed. */
export function programs(count: number, seed: number): string[] {
  const next = random(seed);
  return Array.from({ length: count }, () => program(next));
}

function program(next: Next): string {
  const context: Context = {
    next,
    variables: [],
    classes: [],
    defines: [],
    resources: [],
    functions: [],
    depth: 0,
  };
  const definitions = times(next, 3, () => definition(context));
  const statements = times(next, 6, () => statement(context));
  return [...definitions, ...statements].join('\n');
}

function times<T>(next: Next, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + next(most) }, make);
}

function pick<T>(next: Next, ...choices: readonly T[]): T {
  return choices[next(choices.length)]!;
}

function definition(context: Context): string {
  const { next } = context;
  const name = pick(next, 'a', 'b', 'c', 'a::x', 'b::y');
  switch (next(3)) {
    case 0: {
      context.classes.push(name);
      const inherits =
        next(6) === 0 && context.classes.length > 1 ? ` inherits ${pick(next, ...context.classes)}` : '';
      return `class ${name}${parameters(context)}${inherits} {\n${body(context)}\n}`;
    }
    case 1:
      context.defines.push(`d_${name}`);
      return `define d_${name}${parameters(context)} {\n${body(context, '"${title}"')}\n}`;
    default:
      context.functions.push(`f_${name}`);
      return `function f_${name}($p, $q = ${literal(context)}) {\n${body(context)}\n${expression({ ...context, variables: ['p', 'q'] })}\n}`;
  }
}

function parameters({ next }: Context): string {
  if (next(2) === 0) return '';
  const type = pick(next, '', 'Integer ', 'String ', 'Optional[Integer] ', 'Any ', 'Array[Integer] ');
  return pick(
    next,
    `(${type}$p)`,
    `(${type}$p = 1)`,
    `($p = undef, ${type}$q = $p)`,
    '($p = [1], $q = {a => $p})',
  );
}

/** Statements of their own scope, which do not see the variables around. */
function body(context: Context, title?: string): string {
  const inner = { ...context, variables: context.next(2) === 0 ? [] : ['p'], depth: context.depth + 1 };
  const own = title === undefined ? [] : [`notify { ${title}: message => ${expression(inner)} }`];
  return [...own, ...times(context.next, 3, () => statement(inner))].map((line) => `  ${line}`).join('\n');
}

function statement(context: Context): string {
  const { next } = context;
  if (context.depth > 2) return `notice(${expression(context)})`;
  switch (next(14)) {
    case 0:
    case 1:
      return assignment(context);
    case 2:
    case 3:
      return resource(context);
    case 4:
      return `include ${pick(next, ...context.classes, 'a', 'nope')}`;
    case 5:
      return `if ${expression(context)} {\n${block(context)}\n} else {\n${block(context)}\n}`;
    case 6:
      return `case ${expression(context)} {\n  ${pattern(context)}: {\n${block(context)}\n  }\n  default: {\n${block(context)}\n  }\n}`;
    case 7:
      return iteration(context);
    case 8:
      return relationship(context);
    case 9:
      return collector(context);
    case 10:
      return defaults(context);
    case 11:
      return declaration(context);
    default:
      return `notice(${expression(context)}, ${expression(context)})`;
  }
}

function block(context: Context): string {
  return times(context.next, 2, () => `    ${statement({ ...context, depth: context.depth + 1 })}`).join(
    '\n',
  );
}

function assignment(context: Context): string {
  const value = expression(context);
  const name = `v${context.variables.length}_${context.next(1000)}`;
  context.variables.push(name);
  return `$${name} = ${value}`;
}

function title(context: Context): string {
  const { next } = context;
  const name = pick(next, 'r1', 'r2', 'r3', `r${next(100)}`);
  context.resources.push(`Notify['${name}']`);
  return `'${name}'`;
}

function resource(context: Context): string {
  const { next } = context;
  const form = pick(next, '', '', '', '@', '@@');
  const titles = pick(
    next,
    title(context),
    title(context),
    `[${title(context)}, ${title(context)}]`,
    expression(context),
  );
  return `${form}notify { ${titles}: ${attributes(context)} }`;
}

function attributes(context: Context): string {
  const { next } = context;
  const message = `message => ${expression(context)}`;
  const reference = pick(next, ...context.resources, "Notify['r1']");
  return pick(
    next,
    '',
    message,
    message,
    `${message}, tag => ${pick(next, "'t1'", "['t1', 't2']", 't3')}`,
    `${message}, ${pick(next, 'before', 'require', 'notify', 'subscribe')} => ${reference}`,
    `* => {message => ${literal(context)}}`,
    `${message}, loglevel => ${pick(next, 'debug', 'notice', 'info')}, noop => ${pick(next, 'true', 'false')}`,
    `nope => 1`,
  );
}

function declaration(context: Context): string {
  const { next } = context;
  const given = pick(next, '', 'p => 1', "p => 'x'", 'p => undef', 'p => [1], q => 2', 'z => 1');
  if (context.defines.length > 0 && next(2) === 0) {
    return `${pick(next, ...context.defines)} { '${pick(next, 'x', 'y', 'z')}': ${given} }`;
  }
  return `class { '${pick(next, ...context.classes, 'a')}': ${given} }`;
}

function iteration(context: Context): string {
  const { next } = context;
  const list = pick(next, '[1, 2]', '[a, b]', '{k => 1, l => 2}', '3', variable(context), literal(context));
  const parameters = pick(next, '$x', '$i, $x', '*$x');
  const inner = { ...context, variables: ['x'], depth: context.depth + 1 };
  return `${list}.each |${parameters}| {\n    ${statement(inner)}\n}`;
}

function relationship(context: Context): string {
  const { next } = context;
  const side = () =>
    pick(next, ...context.resources, "Notify['r1']", 'Notify <| |>', `notify { ${title(context)}: }`);
  return `${side()} ${pick(next, '->', '~>', '<-', '<~')} ${side()}`;
}

function collector(context: Context): string {
  const { next } = context;
  const query = pick(
    next,
    '',
    "title == 'r1'",
    "tag == 't1'",
    "message != 'a' and title != 'r2'",
    'message == 1',
  );
  return `Notify <| ${query} |>${pick(next, '', ' { message => overridden }', " { tag +> 't9' }")}`;
}

function defaults(context: Context): string {
  const { next } = context;
  const reference = pick(next, ...context.resources, "Notify['r1']");
  return pick(
    next,
    `Notify { message => ${literal(context)} }`,
    `${reference} { message => ${expression(context)} }`,
  );
}

function variable({ next, variables }: Context): string {
  return variables.length === 0 || next(20) === 0 ? '$facts' : `$${pick(next, ...variables)}`;
}

function literal({ next }: Context): string {
  return pick(
    next,
    ...[
      '0',
      '1',
      '42',
      '-7',
      '1.5',
      "'a'",
      "'B'",
      "''",
      "'10'",
      '"q\\n"',
      'true',
      'false',
      'undef',
      'default',
      'bare',
    ],
    ...[
      '[]',
      "[1, 'b']",
      '[[1], [2]]',
      '{}',
      "{a => 1, 'b' => [2]}",
      'Integer',
      'String[1]',
      "File['/x']",
      '/a(.)/',
    ],
  );
}

function pattern(context: Context): string {
  return pick(
    context.next,
    literal(context),
    'Integer',
    'String',
    '/a/, /b/',
    "'a', 1",
    'Array[Integer]',
    variable(context),
  );
}

function expression(context: Context): string {
  const { next } = context;
  if (context.depth > 5) return pick(next, literal(context), variable(context));
  const deeper = { ...context, depth: context.depth + 2 };
  const sub = () => expression(deeper);
  switch (next(16)) {
    case 0:
    case 1:
    case 2:
      return literal(context);
    case 3:
    case 4:
      return variable(context);
    case 5:
      return `${sub()} ${pick(next, '+', '-', '*', '%', '<<')} ${sub()}`;
    case 6:
      return `(${sub()} ${pick(next, '==', '!=', '<', '>', '=~', 'in', 'and', 'or')} ${sub()})`;
    case 7:
      return `"s\${${next(2) === 0 ? variable(context).slice(1) : sub()}}e"`;
    case 8:
      return `[${sub()}, ${sub()}]`;
    case 9:
      return `{${pick(next, 'k', "'l m'", '1')} => ${sub()}, z => ${sub()}}`;
    case 10:
      return `${variable(context)}[${pick(next, '0', '-1', "'a'", '0, 1')}]`;
    case 11:
      return `${sub()} ? { ${pattern(context)} => ${sub()}, default => ${sub()} }`;
    case 12:
      return `${pick(next, '[1, 2, 3]', '{a => 1}', variable(context))}.${call(deeper)}`;
    case 13:
      return `${pick(next, ...context.functions, 'type', 'String', 'size', 'defined')}(${sub()})`;
    case 14:
      return `${pick(next, '!', '-', '')}(${sub()})`;
    default:
      return `if ${sub()} { ${sub()} } else { ${sub()} }`;
  }
}

function call(context: Context): string {
  const { next } = context;
  const inner = { ...context, variables: ['x'] };
  return pick(
    next,
    `map |$x| { ${expression(inner)} }`,
    `filter |$x| { ${expression(inner)} }`,
    `reduce |$m, $x| { ${expression(inner)} }`,
    ...[
      'join(",")',
      'size',
      'keys',
      'sort',
      'unique',
      'flatten',
      'empty',
      'dig(0)',
      'reverse_each',
      'type',
      'length',
    ],
  );
}
