// Bundles the page into dist/: index.html and the files it names, each with a hash of its content in its name and with its
// Brotli form beside it. index.html comes last: its date is the build's.
import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const root = import.meta.dirname;
const dist = join(root, 'dist');

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { page: 'src/main.ts', style: 'src/styles/index.css', icon: 'src/icon.svg' },
  entryNames: '[name]-[hash]',
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2023', 'chrome123', 'firefox121', 'safari17.5'],
  loader: { '.svg': 'copy' },
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
});

const names = Object.keys(metafile.outputs).map((path) => basename(path));
const file = (pattern) => names.find((name) => pattern.test(name));
for (const name of names.filter((candidate) => /\.(?:js|css)$/.test(candidate))) {
  await writeFile(join(dist, `${name}.br`), brotliCompressSync(await readFile(join(dist, name))));
}
const page = (await readFile(join(root, 'src/index.html'), 'utf8'))
  .replace('{{script}}', file(/^page-.*\.js$/))
  .replace('{{style}}', file(/^style-.*\.css$/))
  .replace('{{icon}}', file(/^icon-.*\.svg$/));
await writeFile(join(dist, 'index.html'), page);
