/** What libyaml says of bytes that it can't take for UTF-8, or undefined. */
export function complaintAbout(bytes: Uint8Array): string | undefined {
  for (let at = 0; at < bytes.length; ) {
    const width = widthOf(bytes[at]!);
    if (width === 0) return 'invalid leading UTF-8 octet';
    if (at + width > bytes.length) return 'incomplete UTF-8 octet sequence';
    const tail = bytes.subarray(at + 1, at + width);
    if (tail.some((octet) => (octet & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet';
    const code = tail.reduce((sum, octet) => (sum << 6) | (octet & 0x3f), bytes[at]! & firstBits[width]!);
    const complaint = complaintAboutCode(code, width);
    if (complaint !== undefined) return complaint;
    at += width;
  }
  return undefined;
}

const firstBits = [0, 0x7f, 0x1f, 0x0f, 0x07];
const least = [0, 0, 0x80, 0x800, 0x10000];

function widthOf(octet: number): number {
  if (octet < 0x80) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
}

function complaintAboutCode(code: number, width: number): string | undefined {
  if (code < least[width]!) return 'invalid length of a UTF-8 sequence';
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return 'invalid Unicode character';
  return isControl(code) ? 'control characters are not allowed' : undefined;
}

/** What YAML's set of characters leaves out. */
function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  return (code >= 0x7f && code < 0xa0 && code !== 0x85) || code === 0xfffe || code === 0xffff;
}

/** Whether a decoded text may come of bytes that libyaml refuses, so that these must be looked at. */
export function isSuspicious(text: string): boolean {
  return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]/.test(text);
}
