import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

/** Where `npm run dev` finds a running gateway. */
const gateway = loadEnv('', '.', 'FAZHI_')['FAZHI_GATEWAY'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../FaZhiCloud.Gateway/wwwroot',
    emptyOutDir: true,
    // The gateway's policy forbids inline scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: ['index.html', 'docs.html'] },
  },
  server: { proxy: { '/api': gateway, '/openapi': gateway } },
})
