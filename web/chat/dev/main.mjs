// The page's own server for development and tests: the built page, and a small server that plays the protocol.
//   node dev/main.mjs [--port 8788] [--pace 18]      pace: milliseconds per token
// POST /dev/drop cuts all sockets; /dev/restart?for=1500 is a restart of the server; /dev/forget loses all conversations.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { Connection } from './connection.mjs';
import { servePage } from './pages.mjs';
import { World } from './world.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8788' }, pace: { type: 'string', default: '18' } } });
const world = new World(Number(values.pace));
const sockets = new WebSocketServer({ noServer: true });
let downUntil = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && url.pathname.startsWith('/dev/')) {
    control(url.pathname.slice('/dev/'.length), Number(url.searchParams.get('for') ?? 0));
    response.writeHead(204).end();
  } else {
    servePage(url.pathname, response);
  }
});

server.on('upgrade', (request, socket, head) => {
  if (!request.url?.startsWith('/ws') || Date.now() < downUntil) return socket.destroy();
  sockets.handleUpgrade(request, socket, head, (client) => new Connection(world, client));
});

server.listen(Number(values.port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

// Whoever started this holds its standard input open; when they go, so does this server.
process.stdin.on('end', () => process.exit(0)).resume();

function control(what, milliseconds) {
  if (what === 'forget') world.forget();
  if (what === 'restart') world.restart();
  downUntil = Date.now() + milliseconds;
  for (const client of sockets.clients) client.terminate();
}
