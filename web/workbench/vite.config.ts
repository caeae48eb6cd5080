import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lays compressed copies beside the built files, so that the server never compresses at run time. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir, config.build.assetsDir);
    },
    closeBundle() {
      for (const file of readdirSync(folder).filter((f) => /\.(js|css|svg)$/.test(f))) {
        const body = readFileSync(join(folder, file));
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(body));
        writeFileSync(join(folder, `${file}.gz`), gzipSync(body, { level: 9 }));
      }
    },
  };
}

/**
 * The cadres' desk, built to dist/workbench. The server replaces __CSP_NONCE__ in index.html on each answer;
 * Vite puts the nonce on its own tags and in <meta property="csp-nonce">, from where main.tsx passes it to antd.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    outDir: '../../dist/workbench',
    emptyOutDir: true,
    target: 'chrome109',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//,
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
