import { expect, test } from 'vitest';
import { accessLog } from '../../src/render/apache/os.ts';
import { isolated } from '../network/isolated.ts';

/** Takes what comes to a socket of syslog until something says 'the end', and says how many messages it was. */
const listener = `import socket
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); log.bind('/mnt/log'); open('/mnt/ready', 'w')
messages = []
while not messages or b'the end' not in messages[-1]: messages.append(log.recv(65536))
print(len(messages), max(map(len, messages)))`;

test('a long line of the access log is one message', () => {
  const command = accessLog.replace(/^\|/, '');
  const output = isolated(`
    mount -t tmpfs none /mnt; python3 -c "${listener}" & taker=$!
    until [ -e /mnt/ready ]; do sleep 0.1; done
    printf '%s\\nthe end\\n' "GET /$(head -c 4000 /dev/zero | tr '\\0' x)" | ${command} --socket /mnt/log; wait $taker`);
  const [count, length] = output.trim().split(' ').map(Number);
  expect(count).toBe(2);
  expect(length).toBeGreaterThan(4000);
});
