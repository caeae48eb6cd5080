import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The cadres' desk, built to dist/workbench. The server replaces __CSP_NONCE__ in index.html on each answer;
 * Vite puts the nonce on its own tags and in <meta property="csp-nonce">, from where main.tsx passes it to antd.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
