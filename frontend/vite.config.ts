import { defineConfig } from "vite";

// An island is a folder of src with an index.ts. Pages load it by the manifest: see
// graph_api/web/islands.py. Addresses are relative, as a proxy may put the server anywhere.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../graph_api/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0, // the Content-Security-Policy allows no data: addresses
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // kB before compression; what a page loads is tested
    rolldownOptions: {
      input: { explore: "src/explore/index.ts" },
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
    },
  },
});
