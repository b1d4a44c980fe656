import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');
const headers = JSON.parse(await readFile(join(import.meta.dirname, '../../../src/SmoothOperator.Server/ChatPage/headers.json'), 'utf8'));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const config = { title: 'Smooth Operator', demoModel: true, modelName: 'demo' };

/** Serves what `npm run build` made, under the same addresses and headers as the real server. */
export async function servePage(path, response) {
  if (path === '/chat/config.json') {
    return response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(config));
  }
  const name = path === '/' ? 'index.html' : path.startsWith('/chat/') ? basename(path) : '';
  try {
    const content = await readFile(join(dist, name));
    response.writeHead(200, { ...headers, 'Content-Type': types[extname(name)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404, headers).end();
  }
}
