/** Attributes of an element; numbers are rounded to a tenth. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with what is in it, already written; every value of an attribute is escaped. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? round(value) : value!)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Text as XML shows it; characters that XML 1.0 does not have become `�`. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A line of text that is cut where it would be wider than there is room, by what sans-serif letters take on average. */
export function label(
  x: number,
  y: number,
  text: string,
  size: number,
  width: number,
  attributes: Attributes = {},
): string {
  const most = Math.max(1, Math.floor(width / (size * 0.56)));
  const letters = [...text];
  const shown = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
  return element('text', { x, y, 'font-size': size, ...attributes }, escapeXml(shown));
}

/** A place in the picture. */
export type Point = readonly [x: number, y: number];

/** A line that runs only straight, from point to point. */
export function polyline(points: readonly Point[], attributes: Attributes): string {
  const text = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return element('polyline', { points: text, fill: 'none', ...attributes });
}

/** Rows of elements as a document of lines. */
export function lines(...rows: readonly string[]): string {
  return rows.filter((row) => row !== '').join('\n');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
