/** A way to break a source file; `undefined` where the text offers nothing to break in this way. */
export interface Mutation {
  readonly name: string;
  readonly apply: (text: string, random: () => number) => string | Uint8Array | undefined;
}

/** A generator of numbers below one, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several, by chance. */
export function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}

const values = [
  ...[
    '',
    '~',
    'null',
    'true',
    'no',
    '0',
    '-1',
    '1.5',
    '1e999',
    '-1e400',
    '.inf',
    '.nan',
    '0x7fffffffffffffff',
  ],
  ...['99999999999999999999999999', `"${'9'.repeat(400)}"`, '1GiB', '0MiB', '99999999PiB', '-2GiB', '2gb'],
  ...['[]', '{}', '[[]]', '{a: {b: {c: 1}}}', '[null]', '""', '" "', '"\\u0000"', '"a\\nb"', '"\\ud800"'],
  ...["'; rm -rf /'", '"$(reboot)"', '"<&>"', '"%{::fqdn}"', '"${x}"', '../../../etc/passwd', '"*"', '/'],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'auto', 'world', 'internal', 'hv1', 'nfs1', 'nowhere'],
  ...[
    '300.1.2.3',
    '192.0.2.0/33',
    '10.49.0.255',
    '10.49.0.0',
    '"::"',
    '"fe80::1%eth0"',
    '0.0.0.0',
    '0.0.0.0/0',
  ],
  ...[
    '"ff:ff:ff:ff:ff:ff"',
    '"01:00:5e:00:00:01"',
    '65536-1',
    '1-65535',
    'a'.repeat(300),
    'é',
    '"\\u202e"',
    '💥',
  ],
  ...[
    '*unknown',
    '&anchor',
    '&a [*a]',
    '!!binary aGk=',
    '!ruby/object:File {}',
    '!!python/object:os.system x',
  ],
  ...[
    '|\n   block',
    '>-\n   folded',
    '? complex',
    '- item',
    'a: b: c',
    '{a: 1, a: 2}',
    '[1, 2',
    '"open',
    '@at',
    '`tick',
  ],
  ...['2001-12-14', '12:30:45', 'yes', 'off', '0o17', '1_000', '+1', '!!str 5', '!!int five', '!!null x'],
];

const keys = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    '<<',
    'memroy',
    '? [a]',
    '"a b"',
    '1',
    'null',
    'true',
    '""',
    '~',
  ],
  ...[
    'é',
    'a'.repeat(2000),
    '*x',
    '&y k',
    '!!str k',
    '[a]',
    '{a: b}',
    'UPPER',
    '-',
    '-leading',
    'auto',
    'world',
  ],
];

function lineOf(
  text: string,
  random: () => number,
  pattern: RegExp,
): [lines: string[], at: number] | undefined {
  const lines = text.split('\n');
  const matching = lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
  return matching.length > 0 ? [lines, pick(matching, random)] : undefined;
}

/** Changes a line that matches. */
function onLine(pattern: RegExp, change: (line: string, random: () => number) => string | readonly string[]) {
  return (text: string, random: () => number) => {
    const found = lineOf(text, random, pattern);
    if (!found) return undefined;
    const [lines, at] = found;
    lines.splice(at, 1, ...[change(lines[at]!, random)].flat());
    return lines.join('\n');
  };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

function withBytes(text: string, at: number, ...bytes: number[]): Uint8Array {
  const all = bytesOf(text);
  const where = Math.floor(at * all.length);
  return Uint8Array.from([...all.subarray(0, where), ...bytes, ...all.subarray(where)]);
}

const bomb = (levels: number, wide: number) =>
  `${Array.from(
    { length: levels },
    (_, i) =>
      `x${i}: &x${i} [${Array(wide)
        .fill(i === 0 ? 'lol' : `*x${i - 1}`)
        .join(', ')}]`,
  ).join('\n')}\n`;

/** The ways to break a file. */
export const mutations: readonly Mutation[] = [
  { name: 'drop a line', apply: onLine(/\S/, () => []) },
  { name: 'repeat a line', apply: onLine(/\S/, (line) => [line, line]) },
  {
    name: 'change a value',
    apply: onLine(/: \S/, (line, random) => line.replace(/: .*/, () => `: ${pick(values, random)}`)),
  },
  {
    name: 'change an item',
    apply: onLine(/[[{,] ?[\w"]/, (line, random) =>
      line.replace(
        /([[,] ?|: )[\w./"-]+(?=[\],}])/,
        (_, before: string) => `${before}${pick(values, random)}`,
      ),
    ),
  },
  {
    name: 'rename a key',
    apply: onLine(/^\s*[\w-]+:/, (line, random) => line.replace(/[\w-]+:/, () => `${pick(keys, random)}:`)),
  },
  {
    name: 'rename an inner key',
    apply: onLine(/\{\w+:/, (line, random) => line.replace(/\{\w+:/, () => `{${pick(keys, random)}:`)),
  },
  {
    name: 'add a key',
    apply: onLine(/^\s*[\w-]+:/, (line, random) => [
      line,
      `${/^\s*/.exec(line)![0]}${pick(keys, random)}: ${pick(values, random)}`,
    ]),
  },
  {
    name: 'indent a line',
    apply: onLine(/\S/, (line, random) => ' '.repeat(1 + Math.floor(random() * 4)) + line),
  },
  { name: 'unindent a line', apply: onLine(/^ /, (line) => line.slice(1)) },
  { name: 'indent with a tab', apply: onLine(/^ +\S/, (line) => `\t${line.trimStart()}`) },
  { name: 'put a tab after a colon', apply: onLine(/: /, (line) => line.replace(': ', ':\t')) },
  {
    name: 'drop a character',
    apply: (text, random) => {
      const at = Math.floor(random() * text.length);
      return text.slice(0, at) + text.slice(at + 1);
    },
  },
  {
    name: 'insert a character',
    apply: (text, random) => {
      const at = Math.floor(random() * text.length);
      return (
        text.slice(0, at) +
        pick([...'[]{}:,#&*!|>\'"%@`-? \n\t\u0000\u0085\u2028é\ud800'], random) +
        text.slice(at)
      );
    },
  },
  { name: 'cut the file', apply: (text, random) => text.slice(0, Math.floor(random() * text.length)) },
  { name: 'CRLF', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'lone CR', apply: (text) => text.replaceAll('\n', '\r') },
  { name: 'BOM', apply: (text) => `\ufeff${text}` },
  { name: 'BOM inside', apply: (text, random) => withBytes(text, random(), 0xef, 0xbb, 0xbf) },
  {
    name: 'invalid UTF-8',
    apply: (text, random) => withBytes(text, random(), pick([0xff, 0xc0, 0xed, 0xf8, 0x80], random), 0xa0),
  },
  {
    name: 'UTF-16',
    apply: (text) => Uint8Array.from([0xff, 0xfe, ...[...bytesOf(text)].flatMap((byte) => [byte, 0])]),
  },
  {
    name: 'binary',
    apply: (_, random) => Uint8Array.from({ length: 200 }, () => Math.floor(random() * 256)),
  },
  { name: 'second document', apply: (text) => `${text}---\n${text}` },
  {
    name: 'directive',
    apply: (text, random) =>
      `${pick(['%YAML 1.1', '%YAML 9.9', '%TAG ! tag:x,1:', '%FOO'], random)}\n---\n${text}`,
  },
  { name: 'merge key', apply: (text) => `${text}\nbase: &base {a: 1}\n<<: *base\n` },
  {
    name: 'anchor and alias',
    apply: onLine(/^\w+: \w/, (line) => line.replace(': ', ': &v ').concat('\nextra: *v')),
  },
  { name: 'alias bomb', apply: (text, random) => text + bomb(4 + Math.floor(random() * 30), 9) },
  {
    name: 'deep flow',
    apply: (text, random) => `${text}deep: ${'['.repeat(10 ** (1 + Math.floor(random() * 5)))}\n`,
  },
  {
    name: 'deep closed flow',
    apply: (text, random) => {
      const n = 10 ** (1 + Math.floor(random() * 5));
      return `${text}deep: ${'{a: '.repeat(n)}1${'}'.repeat(n)}\n`;
    },
  },
  {
    name: 'deep block',
    apply: (text, random) =>
      text +
      Array.from({ length: 10 + Math.floor(random() * 400) }, (_, i) => `${' '.repeat(i)}k:`).join('\n'),
  },
  {
    name: 'deep list',
    apply: (text, random) => `${text}deep: \n  ${'- '.repeat(10 ** (1 + Math.floor(random() * 4)))}x\n`,
  },
  { name: 'many explicit keys', apply: (text) => `${text}${'? '.repeat(5000)}x\n` },
  {
    name: 'empty',
    apply: (_, random) =>
      pick(['', '\n', '# nothing\n', '---\n', '...\n', '{}', '[]', 'null', '5', 'text', '\u0000'], random),
  },
  { name: 'huge', apply: (text) => `${text}# ${'x'.repeat(1024 * 1024)}\n` },
  { name: 'long scalar', apply: onLine(/: \w/, (line) => `${line}${'y'.repeat(100_000)}`) },
];
