// Makes the requests of requests.json, eight at a time, and writes responses.json.
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const directory = process.argv[2];
const { address, clientAddress, requests } = JSON.parse(readFileSync(`${directory}/requests.json`, 'utf8'));

function ask({ scheme, name, path, headers }) {
  const { request } = scheme === 'https' ? https : http;
  const options = { host: address, localAddress: clientAddress, path, headers: { host: name, ...headers } };
  return new Promise((resolve, reject) => {
    const asked = request(
      { ...options, servername: name, rejectUnauthorized: false, timeout: 20_000 },
      (response) => {
        const certificate = response.socket.getPeerCertificate?.()?.subject?.CN;
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
            certificate,
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error(`no answer for ${scheme}://${name}${path}`)));
    asked.end();
  });
}

const responses = new Array(requests.length);
let next = 0;
async function worker() {
  while (next < requests.length) {
    const index = next++;
    responses[index] = await ask(requests[index]);
  }
}
await Promise.all(Array.from({ length: 8 }, worker));
writeFileSync(`${directory}/responses.json`, JSON.stringify(responses));
process.exit(0);
